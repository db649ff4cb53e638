"""The lists of rounds and signatures as rows to keep."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mandates.listings import Rows
from mandates.selectors.results import Results, Turnout
from mandates.selectors.rooms import RoundRow
from mandates.selectors.signature_rows import SignatureRow
from mandates.selectors.signatures import SignaturesPage
from pmo.ui.exports import Column

ROUNDS = [
    Column(_("Round"), 8),
    Column(_("Status"), 14),
    Column(_("Opened"), 18),
    Column(_("Answers until"), 14),
    Column(_("Closed"), 18),
    Column(_("Rule"), 34),
    Column(_("Statements"), 12),
    Column(_("Asked"), 10),
    Column(_("Agreed"), 10),
]
ANSWERS = [
    Column(_("Statement"), 12),
    Column(_("Text as asked"), 60),
    Column(_("Seat"), 30),
    Column(_("Person"), 24),
    Column(_("Counted"), 10),
    Column(_("Answer that stands"), 24),
    Column(_("Agreed"), 10),
]
TURNOUT = [
    Column(_("Seat"), 30),
    Column(_("Person"), 24),
    Column(_("Counted"), 10),
    Column(_("Statements asked"), 14),
    Column(_("Statements answered"), 14),
    Column(_("Answers"), 20),
]
SIGNATURES = [
    Column(_("Stage"), 8),
    Column(_("Seat"), 30),
    Column(_("Person"), 24),
    Column(_("In whose place"), 24),
    Column(_("Status"), 14),
    Column(_("Opened"), 18),
    Column(_("Signed"), 18),
    Column(_("Proved by"), 16),
    Column(_("What was accepted"), 60),
    Column(_("Name as typed"), 24),
    Column(_("Reservation"), 40),
    Column(_("Condition"), 40),
    Column(_("Reason"), 40),
    Column(_("Fingerprint"), 66),
]


def round_rows(rows: tuple[RoundRow, ...]) -> Rows:
    """Return one row a round; what is agreed stays empty while nobody may see it."""
    for row in rows:
        round_ = row.round
        rule = round_.get_rule_display()
        times = (round_.opened_at, round_.deadline, round_.closed_at)
        yield (round_.number, round_.get_state_display(), *times, rule, row.total, row.asked, row.agreed)


def answer_rows(results: Results) -> Rows:
    """Return one row a seat and statement: the answer that stands after the round."""
    for place, found in enumerate(results.outcome.items):
        for row in results.rows:
            who = (row.participant.seat.title, row.participant.speaker.name, row.participant.counted)
            yield (found.item.key, found.item.text, *who, str(row.cells[place].word), found.agreed)


def turnout_rows(turnout: tuple[Turnout, ...]) -> Rows:
    """Return one row a seat: how much of what it was asked it has answered, never what."""
    for row in turnout:
        who = (row.participant.seat.title, row.participant.speaker.name, row.participant.counted)
        yield (*who, row.owed, row.owed - row.missing, str(row.word))


def signature_rows(screen: SignaturesPage) -> Rows:
    """Return one row a seat that signs, with the evidence of its signature."""
    for row in screen.rows:
        request, signature = row.request, row.signature
        asked = (str(row.word), request.opened_at, request.reason) if request else ("", None, "")
        who = (row.stage, row.seat.title, row.holder, _in_whose_place(row))
        digest = signature.digest if signature else ""
        yield (*who, *asked[:2], *_evidence(row), asked[2], digest)


def _in_whose_place(row: SignatureRow) -> str:
    return row.signature.delegation.by.name if row.signature and row.signature.delegation else ""


def _evidence(row: SignatureRow) -> tuple[datetime | str | None, ...]:
    given = row.signature
    if given is None:
        return (None,) * 6
    condition = given.condition.text if hasattr(given, "condition") else ""
    return (given.at, given.method, given.intent, given.typed_name, given.reservation, condition)
