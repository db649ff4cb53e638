"""Keeping what a manager types into a statement and has not saved: nothing of it is in the draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mandates.models import MandateVersion, Statement, UnsavedStatement
from mandates.rules.remarks import may_keep
from mandates.services.changes import version_for_change
from pmo import clock
from pmo.access.models import Person

NOT_KEPT = ("csrfmiddlewaretoken", "begun", "shown")


@dataclass(frozen=True)
class Kept:
    """What became of keeping: its number and time, and whether another window had kept something since."""

    number: int
    at: datetime
    replaced: bool


@transaction.atomic
def keep_typed(
    *, version_id: int, kind: str, statement: Statement | None, fields: Mapping[str, str], begun: int, by: Person
) -> Kept:
    """Keep what somebody has typed into a statement (None: into a new one of a kind); the newest wins.

    `begun` is the number that the page began with, 0 for none. The digest that the words began from is the page's.
    """
    version = version_for_change(version_id, by)
    typed = {name: text for name, text in fields.items() if name not in NOT_KEPT}
    may_keep(typed).require()
    row = unsaved_of(version, kind, statement, by)
    if row is None:
        line = statement.line if statement else None
        row = UnsavedStatement(version=version, person=by, line=line, kind=kind, number=0)
        row.begun = fields.get("shown", "")[:64]
    replaced = row.number > begun
    row.fields, row.number, row.at = typed, row.number + 1, clock.now()
    row.save()
    return Kept(row.number, row.at, replaced)


def unsaved_of(
    version: MandateVersion, kind: str, statement: Statement | None, person: Person
) -> UnsavedStatement | None:
    """Return what somebody has typed and not saved, or None."""
    line = statement.line if statement else None
    found = UnsavedStatement.objects.select_for_update().filter(version=version, person=person, kind=kind, line=line)
    return found.first()


@transaction.atomic
def forget_typed(*, version_id: int, kind: str, statement: Statement | None, by: Person) -> None:
    """Throw away what one has typed and not saved; nobody ever saw it, so nothing is written down."""
    line = statement.line if statement else None
    UnsavedStatement.objects.filter(version_id=version_id, person=by, kind=kind, line=line).delete()
