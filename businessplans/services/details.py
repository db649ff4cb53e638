"""Deeds on what belongs to one item: its money, milestones, risks and what it waits for. Each sets the whole list."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from django.db import transaction

from businessplans.coverage import cycle
from businessplans.fields import MilestoneFields, Money, RiskFields
from businessplans.locks import lock_item
from businessplans.models import Budget, Dependency, Milestone, PlanItem, Risk
from businessplans.rules.items import (
    is_as_shown,
    may_depend,
    may_set_budget,
    may_set_milestones,
    may_set_risks,
)
from pmo.access.models import Person
from pmo.access.standing import Standing, standing_of
from pmo.access.verdicts import Verdict
from pmo.audit.services import record

CENT = Decimal("0.01")


@transaction.atomic
def set_budget(
    *,
    item_id: int,
    one_off: Decimal = Decimal(0),
    recurring_per_year: Decimal = Decimal(0),
    shown_revision: int | None = None,
    by: Person,
) -> PlanItem:
    """Set what an action costs once and a year, in the office's currency."""
    item, standing = _open(item_id, by)
    money = Money(one_off, recurring_per_year)
    now = Budget.objects.filter(item=item).first()
    old = Money(now.one_off, now.recurring_per_year) if now else Money()

    def write() -> None:
        amounts = {"one_off": one_off.quantize(CENT), "recurring_per_year": recurring_per_year.quantize(CENT)}
        Budget.objects.update_or_create(item=item, defaults=amounts)

    verdict = may_set_budget(standing, item, money)
    return _set(item, verdict, "budget", [old], [money], shown_revision, by, write)


@transaction.atomic
def set_milestones(
    *, item_id: int, milestones: Sequence[MilestoneFields], shown_revision: int | None = None, by: Person
) -> PlanItem:
    """Set the milestones of an item."""
    item, standing = _open(item_id, by)
    old = [MilestoneFields(each.title, each.on) for each in item.milestones.all()]
    new = sorted(milestones, key=lambda each: each.on)

    def write() -> None:
        item.milestones.all().delete()
        Milestone.objects.bulk_create(Milestone(item=item, title=each.title.strip(), on=each.on) for each in new)

    verdict = may_set_milestones(standing, item, new)
    return _set(item, verdict, "milestones", old, new, shown_revision, by, write)


@transaction.atomic
def set_risks(*, item_id: int, risks: Sequence[RiskFields], shown_revision: int | None = None, by: Person) -> PlanItem:
    """Set the risks of an item."""
    item, standing = _open(item_id, by)
    rows = item.risks.order_by("pk")
    old = [RiskFields(each.text, each.likelihood, each.impact, each.response) for each in rows]

    def write() -> None:
        item.risks.all().delete()
        Risk.objects.bulk_create(
            Risk(item=item, text=each.text, likelihood=each.likelihood, impact=each.impact, response=each.response)
            for each in risks
        )

    verdict = may_set_risks(standing, item, risks)
    return _set(item, verdict, "risks", old, list(risks), shown_revision, by, write)


@transaction.atomic
def set_dependencies(
    *, item_id: int, needed_ids: Iterable[int], shown_revision: int | None = None, by: Person
) -> PlanItem:
    """Set what must have ended before an item begins; a circle is refused by its keys."""
    item, standing = _open(item_id, by)
    wanted = sorted(set(needed_ids))
    old = sorted(item.needs.values_list("needed_id", flat=True))
    items = PlanItem.objects.in_bulk({*wanted, item.pk})
    needed = [items[key] for key in wanted if key in items]
    verdict = may_depend(standing, item, needed, _above(item), _circle(item, wanted))

    def write() -> None:
        item.needs.all().delete()
        Dependency.objects.bulk_create(Dependency(item=item, needed=each) for each in needed)

    return _set(item, verdict, "needs", old, [each.pk for each in needed], shown_revision, by, write)


def _open(item_id: int, by: Person) -> tuple[PlanItem, Standing]:
    item = lock_item(item_id)
    return item, standing_of(by, item.plan.office)


def _set(
    item: PlanItem,
    verdict: Verdict,
    name: str,
    old: Sequence[object],
    new: Sequence[object],
    shown_revision: int | None,
    by: Person,
    write: Callable[[], None],
) -> PlanItem:
    """Write a list that differs from what stands, under a new revision; the same list again is done once."""
    verdict.require()
    if list(old) == list(new):
        return item
    is_as_shown(item, shown_revision).require()
    write()
    item.revision += 1
    item.save(update_fields=["revision"])
    payload = {"what": name, "old": [str(each) for each in old], "new": [str(each) for each in new]}
    record("item.changed", about=item, office=item.plan.office, by=by, payload=payload)
    return item


def _above(item: PlanItem) -> list[int]:
    """Return what an item is part of, from its parent up."""
    parents = dict(item.plan.items.values_list("pk", "parent_id"))
    found: list[int] = []
    upper = item.parent_id
    while upper is not None:
        found.append(upper)
        upper = parents.get(upper)
    return found


def _circle(item: PlanItem, wanted: Iterable[int]) -> list[str]:
    """Return the circle that the wanted needs would close, by key."""
    needs: dict[int, list[int]] = {}
    for lower, upper in Dependency.objects.filter(item__plan=item.plan).values_list("item_id", "needed_id"):
        needs.setdefault(lower, []).append(upper)
    needs[item.pk] = [key for key in wanted if key != item.pk]
    around = cycle(needs, item.pk)
    items = PlanItem.objects.in_bulk(around)
    return [items[key].key for key in around]
