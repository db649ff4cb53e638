"""Deeds on the kick-off: planning it, and noting what was said and who came."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from executives.models import Attendance, KickOff
from executives.rules.talks import may_be_on, may_change_kick_off, may_keep_talks, may_mark, notes_fit
from executives.selectors.kickoffs import kick_off_screen
from executives.states import Presence
from pmo.access.models import Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record

Marks = Mapping[int, tuple[str, str]]


@transaction.atomic
def plan_kick_off(*, office_id: int, day: date, by: Person) -> KickOff:
    """Plan a kick-off, or note that one was held; the same day again is the one that is there."""
    office = lock_office(office_id)
    may_keep_talks(standing_of(by, office)).require()
    if known := KickOff.objects.filter(office=office, day=day).select_related("office").first():
        return known
    kick_off = KickOff.objects.create(office=office, day=day, by=by)
    record("kick_off.noted", about=kick_off, office=office, by=by, payload={"day": day})
    return kick_off


@transaction.atomic
def keep_kick_off(*, kick_off_id: int, day: date, summary: str, marks: Marks, shown_digest: str, by: Person) -> KickOff:
    """Keep the day, what was said, and how each seat took part: all that a page shows, in one deed.

    `marks`: seat id -> (presence, name of the stand-in); an empty presence takes a mark back.
    """
    office = lock_office(KickOff.objects.values_list("office_id", flat=True).get(pk=kick_off_id))
    kick_off = KickOff.objects.select_for_update().get(pk=kick_off_id)
    kick_off.office = office
    standing, screen = standing_of(by, office), kick_off_screen(kick_off)
    given = {seat_id: (word, name.strip()) for seat_id, (word, name) in marks.items() if word}
    may_mark(standing, given, {row.seat.pk: row.seat for row in screen.rows}).require()
    notes_fit(summary).require()
    known = {row.seat.pk: (row.presence, row.mark.stand_in) for row in screen.rows if row.mark}
    summary = canonical.text(summary)
    if (kick_off.day, kick_off.summary, known) == (day, summary, _named(given)):
        return kick_off
    others = KickOff.objects.filter(office=office, day=day).exclude(pk=kick_off.pk)
    may_be_on(day, is_taken=others.exists()).require()
    may_change_kick_off(screen.digest, shown_digest).require()
    _note(kick_off, day, summary, by)
    _mark(kick_off, known, _named(given), by)
    return kick_off


def _named(marks: Marks) -> dict[int, tuple[str, str]]:
    """Let only stand-ins have a name."""
    return {seat_id: (word, name if word == Presence.STAND_IN else "") for seat_id, (word, name) in marks.items()}


def _note(kick_off: KickOff, day: date, summary: str, by: Person) -> None:
    if (kick_off.day, kick_off.summary) == (day, summary):
        return
    kick_off.day, kick_off.summary = day, summary
    kick_off.save(update_fields=["day", "summary"])
    said = {"day": day, "summary": canonical.digest(summary)}
    record("kick_off.noted", about=kick_off, office=kick_off.office, by=by, payload=said)


def _mark(kick_off: KickOff, known: Marks, given: Marks, by: Person) -> None:
    changed = {seat_id: mark for seat_id, mark in given.items() if known.get(seat_id) != mark}
    gone = set(known) - set(given)
    if not (changed or gone):
        return
    Attendance.objects.filter(kick_off=kick_off, seat__in=[*changed, *gone]).delete()
    Attendance.objects.bulk_create(
        Attendance(kick_off=kick_off, seat_id=seat_id, presence=word, stand_in=name)
        for seat_id, (word, name) in changed.items()
    )
    said = {"seats": {str(seat_id): word for seat_id, (word, _name) in changed.items()}, "taken_back": sorted(gone)}
    record("kick_off.attended", about=kick_off, office=kick_off.office, by=by, payload=said)
