"""Alignment and the order of talks as rows to keep: without any note, which is the PMO managers' alone."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from mandates.alignment_states import SoundedOut
from mandates.listings import Rows
from mandates.selectors.alignment_pages import AlignmentPage
from mandates.selectors.meeting import Meeting
from pmo.ui.exports import Column

ALIGNMENT = [
    Column(_("Statement"), 12),
    Column(_("Text"), 60),
    Column(_("Seat"), 30),
    Column(_("Person"), 24),
    Column(_("What is recorded"), 40),
    Column(_("From their own words"), 20),
    Column(_("From their words, not confirmed as they stand"), 20),
    Column(_("Said in a talk"), 16),
    Column(_("Said of earlier words"), 14),
    Column(_("In open conflict with"), 30),
]
MEETINGS = [
    Column(_("Place"), 8),
    Column(_("Seat"), 30),
    Column(_("Person"), 24),
    Column(_("Open conflicts"), 14),
    Column(_("Unanswered objections"), 14),
    Column(_("Sum"), 8),
    Column(_("Last talk"), 14),
    Column(_("Days since"), 12),
]


def alignment_rows(screen: AlignmentPage) -> Rows:
    """Return one row a statement and seat."""
    for place, column in enumerate(screen.columns):
        for row in screen.rows:
            found = row.positions[place]
            conflicts = ", ".join(f"{there} / {here}" for there, here in found.conflicts)
            words = (", ".join(found.own), ", ".join(found.unconfirmed))
            said = SoundedOut(found.said.choice).label if found.said else ""
            who = (row.seat.title, row.person.name if row.person else "")
            text = (column.statement.key, column.statement.text)
            yield (*text, *who, found.text, *words, said, found.is_of_other_text, conflicts)


def meeting_rows(meetings: Iterable[Meeting]) -> Rows:
    """Return one row an executive in the order of talks."""
    for place, each in enumerate(meetings, start=1):
        parts = (each.conflicts, each.objections, each.total)
        yield (place, each.seat.title, each.person.name, *parts, each.last, each.days)
