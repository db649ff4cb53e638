"""Deeds of a consensus round: open, answer, extend, close, cancel; and what became of an objection."""

from datetime import date, datetime

from django.db import transaction

from mandates import announcements
from mandates.locks import lock_round
from mandates.models import ConsensusRound, Extension, MandateVersion, Stance
from mandates.rules.rounds import may_cancel_round, may_close_round, may_extend_round, may_run_rounds
from mandates.selectors.outcomes import Outcome, outcome_of
from mandates.selectors.sources import Moved, moved_in_version, unanswered
from mandates.services.agreeing import agree
from mandates.services.objections import answer_objection, open_objections
from mandates.services.openings import open_round
from mandates.services.reservations import keep_reservations
from mandates.services.stances import ratify, take_stance
from mandates.states import RoundState, VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record
from pmo.clock.calendar import end_of

__all__ = [
    "answer_objection",
    "cancel_round",
    "close_overdue_rounds",
    "close_round",
    "extend_round",
    "open_round",
    "ratify",
    "take_stance",
]


@transaction.atomic
def extend_round(*, round_id: int, deadline: date, by: Person) -> ConsensusRound:
    """Move the deadline to a later day, before it has passed and while somebody has to answer; everybody is told."""
    round_ = lock_round(round_id)
    office = round_.version.mandate.office
    standing = standing_of(by, office)
    may_run_rounds(standing).require()
    if deadline == round_.deadline and round_.extensions.filter(until=deadline, by=by).exists():
        return round_
    outcome, deadline_at = outcome_of(round_), end_of(deadline, office.time_zone)
    has_all = not outcome.waiting_for
    may_extend_round(standing, round_, deadline_at, all_answered=has_all, now=clock.now()).require()
    was = round_.deadline
    Extension.objects.create(round=round_, was=was, until=deadline, until_at=deadline_at, by=by, at=clock.now())
    round_.deadline, round_.deadline_at = deadline, deadline_at
    round_.save(update_fields=["deadline", "deadline_at"])
    record("round.extended", about=round_, office=office, by=by, payload={"was": was, "until": deadline})
    announcements.round_extended(round_, outcome.participants)
    return round_


@transaction.atomic
def close_round(*, round_id: int, by: Person | None) -> ConsensusRound:
    """Close when all have answered or the deadline has passed; full consensus freezes the version.

    `by` is None when the clock closes. Missing answers count as not agreeing; a round in which fewer counted seats
    were heard than the rule needs lapses. Where words that a statement comes from have moved on and nobody has answered
    that, the version goes back to draft although all agree: see `services.sources.take_as_agreed`.
    """
    round_ = lock_round(round_id)
    standing = standing_of(by, round_.version.mandate.office) if by else None
    if standing:
        may_run_rounds(standing).require()
    if round_.state != RoundState.OPEN:
        return round_
    outcome = outcome_of(round_)
    missing = [participant.seat.title for participant in outcome.waiting_for]
    may_close_round(standing, round_, missing, clock.now()).require()
    _end(outcome, by=by)
    return round_


def _end(outcome: Outcome, *, by: Person | None) -> None:
    round_ = outcome.round
    _note_who_spoke(outcome)
    objections = open_objections(round_)
    keep_reservations(round_)
    moved = unanswered(moved_in_version(round_.version))
    round_.state = _state_after(outcome, objections)
    round_.closed_at = clock.now()
    round_.save(update_fields=["state", "closed_at"])
    office, payload = round_.version.mandate.office, _what_it_came_to(outcome, moved)
    record("round.closed", about=round_, office=office, by=by, payload=payload)
    if outcome.all_agreed and not moved:
        agree(round_.version, by=by)
    else:
        _back_to_draft(round_.version)
    announcements.round_closed(outcome, moved)


def _note_who_spoke(outcome: Outcome) -> None:
    """Keep for good whose answers count for a seat that changed hands; what others said for it is history."""
    for each in outcome.participants:
        if each.has_changed_hands:
            each.holder_at_close = each.speaker
            each.save(update_fields=["holder_at_close"])
            said = Stance.objects.filter(participant=each, superseded_at__isnull=True).exclude(person=each.speaker)
            said.update(superseded_at=clock.now())


def _state_after(outcome: Outcome, objections: int) -> RoundState:
    if not outcome.is_quorate:
        return RoundState.LAPSED
    return RoundState.CLOSED if objections else RoundState.SETTLED


def _what_it_came_to(outcome: Outcome, moved: list[Moved]) -> dict[str, object]:
    return {
        "state": str(outcome.round.state),
        "statements": len(outcome.items),
        "agreed": outcome.agreed,
        "not_agreed": [found.item.key for found in outcome.items if not found.agreed],
        "not_heard": [participant.seat.title for participant in outcome.waiting_for],
        "moved": [each.key for each in moved],
    }


def _back_to_draft(version: MandateVersion) -> None:
    version.state = VersionState.DRAFT
    version.save(update_fields=["state"])


def close_overdue_rounds(now: datetime) -> list[ConsensusRound]:
    """Close every round whose deadline has passed, each in a transaction of its own."""
    overdue = ConsensusRound.objects.filter(state=RoundState.OPEN, deadline_at__lte=now).order_by("pk")
    return [close_round(round_id=pk, by=None) for pk in overdue.values_list("pk", flat=True)]


@transaction.atomic
def cancel_round(*, round_id: int, reason: str, by: Person) -> ConsensusRound:
    """Cancel an open round with a reason; its answers are void but kept, the version is a draft again."""
    round_ = lock_round(round_id)
    office = round_.version.mandate.office
    standing = standing_of(by, office)
    may_run_rounds(standing).require()
    if round_.state == RoundState.CANCELLED:
        return round_
    may_cancel_round(standing, round_, reason).require()
    round_.state, round_.cancel_reason = RoundState.CANCELLED, canonical.text(reason)
    round_.closed_at = clock.now()
    round_.save(update_fields=["state", "cancel_reason", "closed_at"])
    _back_to_draft(round_.version)
    record("round.cancelled", about=round_, office=office, by=by, payload={"reason": round_.cancel_reason})
    announcements.round_cancelled(round_)
    return round_
