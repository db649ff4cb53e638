"""What somebody has typed into a statement and not saved, and who else types into it now."""

from __future__ import annotations

from datetime import timedelta

from mandates.models import MandateVersion, Statement, UnsavedStatement
from pmo import clock
from pmo.access.models import Person

STILL_TYPING = timedelta(minutes=15)


def unsaved_texts(version: MandateVersion, kind: str, statement: Statement | None) -> list[UnsavedStatement]:
    """Return what is typed and not saved for a statement (None: for a new one of a kind), everybody's."""
    line = statement.line if statement else None
    return list(version.unsaved.filter(kind=kind, line=line).select_related("person"))


def mine(found: list[UnsavedStatement], person: Person) -> UnsavedStatement | None:
    """Return one's own among them, or None."""
    return next((each for each in found if each.person_id == person.pk), None)


def typing_now(found: list[UnsavedStatement], person: Person) -> list[UnsavedStatement]:
    """Return those of others who kept something within the last quarter of an hour."""
    since = clock.now() - STILL_TYPING
    return [each for each in found if each.person_id != person.pk and each.at >= since]
