"""Who may note what about talks and kick-offs, and who reads it."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.models import Interview, Seat
from executives.states import Presence
from pmo.access.models import Person
from pmo.access.rules import is_manager, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input

LONGEST_NOTES = 20_000
STALE = _("Somebody changed these notes after you opened them. Nothing was overwritten: both texts stand here.")

KICK_OFF_STALE = _(
    "Somebody changed this page after you opened it. Nothing was overwritten: check it, and keep it again."
)


def sees_talks(standing: Standing) -> Verdict:
    """Grant the sight of talks and kick-offs, without private notes, to those who work on or examine the office."""
    return sees_working_pages(standing)


def sees_private_notes(standing: Standing) -> Verdict:
    """Grant private notes to the PMO managers of the office and to nobody else, whatever else they are."""
    return is_manager(standing)


def may_keep_talks(standing: Standing) -> Verdict:
    """Grant the noting of talks and kick-offs to PMO managers."""
    return is_manager(standing)


def may_note(standing: Standing, seat: Seat, person: Person | None, day: date, today: date) -> Verdict:
    """Grant the note of a talk that was held with somebody who held an open seat on its day."""
    if not (verdict := may_keep_talks(standing)):
        return verdict
    if seat.closed_on is not None:
        return refused(_("This seat is closed. Choose another one."))
    if day > today:
        return wrong_input(_("A talk is noted once it was held. Give the day on which you met, today at the latest."))
    if person is None:
        return wrong_input(_("Nobody held this seat on that day. Give another day, or seat somebody first."))
    return GRANTED


def may_correct_day(
    standing: Standing, talk: Interview, person: Person | None, day: date, today: date, *, is_taken: bool
) -> Verdict:
    """Grant another day of a talk: one that has come, on which the same person held the seat, with no such talk yet."""
    if not (verdict := may_keep_talks(standing)):
        return verdict
    if day > today:
        return wrong_input(_("A talk is noted once it was held. Give the day on which you met, today at the latest."))
    if person != talk.person:
        said = gettext("%(name)s did not hold this seat on that day. Give another day, or note a talk of its own.")
        return wrong_input(said % {"name": talk.person.name})
    if is_taken:
        return refused(_("This very talk is noted for that day already. Take one of the two back."))
    return GRANTED


def notes_fit(*texts: str) -> Verdict:
    """Refuse notes that are too long to be kept: they are never cut."""
    if any(len(each) > LONGEST_NOTES for each in texts):
        return wrong_input(_("Notes of more than 20,000 characters do not fit. Split them into two talks."))
    return GRANTED


def may_change_notes(standing: Standing, interview: Interview, shown_revision: int) -> Verdict:
    """Grant other notes to PMO managers, on the notes that they saw."""
    if not (verdict := may_keep_talks(standing)):
        return verdict
    return GRANTED if interview.revision == shown_revision else refused(STALE)


def may_drop(standing: Standing, interview: Interview, requirements: int) -> Verdict:
    """Grant taking back a talk noted by mistake, while nothing that was said in it is written down."""
    if requirements:
        return first_refusal(
            may_keep_talks(standing),
            refused(
                _("Something that was said in this talk is written down. Its history names the talk, so it stays.")
            ),
        )
    return may_keep_talks(standing)


def is_from(seat: Seat, interview: Interview | None) -> Verdict:
    """Refuse words of one seat as said in a talk with another."""
    if interview is None or interview.seat_id == seat.pk:
        return GRANTED
    return wrong_input(_("That talk was held with another seat. Choose the seat with which you talked."))


def may_mark(standing: Standing, marks: Mapping[int, tuple[str, str]], seats: Mapping[int, Seat]) -> Verdict:
    """Grant the noting of who came: one of four words a seat of the office, and a stand-in has a name."""
    if not (verdict := may_keep_talks(standing)):
        return verdict
    for seat_id, (presence, stand_in) in marks.items():
        if seat_id not in seats or presence not in Presence.values:
            return wrong_input(_("Choose one of the four words for each seat of this office."))
        if presence == Presence.STAND_IN and not stand_in.strip():
            return wrong_input(_("Give the name of the stand-in."))
        if len(stand_in) > 200:
            return wrong_input(_("That is longer than 200 characters. Give the stand-in’s name."))
    return GRANTED


def may_be_on(day: date, *, is_taken: bool) -> Verdict:
    """Refuse a day on which another kick-off of the office is noted."""
    return refused(_("Another kick-off is noted for that day. Give another day.")) if is_taken else GRANTED


def may_change_kick_off(digest: str, shown_digest: str) -> Verdict:
    """Refuse a change of anything but what the page showed."""
    return GRANTED if digest == shown_digest else refused(KICK_OFF_STALE)
