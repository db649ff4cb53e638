"""Deeds of a consensus round: open, answer, close, cancel; and what became of an objection."""

from datetime import datetime

from django.db import transaction

from mandates import announcements
from mandates.locks import lock_round
from mandates.models import ConsensusRound, MandateVersion, Objection, Participant, RoundItem, Stance
from mandates.rules.rounds import may_answer_objection, may_cancel_round, may_close_round, may_run_rounds
from mandates.rules.stances import Answer, Asking, may_take_stance
from mandates.selectors.outcomes import Outcome, outcome_of
from mandates.selectors.rounds import Answers, items_of, said_in
from mandates.services.freezing import freeze
from mandates.services.openings import open_round
from mandates.states import RoundState, StanceChoice, VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record

__all__ = [
    "answer_objection",
    "cancel_round",
    "close_overdue_rounds",
    "close_round",
    "open_round",
    "take_stance",
]


@transaction.atomic
def take_stance(
    *,
    item_id: int,
    seat_id: int,
    choice: str,
    reason: str = "",
    proposed_change: str = "",
    shown_digest: str,
    by: Person,
) -> Stance:
    """Answer one statement for a seat; a later answer supersedes, the same again returns the first."""
    item = RoundItem.objects.select_related("line").get(pk=item_id)
    item.round = lock_round(item.round_id)
    participant = item.round.participants.select_related("seat").filter(seat_id=seat_id).first()
    answer = Answer(choice, canonical.text(reason), canonical.text(proposed_change), shown_digest)
    counting = item.stances.filter(participant=participant, superseded_at__isnull=True).first()
    if counting and counting.person_id == by.pk and _says_the_same(counting, answer):
        return counting
    asked = participant is not None and _answers_of(participant, item.round).is_asked(item, participant)
    office = item.round.version.mandate.office
    asking = Asking(item, participant, asked, clock.now())
    may_take_stance(standing_of(by, office), asking, answer).require()
    assert participant is not None
    if counting:
        counting.superseded_at = clock.now()
        counting.save(update_fields=["superseded_at"])
    stance = Stance.objects.create(
        item=item,
        participant=participant,
        person=by,
        choice=answer.choice,
        reason=answer.reason,
        proposed_change=answer.proposed_change,
        digest=item.digest,
    )
    _note_whether_finished(item.round, participant)
    record("stance.taken", about=item, office=office, by=by, payload={"seat": seat_id, "digest": item.digest})
    return stance


def _says_the_same(stance: Stance, answer: Answer) -> bool:
    said = (stance.choice, stance.reason, stance.proposed_change, stance.digest)
    return said == (answer.choice, answer.reason, answer.proposed_change, answer.shown_digest)


def _answers_of(participant: Participant, round_: ConsensusRound) -> Answers:
    return Answers(round_, said_in(round_.mandate, seats=[participant.seat_id]))


def _note_whether_finished(round_: ConsensusRound, participant: Participant) -> None:
    if participant.finished_at is None and not _answers_of(participant, round_).missing(participant, items_of(round_)):
        participant.finished_at = clock.now()
        participant.save(update_fields=["finished_at"])


@transaction.atomic
def close_round(*, round_id: int, by: Person | None) -> ConsensusRound:
    """Close when all have answered or the deadline has passed; full consensus freezes the version.

    `by` is None when the clock closes. Missing answers count as not agreeing; a round in which fewer counted seats
    were heard than the rule needs lapses.
    """
    round_ = lock_round(round_id)
    office = round_.version.mandate.office
    standing = standing_of(by, office) if by else None
    if standing:
        may_run_rounds(standing).require()
    if round_.state != RoundState.OPEN:
        return round_
    outcome = outcome_of(round_)
    missing = [participant.seat.title for participant in outcome.waiting_for]
    may_close_round(standing, round_, missing, clock.now()).require()
    objections = _open_objections(round_)
    round_.state = _state_after(outcome, objections)
    round_.closed_at = clock.now()
    round_.save(update_fields=["state", "closed_at"])
    record("round.closed", about=round_, office=office, by=by, payload=_what_it_came_to(outcome))
    if outcome.all_agreed:
        _agree(round_.version, by=by)
    else:
        _back_to_draft(round_.version)
    announcements.round_closed(outcome)
    return round_


def _state_after(outcome: Outcome, objections: int) -> RoundState:
    if not outcome.is_quorate:
        return RoundState.LAPSED
    return RoundState.CLOSED if objections else RoundState.SETTLED


def _open_objections(round_: ConsensusRound) -> int:
    objecting = Stance.objects.filter(item__round=round_, superseded_at__isnull=True, choice=StanceChoice.OBJECT)
    return len(Objection.objects.bulk_create([Objection(stance=stance) for stance in objecting]))


def _what_it_came_to(outcome: Outcome) -> dict[str, object]:
    return {
        "state": str(outcome.round.state),
        "statements": len(outcome.items),
        "agreed": outcome.agreed,
        "not_agreed": [found.item.key for found in outcome.items if not found.agreed],
        "not_heard": [participant.seat.title for participant in outcome.waiting_for],
    }


def _agree(version: MandateVersion, *, by: Person | None) -> None:
    freeze(version, by=by)
    if version.state != VersionState.AGREED:
        version.state = VersionState.AGREED
        version.save(update_fields=["state"])
    payload = {"number": version.key, "digest": version.digest}
    record("version.agreed", about=version, office=version.mandate.office, by=by, payload=payload)


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


@transaction.atomic
def answer_objection(*, objection_id: int, answer: str, by: Person) -> Objection:
    """Write what became of an objection; when all of a round have their answer, the round is settled."""
    round_ = lock_round(Objection.objects.values_list("stance__item__round_id", flat=True).get(pk=objection_id))
    objection = Objection.objects.select_related("stance__item__line", "stance__participant__seat").get(pk=objection_id)
    standing = standing_of(by, round_.version.mandate.office)
    may_run_rounds(standing).require()
    if objection.answered_by_id == by.pk and objection.answer == canonical.text(answer):
        return objection
    may_answer_objection(standing, objection, answer).require()
    objection.answer, objection.answered_by, objection.answered_at = canonical.text(answer), by, clock.now()
    objection.save(update_fields=["answer", "answered_by", "answered_at"])
    office = round_.version.mandate.office
    record("objection.answered", about=objection, office=office, by=by, payload={"answer": objection.answer})
    unanswered = Objection.objects.filter(stance__item__round=round_, answered_at__isnull=True)
    if round_.state == RoundState.CLOSED and not unanswered.exists():
        round_.state = RoundState.SETTLED
        round_.save(update_fields=["state"])
    return objection
