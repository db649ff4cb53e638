"""Talks, papers and conflicts, reached by calling the services."""

from datetime import date

from executives.models import Conflict, Interview, Requirement, Seat
from executives.services import conflicts, papers, requirements, talks
from executives.states import TalkKind
from pmo.access.models import Office
from tests.scenes.executives import administrator_of, manager_of, some_words

A_DAY = date(2026, 1, 12)
A_SCAN = b"%PDF-1.7\n% a page with a signature on it\n"


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


def papers_count(office: Office) -> None:
    """Let the administrator say that a paper counts at once."""
    papers.set_paper_rule(office_id=office.pk, paper_counts=True, by=administrator_of(office))


def a_paper(requirement: Requirement, data: bytes = A_SCAN, *, seat: Seat | None = None, day: date = A_DAY):
    """Return a paper that the manager recorded beside the current words."""
    return papers.record_paper(
        requirement_id=requirement.pk,
        seat_id=(seat or requirement.seat).pk,
        day=day,
        name="signed page.pdf",
        data=data,
        shown_digest=requirement.wording.digest,
        by=manager_of(requirement.office),
    )


def a_conflict(one: Requirement, other: Requirement, note: str = "Both want the same crane.") -> Conflict:
    """Return the conflict that the manager noted between two requirements."""
    by = manager_of(one.office)
    return conflicts.note_conflict(requirement_id=one.pk, other_id=other.pk, note=note, by=by)


def resolved(conflict: Conflict, resolution: str = "Ingrid gives way until 2027.") -> Conflict:
    """Let the manager say how a conflict was resolved."""
    return conflicts.resolve_conflict(conflict_id=conflict.pk, resolution=resolution, by=manager_of(conflict.office))
