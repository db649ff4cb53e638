"""One item as a page: its facts, why it is done, what hangs on it."""

from dataclasses import dataclass

from django.db.models import Q

from businessplans.coverage import suspects
from businessplans.fields import Money
from businessplans.models import BusinessPlan, Dependency, Milestone, PlanItem, Risk
from businessplans.promises import promise_digest
from businessplans.rules.items import may_work_on
from businessplans.selectors.outline import in_tree_order, owner_words
from businessplans.selectors.plans import benefits_of, living_items, promises_of, traces_of, works_of
from businessplans.states import CHANGED, GONE, NO_REASON, PARENT_LEVEL, SUSPECT, ItemStatus, Level, ValueArea
from executives.selectors.seats import seats_of
from mandates.models import MandateVersion, Statement
from mandates.selectors.versions import version_in_force
from pmo.access.standing import Standing
from pmo.ui.prose import plain_words
from pmo.ui.words import Word


@dataclass(frozen=True)
class Trace:
    """A benefit that an item serves: what it says now, or that it is gone, or that it promises something else."""

    key: str
    share: int
    rationale: str
    text: str
    statement_id: int | None
    gone: bool
    changed: bool

    @property
    def word(self) -> Word:
        """Why somebody should look again."""
        return GONE if self.gone else CHANGED


@dataclass(frozen=True)
class ItemPage:
    """One item as a page."""

    item: PlanItem
    parent: PlanItem | None
    children: list[PlanItem]
    child_level: str
    owner: str
    money: Money
    traces: list[Trace]
    milestones: list[Milestone]
    risks: list[Risk]
    needs: list[PlanItem]
    needed_by: list[PlanItem]
    may_change: bool
    currency: str
    version: MandateVersion | None
    owners: dict[int, str]
    orphan_word = NO_REASON
    suspect_word = SUSPECT
    changed_word = CHANGED

    @property
    def level(self) -> str:
        """The word for the level."""
        return str(Level(self.item.level).label)

    @property
    def word(self) -> Word:
        """The status of the work."""
        return ItemStatus(self.item.status).word

    @property
    def value_area(self) -> str:
        """The word for the value area, if it has one."""
        return str(ValueArea(self.item.value_area).label) if self.item.value_area else ""

    @property
    def is_action(self) -> bool:
        """Whether the item has money of its own."""
        return self.item.level == Level.ACTION

    @property
    def is_orphan(self) -> bool:
        """Whether the item serves no benefit in force."""
        return all(trace.gone for trace in self.traces)

    @property
    def is_suspect(self) -> bool:
        """Whether somebody has to look at the item again."""
        return not self.is_orphan and any(trace.gone or trace.changed for trace in self.traces)

    @property
    def served(self) -> int:
        """The sum of the shares."""
        return sum(trace.share for trace in self.traces)


def item_numbered(plan: BusinessPlan | None, number: int) -> PlanItem | None:
    """Return the living item with this number, with its plan, or None."""
    if plan is None:
        return None
    item = living_items(plan).filter(number=number).first()
    if item is not None:
        item.plan = plan
    return item


def item_page(standing: Standing, item: PlanItem) -> ItemPage:
    """Return the page of an item for a reader."""
    plan = item.plan
    around = {each.pk: each for each in living_items(plan)}
    family = _family(around, item)
    works = works_of([item, *family], {})
    version = version_in_force(plan.office)
    benefits = {statement.line_id: statement for statement in benefits_of(version)}
    needs = list(Dependency.objects.filter(Q(item=item) | Q(needed=item)).values_list("item_id", "needed_id"))
    owners = {seat.pk: owner_words(seat) for seat in seats_of(plan.office)}
    return ItemPage(
        item=item,
        parent=around.get(item.parent_id or 0),
        children=[each for each in around.values() if each.parent_id == item.pk],
        child_level=next((str(level) for level, upper in PARENT_LEVEL.items() if upper == item.level), ""),
        owner=owners.get(item.owner_id or 0, item.owner.title if item.owner else ""),
        money=sum((work.money for work in works), Money()),
        traces=traces_on(item, benefits),
        milestones=list(item.milestones.all()),
        risks=list(item.risks.order_by("-impact", "-likelihood", "pk")),
        needs=[around[needed] for lower, needed in needs if lower == item.pk and needed in around],
        needed_by=[around[lower] for lower, needed in needs if needed == item.pk and lower in around],
        may_change=bool(may_work_on(standing, item)),
        currency=plan.office.currency,
        version=version,
        owners=owners,
    )


def _family(around: dict[int, PlanItem], item: PlanItem) -> list[PlanItem]:
    """Return everything below an item."""
    return [each for each in around.values() if item.pk in _above(around, each)]


def _above(around: dict[int, PlanItem], item: PlanItem) -> set[int]:
    found: set[int] = set()
    upper = item.parent_id
    while upper is not None:
        found.add(upper)
        upper = around[upper].parent_id if upper in around else None
    return found


def traces_on(item: PlanItem, benefits: dict[int, Statement]) -> list[Trace]:
    """Return the traces of an item against the benefits in force, the largest share first."""
    found = []
    for link in item.traces.select_related("line").order_by("-share", "line__number"):
        now = benefits.get(link.line_id)
        found.append(
            Trace(
                key=link.line.key,
                share=link.share,
                rationale=link.rationale,
                text=plain_words(now.text) if now else "",
                statement_id=now.pk if now else None,
                gone=now is None,
                changed=now is not None and promise_digest(now.benefit) != link.confirmed_digest,
            )
        )
    return found


def suspect_items(plan: BusinessPlan) -> list[PlanItem]:
    """Return the items that somebody has to look at again, in the order of the plan."""
    items = in_tree_order(list(living_items(plan)))
    promises = promises_of(benefits_of(version_in_force(plan.office)))
    found = set(suspects(works_of(items, traces_of(plan)), promises))
    return [item for item in items if item.pk in found]
