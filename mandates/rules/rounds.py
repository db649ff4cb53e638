"""Who may do what in a consensus round; whom it asks what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, MandateVersion
from mandates.round_states import Abstentions, ReasonDue, RoundMethod
from mandates.states import AgreementRule, RoundState, StanceChoice, VersionState
from mandates.terms import Terms
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input
from pmo.ui.series import in_a_sentence

LONGEST = 4000


@dataclass(frozen=True)
class Opening:
    """What is known when a round is to be opened: keys of unconfirmed sources, titles of vacant signatory seats.

    `counted` are the signatory seats that would be counted; `missing` says in sentences what the draft lacks.
    """

    version: MandateVersion
    statements: int
    unconfirmed: Sequence[str]
    vacant: Sequence[str]
    counted: Sequence[int]
    owed: int
    terms: Terms
    deadline_at: datetime
    now: datetime
    missing: Sequence[str] = ()


def is_asked(*, changed: bool, choice: str | None, overruled: bool = False, method: str = RoundMethod.STANCE) -> bool:
    """Say whether a seat owes an answer: to all that changed, and to what it has not answered or objects to.

    An objection that was overruled is no longer open; where consent is asked, an abstention is no answer.
    """
    if changed or choice is None:
        return True
    if choice == StanceChoice.OBJECT:
        return not overruled
    return choice == StanceChoice.ABSTAIN and method == RoundMethod.CONSENT


def sees_answers(round_: ConsensusRound) -> bool:
    """Say whether others' answers may be shown: after the close, or while open when the round is not blind.

    A cancelled round was never closed: its answers are void, and cancelling is no way to look at them.
    """
    if round_.state == RoundState.CANCELLED:
        return False
    return round_.state != RoundState.OPEN or not round_.blind


def may_run_rounds(standing: Standing) -> Verdict:
    """Grant the running of rounds to PMO managers."""
    return is_manager(standing)


def may_open_round(standing: Standing, opening: Opening) -> Verdict:
    """Grant a round on a draft whose sources are confirmed and whose signatory seats are all held."""
    return first_refusal(
        may_run_rounds(standing),
        _may_be_asked(opening.version),
        _is_ready(opening),
        may_be_held_by(opening.terms, opening.counted),
        _is_due(opening),
    )


def _may_be_asked(version: MandateVersion) -> Verdict:
    match version.state:
        case VersionState.DRAFT:
            return GRANTED
        case VersionState.IN_CONSENSUS:
            return refused(_("A round is open already. Close or cancel it before you open another."))
    return refused(_("Only a draft is asked about. This version is past that: open a draft first."))


def _is_ready(opening: Opening) -> Verdict:
    if not opening.statements:
        return refused(_("The draft says nothing yet. Write at least one statement, then open the round."))
    if opening.unconfirmed:
        return refused(
            _(
                "Statements come from words that their executives have not confirmed: %(keys)s. Have them confirmed, "
                "or take them out of the sources, then open the round."
            )
            % {"keys": _list(opening.unconfirmed)}
        )
    if opening.vacant:
        return refused(
            _(
                "Nobody holds %(seats)s, and a signatory seat must be heard. Fill it, or change its part in the "
                "decision."
            )
            % {"seats": _list(opening.vacant)}
        )
    if not opening.counted:
        return refused(_("No signatory seat has a holder, so nobody would be counted. Fill at least one seat."))
    if opening.missing:
        return refused(is_incomplete(opening.missing))
    if not opening.owed:
        return refused(
            _(
                "Nothing would be asked: everybody has answered every statement as it stands. Change one, then ask "
                "again."
            )
        )
    return GRANTED


def is_incomplete(missing: Sequence[str]) -> str:
    """Return why a draft is neither asked about nor sent out: all that it lacks, a sentence each."""
    return " ".join([_("The draft is not complete."), *missing])


def may_be_held_by(terms: Terms, counted: Sequence[int]) -> Verdict:
    """Grant terms that can be met: a rule that is one, a number no higher than the seats, required seats counted."""
    known = terms.abstentions in Abstentions.values and terms.reason_due in ReasonDue.values
    if terms.rule not in AgreementRule.values or not known:
        return wrong_input(_("Choose the rule by which a statement counts as agreed."))
    if terms.rule == AgreementRule.N_OF_M and not 1 <= (terms.needed_of or 0) <= len(counted):
        return wrong_input(
            _("Say how many seats must agree: a number from 1 to %(most)d, the seats that are counted.")
            % {"most": len(counted)}
        )
    if not set(terms.required) <= set(counted):
        return wrong_input(_("Only a signatory seat with a holder can be required. Choose among those counted."))
    if terms.method == RoundMethod.CONSENT and terms.reason_due == ReasonDue.NEVER:
        return wrong_input(
            _("In a consent round an objection names a harm, so it wants a reason. Ask for reasons, or take a rule.")
        )
    return GRANTED


def _is_due(opening: Opening) -> Verdict:
    if opening.deadline_at <= opening.now:
        return wrong_input(_("That day is over. Give a deadline that is still to come."))
    return GRANTED


def may_close_round(
    standing: Standing | None, round_: ConsensusRound, missing: Sequence[str], now: datetime
) -> Verdict:
    """Grant the close when all have answered or the deadline has passed; the clock (no standing) only the latter."""
    if standing and not (verdict := may_run_rounds(standing)):
        return verdict
    if round_.state != RoundState.OPEN:
        return refused(_("This round is not open, so it cannot be closed."))
    if now >= round_.deadline_at or (standing and not missing):
        return GRANTED
    return refused(
        _("Still to answer: %(seats)s. Wait for them, or for the deadline, or cancel the round with a reason.")
        % {"seats": _list(missing)}
    )


def may_extend_round(
    standing: Standing, round_: ConsensusRound, deadline_at: datetime, *, all_answered: bool, now: datetime
) -> Verdict:
    """Grant a later deadline while the round is open, its time is not over and somebody still has to answer."""
    if not (verdict := may_run_rounds(standing)):
        return verdict
    if round_.state != RoundState.OPEN:
        return refused(_("This round is not open, so its deadline stays."))
    if now >= round_.deadline_at:
        return refused(_("The deadline has passed, so it cannot be moved any more. Ask again in another round."))
    if all_answered:
        return refused(_("All have answered, so nobody needs more time. Close the round."))
    if deadline_at <= round_.deadline_at:
        return wrong_input(_("A deadline only moves later. Give a day after the one that everybody was told."))
    return GRANTED


def may_cancel_round(standing: Standing, round_: ConsensusRound, reason: str) -> Verdict:
    """Grant the cancelling of an open round, with a reason."""
    if not (verdict := may_run_rounds(standing)):
        return verdict
    if round_.state != RoundState.OPEN:
        return refused(_("This round is not open, so it cannot be cancelled."))
    return is_given(reason, _("Say why the round is cancelled: everybody who was asked will read it."))


def is_given(words: str, otherwise: str) -> Verdict:
    """Grant words that are there and not too long."""
    if not words.strip():
        return wrong_input(otherwise)
    if len(words) > LONGEST:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})
    return GRANTED


def _list(names: Sequence[str]) -> str:
    return in_a_sentence(names)
