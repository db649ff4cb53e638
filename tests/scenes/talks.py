"""Talks, papers and conflicts, reached by calling the services."""

from datetime import date

from executives.models import Interview, Requirement, Seat
from executives.services import requirements, talks
from executives.states import TalkKind
from tests.scenes.executives import manager_of, some_words

A_DAY = date(2026, 1, 12)


def a_talk(seat: Seat, *, day: date = A_DAY, kind: str = TalkKind.WANTS) -> Interview:
    """Return a talk that was held with the holder of a seat."""
    return talks.note_talk(seat_id=seat.pk, kind=kind, day=day, by=manager_of(seat.office))


def noted(talk: Interview, notes: str = "", private: str = "") -> Interview:
    """Let the manager keep notes of a talk."""
    given = {"notes": notes, "private": private, "shown_revision": talk.revision}
    return talks.keep_notes(interview_id=talk.pk, **given, by=manager_of(talk.office))


def said_in(talk: Interview, statement: str = "") -> Requirement:
    """Return what was written down in a talk."""
    words, by = some_words(statement), manager_of(talk.office)
    return requirements.record_requirement(seat_id=talk.seat_id, words=words, interview=talk, by=by)
