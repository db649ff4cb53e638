"""Who sees where the executives stand before a round, and who notes what they said."""

from django.utils.translation import gettext as _

from executives.models import Holder, Seat
from mandates.alignment_states import SoundedOut
from mandates.models import Statement
from pmo.access.rules import is_manager, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, refused, wrong_input

LONGEST = 4000


def sees_alignment(standing: Standing) -> Verdict:
    """Grant the sight of alignment to those who work on or examine the office: no executive reads of another's here."""
    return sees_working_pages(standing)


def sees_sounding_notes(standing: Standing) -> Verdict:
    """Grant the notes of what was said in talks to PMO managers and nobody else, whatever else they are."""
    return is_manager(standing)


def may_sound_out(standing: Standing) -> Verdict:
    """Grant the noting of what executives said before a round to PMO managers."""
    return is_manager(standing)


def may_note(
    standing: Standing, seat: Seat, holder: Holder | None, statement: Statement | None, choice: str, note: str
) -> Verdict:
    """Grant one of three words of a seat that somebody holds, of a statement that stands, both of this office."""
    if not (verdict := may_sound_out(standing)):
        return verdict
    if seat.office_id != standing.office.pk:
        return wrong_input(_("That seat is not of this office. Choose one of the list."))
    if holder is None or seat.closed_on is not None:
        return refused(_("Nobody holds this seat, so nobody has said anything for it. Choose another one."))
    if statement is None or statement.version.mandate.office_id != standing.office.pk:
        return refused(_("This statement is no longer in the text. Load the page again and choose another one."))
    return _is_said(choice, note)


def _is_said(choice: str, note: str) -> Verdict:
    if choice not in SoundedOut.values:
        return wrong_input(_("Choose one of the three: for it, unsure, against it."))
    if len(note) > LONGEST:
        return wrong_input(_("That is longer than 4,000 characters. Shorten it; it is never cut."))
    return GRANTED
