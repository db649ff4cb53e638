"""What a form on the plan offers, and what a deed on it would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from businessplans.models import BusinessPlan, PlanItem
from businessplans.rules.items import may_remove_item
from businessplans.rules.traces import WHOLE
from businessplans.selectors.items import Trace, traces_on
from businessplans.selectors.outline import in_tree_order, owner_words
from businessplans.selectors.plans import benefits_of, living_items, money_of
from businessplans.states import PARENT_LEVEL, Level
from executives.models import Seat
from executives.selectors.seats import seats_of
from mandates.models import MandateVersion, Statement
from mandates.selectors.versions import statements_of, version_in_force
from mandates.states import LineKind
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict
from pmo.ui.figures import amount


def possible_parents(plan: BusinessPlan, level: str) -> list[PlanItem]:
    """Return the items that one of this level may hang under."""
    needed = PARENT_LEVEL[Level(level)]
    return [item for item in in_tree_order(list(living_items(plan))) if needed and item.level == needed]


def possible_owners(plan: BusinessPlan) -> list[tuple[int, str]]:
    """Return the seats that may own an item, each with its holder."""
    return [(seat.pk, seat_words(seat)) for seat in seats_of(plan.office)]


def seat_words(seat: Seat) -> str:
    """Return a seat with whoever holds it; wants the holders of `seats_of`."""
    owner = owner_words(seat)
    return seat.title if owner == seat.title else f"{seat.title}, {owner}"


def level_under(plan: BusinessPlan, key: str) -> tuple[PlanItem | None, str]:
    """Return the item with this key and the level below it; a priority where there is none."""
    number = key.removeprefix("ITEM-")
    upper = living_items(plan).filter(number=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    below = {needed: level for level, needed in PARENT_LEVEL.items() if needed}
    if upper is None or upper.level not in below:
        return None, Level.PRIORITY
    return upper, below[Level(upper.level)]


def next_number(plan: BusinessPlan) -> int:
    """Return the number that the next item gets."""
    return (plan.items.aggregate(last=Max("number"))["last"] or 0) + 1


def may_be_needed(item: PlanItem) -> list[PlanItem]:
    """Return the items that one may wait for: all but itself and what it is part of."""
    items = {each.pk: each for each in in_tree_order(list(living_items(item.plan)))}
    above, upper = {item.pk}, item.parent_id
    while upper is not None and upper in items:
        above.add(upper)
        upper = items[upper].parent_id
    return [each for each in items.values() if each.pk not in above]


@dataclass(frozen=True)
class ShareRow:
    """A benefit in force, and how much of the item serves it now."""

    statement: Statement
    trace: Trace | None

    def initial_for(self, meant: str = "") -> dict[str, Any]:
        """What a form begins with; the benefit that the item is meant for gets the whole of it."""
        share = self.trace.share if self.trace else WHOLE if self.statement.key == meant else None
        return {"line": self.statement.line_id, "share": share, "rationale": self.trace.rationale if self.trace else ""}


def share_rows(item: PlanItem) -> tuple[list[ShareRow], list[Trace]]:
    """Return a row for every benefit in force, and the traces to benefits that are gone."""
    benefits = {each.line_id: each for each in benefits_of(version_in_force(item.plan.office))}
    traces = {trace.key: trace for trace in traces_on(item, benefits)}
    rows = [ShareRow(each, traces.get(each.key)) for each in benefits.values()]
    return rows, [trace for trace in traces.values() if trace.gone]


@dataclass(frozen=True)
class Missing:
    """What the mandate asks for and the plan never had."""

    benefits: list[Statement]
    objectives: list[Statement]

    def __len__(self) -> int:
        return len(self.benefits) + len(self.objectives)


def missing_from(plan: BusinessPlan | None, version: MandateVersion | None) -> Missing:
    """Return the benefits and objectives of a version for which the plan never had an item."""
    made = set(plan.items.values_list("made_for_id", flat=True)) if plan else set()
    statements = [each for each in statements_of(version) if each.line_id not in made] if version else []
    return Missing(
        [each for each in statements if each.line.kind == LineKind.BENEFIT],
        [each for each in statements if each.line.kind == LineKind.OBJECTIVE],
    )


def leaving(standing: Standing, item: PlanItem) -> tuple[Verdict, list[str]]:
    """Return whether an item may go, and with numbers what goes with it."""
    children: Sequence[PlanItem] = list(item.children.filter(removed_at__isnull=True))
    verdict = may_remove_item(standing, item, children)
    money, currency = money_of(item), item.plan.office.currency
    said = []
    if money.one_off or money.recurring_per_year:
        amounts = {
            "once": amount(money.one_off, currency),
            "yearly": amount(money.recurring_per_year, currency),
        }
        said.append(_("%(once)s once and %(yearly)s a year leave the plan.") % amounts)
    waiting = [each.item.key for each in item.needed_by.select_related("item")]
    if waiting:
        said.append(_("No longer waiting for it: %(keys)s.") % {"keys": ", ".join(waiting)})
    if count := item.milestones.count():
        words = ngettext("%(count)d milestone goes with it.", "%(count)d milestones go with it.", count)
        said.append(words % {"count": count})
    said.append(_("Its number is never used again."))
    return verdict, said
