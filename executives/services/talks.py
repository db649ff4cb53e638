"""Deeds on talks: noting that one was held, what was said in it, and what only PMO managers read."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.views.decorators.debug import sensitive_variables

from executives.models import Interview, PrivateNote
from executives.rules.talks import may_change_notes, may_correct_day, may_drop, may_keep_talks, may_note, notes_fit
from executives.selectors.seats import holder_of
from executives.services.seats import lock_seat
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.models import LedgerEntry
from pmo.audit.services import record


@transaction.atomic
def note_talk(*, seat_id: int, kind: str, day: date, by: Person) -> Interview:
    """Note that a talk was held with whoever held the seat on that day; the same talk again is the one there is."""
    seat = lock_seat(seat_id)
    holder = holder_of(seat, day)
    person = holder.person if holder else None
    may_note(standing_of(by, seat.office), seat, person, day, clock.today(seat.office.time_zone)).require()
    assert person is not None, "the rule has refused a vacant seat"
    if known := seat.interviews.filter(day=day, kind=kind, person=person).first():
        return known
    talk = Interview.objects.create(
        office=seat.office, number=_next_number(seat.office), seat=seat, person=person, kind=kind, day=day, by=by
    )
    said = {"seat": seat.pk, "person": person.pk, "kind": str(kind), "day": day}
    record("talk.held", about=talk, office=seat.office, by=by, payload=said)
    return talk


@transaction.atomic
def correct_day(*, interview_id: int, day: date, by: Person) -> Interview:
    """Give a talk the day on which it was really held; with whom and what about stays."""
    talk = lock_talk(interview_id)
    standing, was = standing_of(by, talk.office), talk.day
    may_keep_talks(standing).require()
    if day == was:
        return talk
    holder, today = holder_of(talk.seat, day), clock.today(talk.office.time_zone)
    same = Interview.objects.filter(seat=talk.seat_id, person=talk.person_id, kind=talk.kind, day=day)
    person = holder.person if holder else None
    may_correct_day(standing, talk, person, day, today, is_taken=same.exists()).require()
    talk.day = day
    talk.save(update_fields=["day"])
    record("talk.moved", about=talk, office=talk.office, by=by, payload={"was": was, "day": day})
    return talk


@transaction.atomic
@sensitive_variables("private", "text")
def keep_notes(*, interview_id: int, notes: str, private: str, shown_revision: int, by: Person) -> Interview:
    """Keep the notes of a talk, and apart from them the private ones; of these the ledger says nothing at all."""
    talk = lock_talk(interview_id)
    standing = standing_of(by, talk.office)
    notes, text = canonical.text(notes), canonical.text(private)
    may_change_notes(standing, talk, talk.revision).require()
    notes_fit(notes, text).require()
    kept = PrivateNote.objects.filter(interview=talk).first()
    if (talk.notes, kept.text if kept else "") == (notes, text):
        return talk
    may_change_notes(standing, talk, shown_revision).require()
    if text != (kept.text if kept else ""):
        PrivateNote.objects.update_or_create(interview=talk, defaults={"text": text, "by": by, "at": clock.now()})
    talk.notes, talk.revision = notes, talk.revision + 1
    talk.save(update_fields=["notes", "revision"])
    record("talk.noted", about=talk, office=talk.office, by=by, payload={"revision": talk.revision})
    return talk


@transaction.atomic
def drop_talk(*, interview_id: int, by: Person) -> None:
    """Take back a talk that was noted by mistake, with its notes; its number is not given again."""
    talk = lock_talk(interview_id)
    may_drop(standing_of(by, talk.office), talk, talk.requirements.count()).require()
    said = {"seat": talk.seat_id, "day": talk.day}
    record("talk.dropped", about=talk, office=talk.office, by=by, payload=said)
    talk.delete()


def _next_number(office: Office) -> int:
    """Return a number that no talk of the office has or had."""
    last = Interview.objects.filter(office=office).aggregate(last=Max("number"))["last"] or 0
    return max(last, LedgerEntry.objects.filter(office=office.pk, event="talk.held").count()) + 1


def lock_talk(interview_id: int) -> Interview:
    """Lock the office of a talk, then the talk; seat and person come loaded."""
    office = lock_office(Interview.objects.values_list("office_id", flat=True).get(pk=interview_id))
    loaded = Interview.objects.select_for_update(of=("self",)).select_related("seat", "person")
    talk = loaded.get(pk=interview_id)
    talk.office = office
    return talk
