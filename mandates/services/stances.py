"""Answering in a round: one answer to one statement, for the seat that one holds."""

from django.db import transaction

from mandates.locks import lock_round
from mandates.models import ConsensusRound, Participant, RoundItem, Stance
from mandates.rules.stances import Answer, Asking, may_ratify, may_take_stance
from mandates.selectors.predecessors import predecessor_stance
from mandates.selectors.rounds import Answers, items_of, participant_for, said_in
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


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
    participant = participant_for(item.round, seat_id)
    answer = Answer(choice, canonical.text(reason), canonical.text(proposed_change), shown_digest)
    counting = item.stances.filter(participant=participant, superseded_at__isnull=True).first()
    if counting and counting.person_id == by.pk and _says_the_same(counting, answer):
        return counting
    office = item.round.version.mandate.office
    may_take_stance(standing_of(by, office), _asking(item, participant), answer).require()
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


def _asking(item: RoundItem, participant: Participant | None) -> Asking:
    asked = participant is not None and _answers_of(participant, item.round).is_asked(item, participant)
    return Asking(item, participant, asked, clock.now())


def _says_the_same(stance: Stance, answer: Answer) -> bool:
    said = (stance.choice, stance.reason, stance.proposed_change, stance.digest)
    return said == (answer.choice, answer.reason, answer.proposed_change, answer.shown_digest)


def _answers_of(participant: Participant, round_: ConsensusRound) -> Answers:
    return Answers(round_, said_in(round_.mandate, participant__seat=participant.seat_id))


def _note_whether_finished(round_: ConsensusRound, participant: Participant) -> None:
    """Note when the seat had answered all; a new holder begins again."""
    is_finished = not _answers_of(participant, round_).missing(participant, items_of(round_))
    if is_finished != (participant.finished_at is not None):
        participant.finished_at = clock.now() if is_finished else None
        participant.save(update_fields=["finished_at"])


@transaction.atomic
def ratify(*, item_id: int, seat_id: int, shown_digest: str, by: Person) -> Stance:
    """Say for a seat what its holder before said of this very text, in the same words; never in a blind round."""
    item = RoundItem.objects.select_related("line").get(pk=item_id)
    item.round = lock_round(item.round_id)
    participant = participant_for(item.round, seat_id)
    before = predecessor_stance(item, seat_id, by)
    may_ratify(standing_of(by, item.round.version.mandate.office), _asking(item, participant), before).require()
    assert before is not None
    return take_stance(
        item_id=item_id,
        seat_id=seat_id,
        choice=before.choice,
        reason=before.reason,
        proposed_change=before.proposed_change,
        shown_digest=shown_digest,
        by=by,
    )
