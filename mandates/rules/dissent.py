"""Who may answer, resolve and close what stays open after a round: objections and reservations."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, Objection, Reservation
from mandates.rules.rounds import is_given, may_run_rounds
from mandates.states import RoundState
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_role


@dataclass(frozen=True)
class Objected:
    """An objection with what is known of it: its round, and whether the frozen rule agreed the statement without it."""

    objection: Objection
    round: ConsensusRound
    agreed: bool = False


def may_answer_objection(standing: Standing, objection: Objection, answer: str) -> Verdict:
    """Grant the manager to write what became of an objection, once the round is closed."""
    if not (verdict := may_run_rounds(standing)):
        return verdict
    if objection.answered_at:
        return refused(_("This objection has been answered: what was written stays."))
    return first_refusal(
        _is_open(objection), is_given(answer, _("Write what became of the objection: the executive will read it."))
    )


def may_withdraw_objection(standing: Standing, objection: Objection) -> Verdict:
    """Grant the withdrawal to the objection's own seat: who raised it, or who holds the seat after them."""
    if objection.stance.participant.seat_id not in standing.seat_ids:
        return wrong_role(_("Only the seat that objected withdraws its objection, by its own click."))
    return _is_open(objection)


def may_overrule(standing: Standing, objected: Objected, reason: str) -> Verdict:
    """Grant overruling where the round allowed it and its rule was met without the objector, with a reason."""
    if not (verdict := may_run_rounds(standing)):
        return verdict
    if not objected.round.overruling:
        return refused(
            _("The rule of this round, fixed before it opened, does not allow an objection to be overruled.")
        )
    if objected.round.state == RoundState.LAPSED or not objected.agreed:
        return refused(
            _("The statement is not agreed by the rule, so the objection stands in its way. Change the statement.")
        )
    return first_refusal(
        _is_open(objected.objection),
        is_given(reason, _("Say why the objection is overruled: the executive and all others will read it.")),
    )


def _is_open(objection: Objection) -> Verdict:
    if objection.is_open:
        return GRANTED
    return refused(_("This objection has been resolved: that stays."))


def may_close_reservation(standing: Standing, reservation: Reservation, word: str) -> Verdict:
    """Grant the closing of a reservation to the holder of its seat, with a word."""
    if reservation.seat_id not in standing.seat_ids:
        return wrong_role(_("A reservation belongs to the seat that made it. Only the holder of that seat closes it."))
    if not reservation.is_open:
        return refused(_("This reservation is closed: the word that closed it stays."))
    return is_given(word, _("Say in a word why it can be closed: it stays beside your reservation."))
