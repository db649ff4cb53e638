"""Reads of plans: the current one, its items, and what is missing in it."""

from django.db.models import QuerySet

from businessplans.coverage import Promises, Serving, Work, orphans, uncovered
from businessplans.fields import Money
from businessplans.models import BusinessPlan, PlanItem, TraceLink
from businessplans.promises import promise_digest
from businessplans.rules.plans import Gaps
from businessplans.states import PlanState
from mandates.models import MandateVersion, Statement
from mandates.selectors.versions import statements_of
from mandates.states import LineKind
from pmo.access.models import Office


def current_plan(office: Office) -> BusinessPlan | None:
    """Return the plan of an office that is not superseded, or None."""
    plans = BusinessPlan.objects.filter(office=office).exclude(state=PlanState.SUPERSEDED)
    return plans.select_related("office", "version").first()


def living_items(plan: BusinessPlan) -> QuerySet[PlanItem]:
    """Return the items that were not removed, with owner and money."""
    return plan.items.filter(removed_at__isnull=True).select_related("owner", "budget")


def benefits_of(version: MandateVersion | None) -> list[Statement]:
    """Return the benefits of a version in the order of the document; none without a version."""
    if version is None:
        return []
    return list(statements_of(version).filter(line__kind=LineKind.BENEFIT))


def promises_of(benefits: list[Statement]) -> Promises:
    """Return what each benefit promises, by its line."""
    return {statement.line_id: promise_digest(statement.benefit) for statement in benefits}


def traces_of(plan: BusinessPlan) -> dict[int, list[TraceLink]]:
    """Return the traces of all living items, the largest share first."""
    found: dict[int, list[TraceLink]] = {}
    links = TraceLink.objects.filter(item__plan=plan, item__removed_at__isnull=True).select_related("line")
    for link in links.order_by("-share", "line__number"):
        found.setdefault(link.item_id, []).append(link)
    return found


def works_of(items: list[PlanItem], traces: dict[int, list[TraceLink]]) -> list[Work]:
    """Return the items as the questions of coverage see them."""
    return [
        Work(
            key=item.pk,
            serves={link.line_id: Serving(link.share, link.confirmed_digest) for link in traces.get(item.pk, [])},
            money=money_of(item),
            parent=item.parent_id,
        )
        for item in items
    ]


def money_of(item: PlanItem) -> Money:
    """Return the money planned for an item itself; an item without a budget has none."""
    budget = getattr(item, "budget", None)
    return Money(budget.one_off, budget.recurring_per_year) if budget else Money()


def gaps_of(items: list[PlanItem], works: list[Work], benefits: list[Statement]) -> Gaps:
    """Return by key what keeps the plan from being published."""
    promises = promises_of(benefits)
    items_by_id = {item.pk: item.key for item in items}
    lines = {statement.line_id: statement.key for statement in benefits}
    return Gaps(
        tuple(items_by_id[key] for key in orphans(works, promises)),
        tuple(lines[key] for key in uncovered(works, promises)),
    )
