"""One's own deeds on absences: reminders wait until one is back."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models import Person
from pmo.access.verdicts import Refused, wrong_input
from pmo.audit.services import record
from pmo.notices.models import Absence
from pmo.notices.rules import absence_is_sound
from pmo.notices.services.anew import lock_own, plan_anew


@transaction.atomic
def add_absence(*, first: date, last: date, by: Person) -> Absence:
    """Be away from a day to a day, both inclusive."""
    lock_own(by)
    same = Absence.objects.filter(person=by, first=first, last=last).first()
    if same:
        return same
    absence_is_sound(first, last, clock.today(by.time_zone), Absence.objects.filter(person=by).count()).require()
    absence = Absence.objects.create(person=by, first=first, last=last)
    _record("absence.added", by, {"first": first.isoformat(), "last": last.isoformat()})
    return absence


@transaction.atomic
def change_absence(*, absence_id: int, first: date, last: date, by: Person) -> Absence:
    """Move one's own absence to other days."""
    lock_own(by)
    absence = Absence.objects.filter(person=by, pk=absence_id).first()
    if absence is None:
        raise Refused(wrong_input(_("This absence is not there any more. Load the page again.")))
    if (absence.first, absence.last) == (first, last):
        return absence
    absence_is_sound(first, last, clock.today(by.time_zone), 0).require()
    old = [absence.first.isoformat(), absence.last.isoformat()]
    absence.first, absence.last = first, last
    absence.save(update_fields=["first", "last"])
    _record("absence.changed", by, {"old": old, "new": [first.isoformat(), last.isoformat()]})
    return absence


@transaction.atomic
def remove_absence(*, absence_id: int, by: Person) -> bool:
    """Take one's own absence away; return whether it was still there."""
    lock_own(by)
    absence = Absence.objects.filter(person=by, pk=absence_id).first()
    if absence is None:
        return False
    gone: dict[str, object] = {"first": absence.first.isoformat(), "last": absence.last.isoformat()}
    absence.delete()
    _record("absence.removed", by, gone)
    return True


def _record(event: str, person: Person, payload: dict[str, object]) -> None:
    record(event, about=person, office=None, by=person, payload=payload)
    plan_anew(person)
