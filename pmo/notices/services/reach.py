"""Deeds on how an office reaches a person: reminders paused until a day, an address that is bad."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit.services import record
from pmo.notices.models import Reach
from pmo.notices.rules import bad_address_is_sound, may_end_pause, may_set_reach, pause_is_sound
from pmo.notices.selectors.reach import person_here
from pmo.notices.services.planning import plan_office
from pmo.notices.states import UNTIL_TAKEN_BACK


@transaction.atomic
def pause(*, office_id: int, person_id: int, until: date, reason: str, by: Person) -> Reach:
    """Hold a person's reminders until a day, on which they go out again; what they owe stands on their page."""
    office = lock_office(office_id)
    person = person_here(office, person_id)
    reach = _reach(office, person, by)
    may_end_pause(standing_of(by, office), person, reach.paused_until).require()
    pause_is_sound(until, reason, clock.today(office.time_zone)).require()
    if (reach.paused_until, reach.reason) == (until, reason.strip()):
        return reach
    reach.paused_until, reach.reason = until, reason.strip()
    return _kept(reach, "reminders.paused", by, {"person": person.pk, "until": until.isoformat(), "reason": reason})


@transaction.atomic
def resume(*, office_id: int, person_id: int, by: Person) -> Reach:
    """Let a person's reminders go out again; what was held leaves when it would, the latest only."""
    office = lock_office(office_id)
    person = person_here(office, person_id)
    reach = _reach(office, person, by)
    may_end_pause(standing_of(by, office), person, reach.paused_until).require()
    if reach.paused_until is None:
        return reach
    reach.paused_until = None
    return _kept(reach, "reminders.resumed", by, {"person": person.pk})


@transaction.atomic
def call_address_bad(*, office_id: int, person_id: int, reason: str, by: Person) -> Reach:
    """Hold everything to a person's present address; another address ends it by itself."""
    office = lock_office(office_id)
    person = person_here(office, person_id)
    may_set_reach(standing_of(by, office)).require()
    bad_address_is_sound(reason).require()
    reach = _reach(office, person, by)
    if reach.bad_address == person.email:
        return reach
    reach.bad_address, reach.reason = person.email, reason.strip()
    return _kept(reach, "address.called_bad", by, {"person": person.pk, "address": person.email, "reason": reason})


@transaction.atomic
def call_address_good(*, office_id: int, person_id: int, by: Person) -> Reach:
    """Let mails go to a person's address again."""
    office = lock_office(office_id)
    person = person_here(office, person_id)
    may_set_reach(standing_of(by, office)).require()
    reach = _reach(office, person, by)
    if not reach.bad_address:
        return reach
    reach.bad_address = ""
    return _kept(reach, "address.called_good", by, {"person": person.pk, "address": person.email})


def _reach(office: Office, person: Person, by: Person) -> Reach:
    found = Reach.objects.filter(office=office, person=person).first()
    return found or Reach(office=office, person=person, changed_by=by)


def _kept(reach: Reach, event: str, by: Person, payload: dict[str, object]) -> Reach:
    if not (reach.paused_until or reach.bad_address):
        reach.reason = ""
    reach.changed_by, reach.changed_at = by, clock.now()
    reach.save()
    record(event, about=reach, office=reach.office, by=by, payload=payload)
    plan_office(reach.office_id, clock.now())
    return reach


@transaction.atomic
def leave_reminders(*, person: Person, office: Office) -> Reach:
    """Hold one's own reminders until one takes that back: the deed of whoever unsubscribes from a mail."""
    lock_office(office.pk)
    reach = _reach(office, person, person)
    if reach.paused_until == UNTIL_TAKEN_BACK:
        return reach
    reach.paused_until, reach.reason = UNTIL_TAKEN_BACK, gettext("By the person, from a mail")
    return _kept(reach, "reminders.left", person, {"person": person.pk})


@transaction.atomic
def take_up_reminders(*, person: Person, office: Office) -> Reach:
    """Take back that one has left one's reminders; another pause stays as it is."""
    lock_office(office.pk)
    reach = _reach(office, person, person)
    if reach.paused_until != UNTIL_TAKEN_BACK:
        return reach
    reach.paused_until = None
    return _kept(reach, "reminders.resumed", person, {"person": person.pk})
