"""The administrator's deed on reminder rules."""

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
from pmo.notices.rules import may_set_rule, offsets_are_sound
from pmo.notices.services.planning import ensure_rules, plan_office


@transaction.atomic
def set_rule(*, office_id: int, kind: str, offsets: list[int], hour: int, active: bool, by: Person) -> ReminderRule:
    """Set when an office reminds of one kind of duty; what is planned moves with it at once."""
    office = lock_office(office_id)
    may_set_rule(standing_of(by, office)).require()
    offsets_are_sound(offsets, hour).require()
    if kinds.find(kind) is None:
        wrong_input(_("There is no such kind of reminder. Load the page again.")).require()
    ensure_rules(office)
    rule = ReminderRule.objects.select_for_update(no_key=True).get(office=office, kind=kind)
    kept = sorted(set(offsets), reverse=True)
    old = {"offsets": rule.offsets, "hour": rule.hour, "active": rule.active}
    new = {"offsets": kept, "hour": hour, "active": active}
    if old != new:
        rule.offsets, rule.hour, rule.active = kept, hour, active
        rule.save(update_fields=["offsets", "hour", "active"])
        record("rule.changed", about=rule, office=office, by=by, payload={"kind": kind, "old": old, "new": new})
    plan_office(office.pk, clock.now())
    return rule
