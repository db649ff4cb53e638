"""The plan as one page: every item with its reason, money and place in time, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from businessplans.coverage import orphans, sums, suspects
from businessplans.fields import Money
from businessplans.models import BusinessPlan, Milestone, PlanItem, TraceLink
from businessplans.rules.plans import Gaps, gaps_sentence, may_change_plan, may_reopen
from businessplans.selectors.plans import benefits_of, gaps_of, living_items, promises_of, traces_of, works_of
from businessplans.selectors.strips import Axis, Strip
from businessplans.states import NO_REASON, SUSPECT, ItemStatus, PlanState
from executives.models import Seat
from executives.selectors.seats import seats_of
from mandates.models import MandateVersion, Statement
from mandates.selectors.versions import version_in_force
from pmo import clock
from pmo.access.standing import Standing
from pmo.ui.words import Word

MONTHS = 12


@dataclass(frozen=True)
class Narrowing:
    """What the reader wants to see: of one owner, for one benefit, at one level; empty means all."""

    owner: int | None = None
    benefit: int | None = None
    level: str = ""

    def keeps(self, row: "Row") -> bool:
        """Say whether a row is wanted."""
        return (
            (self.owner is None or row.item.owner_id == self.owner)
            and (self.benefit is None or self.benefit in {link.line_id for link in row.serves})
            and (not self.level or row.item.level == self.level)
        )

    def __bool__(self) -> bool:
        return self != Narrowing()


@dataclass(frozen=True)
class Row:
    """One item as the outline shows it."""

    item: PlanItem
    owner: str
    money: Money
    serves: list[TraceLink]
    strip: Strip | None
    orphan: bool
    suspect: bool

    @property
    def word(self) -> Word:
        """The status of the work."""
        return ItemStatus(self.item.status).word


@dataclass(frozen=True)
class Outline:
    """The plan as one page."""

    plan: BusinessPlan
    in_force: MandateVersion | None
    rows: list[Row]
    count: int
    total: Money
    gaps: Gaps
    suspects: list[str]
    seats: list[Seat]
    benefits: list[Statement]
    axis: Axis
    may_change: bool
    may_reopen: bool
    narrowed: bool = False
    years: int | None = None
    currency: str = "GBP"
    keys: dict[int, str] = field(default_factory=dict)
    orphan_word = NO_REASON
    suspect_word = SUSPECT

    @property
    def behind(self) -> bool:
        """Whether another version of the mandate is in force than the one that the plan serves."""
        return self.in_force is not None and self.in_force.pk != self.plan.version_id

    @property
    def over_years(self) -> object:
        """What all of it comes to over the period, where that is a number of whole years."""
        return self.total.over(self.years) if self.years else None

    @property
    def word(self) -> Word:
        """Where the plan stands."""
        return PlanState(self.plan.state).word

    @property
    def missing_words(self) -> str:
        """What is missing, in sentences."""
        return gaps_sentence(self.gaps)

    @property
    def lonely(self) -> list[Row]:
        """The items without a reason."""
        return [row for row in self.rows if row.orphan]

    @property
    def unserved(self) -> list[Statement]:
        """The benefits that nobody works on."""
        return [each for each in self.benefits if each.key in self.gaps.uncovered]

    def key_of(self, item_id: int | None) -> str:
        """Return the key of an item of the plan."""
        return self.keys.get(item_id or 0, "")

    def narrowed_to(self, narrowing: Narrowing) -> "Outline":
        """Return the outline with the wanted rows alone; the sums stay those of the whole plan."""
        return replace(self, rows=[row for row in self.rows if narrowing.keeps(row)], narrowed=bool(narrowing))


def outline(standing: Standing, plan: BusinessPlan) -> Outline:
    """Return the outline of a plan for a reader."""
    items = in_tree_order(list(living_items(plan)))
    traces = traces_of(plan)
    works = works_of(items, traces)
    in_force = version_in_force(plan.office)
    benefits = benefits_of(in_force)
    promises = promises_of(benefits)
    money, lonely, doubtful = sums(works), set(orphans(works, promises)), set(suspects(works, promises))
    seats = list(seats_of(plan.office))
    owners = {seat.pk: owner_words(seat) for seat in seats}
    axis = Axis(plan.start, plan.end, clock.today(plan.office.time_zone))
    milestones = _milestones(plan)
    rows = [
        Row(
            item=item,
            owner=owners.get(item.owner_id or 0, item.owner.title if item.owner else ""),
            money=money[item.pk],
            serves=traces.get(item.pk, []),
            strip=axis.strip(item, milestones.get(item.pk, ())),
            orphan=item.pk in lonely,
            suspect=item.pk in doubtful,
        )
        for item in items
    ]
    return Outline(
        plan=plan,
        in_force=in_force,
        rows=rows,
        count=len(rows),
        total=sum((work.money for work in works), Money()),
        gaps=gaps_of(items, works, benefits),
        suspects=[item.key for item in items if item.pk in doubtful],
        seats=seats,
        benefits=benefits,
        axis=axis,
        may_change=bool(may_change_plan(standing, plan)),
        may_reopen=bool(may_reopen(standing, plan)),
        years=whole_years(plan.start, plan.end),
        currency=plan.office.currency,
        keys={item.pk: item.key for item in items},
    )


def in_tree_order(items: list[PlanItem]) -> list[PlanItem]:
    """Return the items as an outline reads: each followed by what hangs under it."""
    below: dict[int | None, list[PlanItem]] = {}
    for item in items:
        below.setdefault(item.parent_id, []).append(item)

    def walk(upper: int | None) -> Iterator[PlanItem]:
        for item in below.get(upper, []):
            yield item
            yield from walk(item.pk)

    return list(walk(None))


def owner_words(seat: Seat) -> str:
    """Return who holds a seat today, else the seat itself; wants the holders of `seats_of`."""
    now = getattr(seat, "now", [])
    return now[0].person.name if now else seat.title


def whole_years(start: date, end: date) -> int | None:
    """Return how many years a period lasts, if it is a whole number of them: 1 February to 31 January is one."""
    after = date.fromordinal(end.toordinal() + 1)
    months = (after.year - start.year) * MONTHS + after.month - start.month
    return months // MONTHS if after.day == start.day and months % MONTHS == 0 else None


def _milestones(plan: BusinessPlan) -> dict[int, list[date]]:
    found: dict[int, list[date]] = {}
    rows = Milestone.objects.filter(item__plan=plan, item__removed_at__isnull=True)
    for item_id, day in rows.values_list("item_id", "on"):
        found.setdefault(item_id, []).append(day)
    return found
