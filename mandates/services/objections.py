"""What becomes of objections: answered, amended, withdrawn by their author, or overruled where the rule allows it."""

from django.db import transaction

from mandates.locks import lock_round
from mandates.models import ConsensusRound, MandateVersion, Objection, Stance
from mandates.round_states import Resolution
from mandates.rules.dissent import Objected, may_answer_objection, may_overrule, may_withdraw_objection
from mandates.rules.rounds import may_run_rounds
from mandates.selectors.objections import objection_of, statements_now, was_agreed
from mandates.states import RoundState, StanceChoice
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


def open_objections(round_: ConsensusRound) -> int:
    """Keep an objection for every objecting answer that counts; return how many there are."""
    objecting = Stance.objects.filter(item__round=round_, superseded_at__isnull=True, choice=StanceChoice.OBJECT)
    return len(Objection.objects.bulk_create([Objection(stance=stance) for stance in objecting]))


@transaction.atomic
def answer_objection(*, objection_id: int, answer: str, by: Person) -> Objection:
    """Write what became of an objection; where the draft now says something else, it is resolved as amended."""
    objection, round_ = _locked(objection_id)
    standing = standing_of(by, round_.version.mandate.office)
    may_run_rounds(standing).require()
    if objection.answered_by_id == by.pk and objection.answer == canonical.text(answer):
        return objection
    may_answer_objection(standing, objection, answer).require()
    _answer(objection, answer, by)
    objection.save(update_fields=["answer", "answered_by", "answered_at"])
    payload = {"answer": objection.answer}
    record("objection.answered", about=objection, office=round_.version.mandate.office, by=by, payload=payload)
    _amend_where_changed([objection], round_.mandate_id, by)
    return objection


@transaction.atomic
def withdraw_objection(*, objection_id: int, by: Person) -> Objection:
    """Withdraw one's own objection; the statement is asked of the seat again."""
    objection, round_ = _locked(objection_id)
    standing = standing_of(by, round_.version.mandate.office)
    if objection.resolution == Resolution.WITHDRAWN and objection.stance.participant.seat_id in standing.seat_ids:
        return objection
    may_withdraw_objection(standing, objection).require()
    return _resolve(objection, Resolution.WITHDRAWN, by)


@transaction.atomic
def overrule_objection(*, objection_id: int, reason: str, by: Person) -> Objection:
    """Overrule an objection where the round allowed it before it opened and its rule was met without the objector."""
    objection, round_ = _locked(objection_id)
    standing = standing_of(by, round_.version.mandate.office)
    may_run_rounds(standing).require()
    if objection.resolution == Resolution.OVERRULED and objection.resolved_by_id == by.pk:
        return objection
    objected = Objected(objection, round_, was_agreed(objection, round_))
    may_overrule(standing, objected, reason).require()
    _answer(objection, f"{objection.answer}\n{reason}" if objection.answer else reason, by)
    return _resolve(objection, Resolution.OVERRULED, by)


def settle_amended(version: MandateVersion, *, by: Person) -> None:
    """Resolve, before a round opens, the objections whose statement the draft has changed or taken out."""
    still = Objection.objects.filter(stance__item__round__mandate=version.mandate_id, resolution="")
    loaded = still.select_related("stance__item__line", "stance__participant__seat")
    _amend_where_changed(list(loaded), version.mandate_id, by)


def _amend_where_changed(objections: list[Objection], mandate_id: int, by: Person) -> None:
    now = statements_now(mandate_id)
    if now is None:
        return
    for objection in objections:
        digest, text = now.get(objection.stance.item.line_id, ("", ""))
        if objection.is_open and digest != objection.stance.digest:
            objection.amended_text = text
            _resolve(objection, Resolution.AMENDED, by)


def _locked(objection_id: int) -> tuple[Objection, ConsensusRound]:
    round_ = lock_round(Objection.objects.values_list("stance__item__round_id", flat=True).get(pk=objection_id))
    return objection_of(objection_id), round_


def _answer(objection: Objection, answer: str, by: Person) -> None:
    objection.answer, objection.answered_by, objection.answered_at = canonical.text(answer), by, clock.now()


def _resolve(objection: Objection, resolution: Resolution, by: Person) -> Objection:
    objection.resolution, objection.resolved_by, objection.resolved_at = resolution, by, clock.now()
    objection.save()
    round_ = ConsensusRound.objects.select_related("mandate__office").get(pk=objection.stance.item.round_id)
    payload = {"resolution": str(resolution), "text": objection.amended_text, "reason": objection.answer}
    record("objection.resolved", about=objection, office=round_.mandate.office, by=by, payload=payload)
    still = Objection.objects.filter(stance__item__round=round_, resolution="")
    if round_.state == RoundState.CLOSED and not still.exists():
        round_.state = RoundState.SETTLED
        round_.save(update_fields=["state"])
    return objection
