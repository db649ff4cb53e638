"""The objection log and the dissent ledger as rows to keep."""

from django.utils.translation import gettext_lazy as _

from mandates.listings import Rows
from mandates.selectors.dissent import DissentLedger, ObjectionLog
from pmo.ui.exports import Column

OBJECTIONS = [
    Column(_("Round"), 8),
    Column(_("Statement"), 12),
    Column(_("Text as asked"), 60),
    Column(_("Seat"), 30),
    Column(_("Person"), 24),
    Column(_("Objection"), 60),
    Column(_("Proposed change"), 60),
    Column(_("Answer"), 60),
    Column(_("Resolution"), 26),
    Column(_("Resolved by"), 24),
    Column(_("Resolved"), 18),
    Column(_("Text that resolved it"), 60),
]
RESERVATIONS = [
    Column(_("Round"), 8),
    Column(_("Statement or version"), 12),
    Column(_("Text as asked"), 60),
    Column(_("Seat"), 30),
    Column(_("Person"), 24),
    Column(_("Reservation"), 60),
    Column(_("Status"), 18),
    Column(_("Closed"), 18),
    Column(_("Closed by"), 24),
    Column(_("Closed with"), 60),
]


def objection_rows(log: ObjectionLog) -> Rows:
    """Return one row an objection."""
    for row in log.rows:
        objection, stance = row.objection, row.objection.stance
        asked = (row.round.number, stance.item.key, stance.item.text, stance.participant.seat.title, stance.person.name)
        resolved = (
            objection.get_resolution_display() or str(objection.word),
            objection.resolved_by.name if objection.resolved_by else "",
            objection.resolved_at,
            objection.amended_text,
        )
        yield (*asked, stance.reason, stance.proposed_change, objection.answer, *resolved)


def reservation_rows(ledger: DissentLedger) -> Rows:
    """Return one row a reservation."""
    for row in ledger.rows:
        kept = row.reservation
        number = kept.round.number if kept.round else ""
        asked = (number, kept.about_key, kept.about_text, kept.seat.title, kept.person.name)
        closed = (kept.closed_at, kept.closed_by.name if kept.closed_by else "", kept.word_at_close)
        yield (*asked, kept.reason, str(kept.word), *closed)
