"""Deeds on the items of a plan."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from businessplans.fields import ItemFields
from businessplans.locks import lock_item, lock_plan
from businessplans.models import BusinessPlan, Dependency, PlanItem
from businessplans.rules.items import (
    is_as_shown,
    is_living,
    may_add_item,
    may_change_item,
    may_remove_item,
    may_work_on,
)
from businessplans.rules.plans import may_plan
from businessplans.services.details import set_budget, set_dependencies, set_milestones, set_risks
from executives.models import Seat
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit.services import record

__all__ = [
    "ItemFields",
    "add_item",
    "change_item",
    "remove_item",
    "set_budget",
    "set_dependencies",
    "set_milestones",
    "set_risks",
]
CHANGEABLE = ("title", "parent_id", "description", "owner_id", "start", "end", "status", "value_area")


@transaction.atomic
def add_item(*, plan_id: int, fields: ItemFields, shown_number: int | None = None, by: Person) -> PlanItem:
    """Add an item at the end of what stands under its parent; a source reference is taken in once.

    `shown_number` is the number that the page promised: when the same item has it already, this is a second click.
    """
    plan = lock_plan(plan_id)
    standing = standing_of(by, plan.office)
    may_add_item(standing, plan, fields, _parent(fields), _owner(fields)).require()
    if found := _same_source(plan, fields) or _same_form(plan, fields, shown_number):
        is_living(found).require()
        return found
    last = plan.items.aggregate(number=Max("number"), order=Max("order"))
    item = PlanItem(
        plan=plan,
        number=(last["number"] or 0) + 1,
        order=(last["order"] or 0) + 1,
        level=fields.level,
        source_ref=fields.source_ref,
    )
    _fill(item, fields)
    item.save(force_insert=True)
    record("item.added", about=item, office=plan.office, by=by, payload=_payload(item))
    return item


@transaction.atomic
def change_item(*, item_id: int, fields: ItemFields, shown_revision: int | None = None, by: Person) -> PlanItem:
    """Change the fields of an item that stands as it was shown; the same change again is done once."""
    item = lock_item(item_id)
    standing = standing_of(by, item.plan.office)
    may_plan(standing).require()
    old = _payload(item)
    _fill(item, fields)
    if _payload(item) == old and fields.level == item.level:
        return item
    may_change_item(standing, item, fields, _parent(fields), _owner(fields)).require()
    is_as_shown(item, shown_revision).require()
    item.revision += 1
    item.save(update_fields=[*CHANGEABLE, "revision"])
    record("item.changed", about=item, office=item.plan.office, by=by, payload={"old": old, "new": _payload(item)})
    return item


@transaction.atomic
def remove_item(*, item_id: int, shown_revision: int | None = None, by: Person) -> PlanItem:
    """Take an item out of the plan with its dependencies; its number stays used, and it is not generated again."""
    item = lock_item(item_id)
    standing = standing_of(by, item.plan.office)
    may_plan(standing).require()
    if item.removed_at is not None:
        return item
    may_remove_item(standing, item, _children(item)).require()
    is_as_shown(item, shown_revision).require()
    Dependency.objects.filter(item=item).delete()
    Dependency.objects.filter(needed=item).delete()
    item.removed_at = clock.now()
    item.revision += 1
    item.save(update_fields=["removed_at", "revision"])
    record("item.removed", about=item, office=item.plan.office, by=by, payload=_payload(item))
    return item


@transaction.atomic
def move_item(*, item_id: int, step: int, by: Person) -> PlanItem:
    """Move an item one place up (-1) or down (1) among those under the same parent; at the end it stays."""
    item = lock_item(item_id)
    may_work_on(standing_of(by, item.plan.office), item).require()
    beside = list(item.plan.items.filter(parent_id=item.parent_id, removed_at__isnull=True))
    place = next(place for place, each in enumerate(beside) if each.pk == item.pk)
    target = place + (1 if step > 0 else -1)
    if 0 <= target < len(beside):
        other = beside[target]
        item.order, other.order = other.order, item.order
        item.save(update_fields=["order"])
        other.save(update_fields=["order"])
        record("item.changed", about=item, office=item.plan.office, by=by, payload={"moved": step})
    return item


def _parent(fields: ItemFields) -> PlanItem | None:
    return PlanItem.objects.filter(pk=fields.parent_id).first() if fields.parent_id else None


def _owner(fields: ItemFields) -> Seat | None:
    return Seat.objects.filter(pk=fields.owner_id).first() if fields.owner_id else None


def _children(item: PlanItem) -> Sequence[PlanItem]:
    return list(item.children.filter(removed_at__isnull=True))


def _same_source(plan: BusinessPlan, fields: ItemFields) -> PlanItem | None:
    if not fields.source_ref:
        return None
    return plan.items.filter(source_ref=fields.source_ref).first()


def _same_form(plan: BusinessPlan, fields: ItemFields, number: int | None) -> PlanItem | None:
    found = plan.items.filter(number=number, removed_at__isnull=True).first() if number else None
    meant = PlanItem(level=fields.level)
    _fill(meant, fields)
    return found if found and _payload(found) == _payload(meant) else None


def _fill(item: PlanItem, fields: ItemFields) -> None:
    for name in CHANGEABLE:
        value = getattr(fields, name)
        setattr(item, name, value.strip() if isinstance(value, str) else value)


def _payload(item: PlanItem) -> dict[str, object]:
    return {name: _plain(getattr(item, name)) for name in ("level", *CHANGEABLE)}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value
