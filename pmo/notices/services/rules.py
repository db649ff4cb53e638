"""The administrator's deed on reminder rules."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models import Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.access.verdicts import wrong_input
from pmo.audit.services import record
from pmo.notices import kinds
from pmo.notices.models import ReminderRule
from pmo.notices.rules import escalation_is_sound, may_set_rule, offsets_are_sound
from pmo.notices.services.planning import ensure_rules, plan_office
from pmo.notices.states import EscalateTo


@transaction.atomic
def set_rule(
    *,
    office_id: int,
    kind: str,
    offsets: list[int],
    hour: int,
    active: bool,
    weekly_after: bool = True,
    escalate_after: int | None = None,
    escalate_to: str = EscalateTo.MANAGER,
    by: Person,
) -> ReminderRule:
    """Set when an office reminds of one kind of duty, and when somebody else is told; what is planned moves with it."""
    office = lock_office(office_id)
    may_set_rule(standing_of(by, office)).require()
    offsets_are_sound(offsets, hour).require()
    escalation_is_sound(escalate_after, escalate_to).require()
    if kinds.find(kind) is None:
        wrong_input(_("There is no such kind of reminder. Load the page again.")).require()
    ensure_rules(office)
    rule = ReminderRule.objects.select_for_update(no_key=True).get(office=office, kind=kind)
    new = {
        "offsets": sorted(set(offsets), reverse=True),
        "hour": hour,
        "active": active,
        "weekly_after": weekly_after,
        "escalate_after": escalate_after,
        "escalate_to": str(escalate_to),
    }
    _change(rule, new, by)
    plan_office(office.pk, clock.now())
    return rule


def _change(rule: ReminderRule, new: dict[str, Any], by: Person) -> None:
    old = {name: getattr(rule, name) for name in new}
    if old == new:
        return
    for name, value in new.items():
        setattr(rule, name, value)
    rule.save(update_fields=list(new))
    record("rule.changed", about=rule, office=rule.office, by=by, payload={"kind": rule.kind, "old": old, "new": new})
