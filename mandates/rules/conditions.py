"""Who reports on a condition, and who says that it is met or lets it go."""

from django.utils.translation import gettext as _

from mandates.control_states import ConditionEnd
from mandates.models import Condition
from mandates.rules.rounds import is_given
from mandates.states import VersionState
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role

LIVING = (VersionState.OUT_FOR_SIGNATURE, VersionState.ON_NOTICE, VersionState.IN_FORCE)


def may_report(standing: Standing, condition: Condition, report: str) -> Verdict:
    """Grant a report to the holder of the seat that sees to a condition, while it is open."""
    if condition.owner_id not in standing.seat_ids:
        return wrong_role(_("Only the holder of the seat that sees to a condition reports on it."))
    return first_refusal(_is_open(condition), is_given(report, _("Say what was done.")))


def may_end(standing: Standing, condition: Condition, ended_as: str, word: str) -> Verdict:
    """Grant *met* and *let go* to the present holder of the seat that set the condition; what is let go, with why."""
    if condition.signature.seat_id not in standing.seat_ids:
        return wrong_role(_("A condition belongs to the seat that signed under it. Only its holder ends it."))
    if not (verdict := _is_open(condition)):
        return verdict
    if ended_as not in ConditionEnd.values:
        return wrong_input(_("Choose one of the two."))
    if ended_as == ConditionEnd.LET_GO:
        return is_given(word, _("Say in a word why you let it go: it stays beside your signature."))
    return GRANTED


def _is_open(condition: Condition) -> Verdict:
    if not condition.is_open:
        return refused(_("This condition has ended, and that stays."))
    if condition.signature.revoked_at or condition.signature.version.state not in LIVING:
        return refused(_("The signature that this condition came with does not count any more."))
    return GRANTED
