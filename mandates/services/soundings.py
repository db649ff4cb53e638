"""Deeds of a sounding: answer, extend, close, cancel. It informs: none of them changes a version."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from mandates import sounding_mails
from mandates.anonymity import token_of
from mandates.locks import lock_sounding
from mandates.models import Sounding, SoundingAnswer, SoundingExtension, SoundingParticipant
from mandates.rules.soundings import (
    Reply,
    Turn,
    may_answer_sounding,
    may_cancel_sounding,
    may_close_sounding,
    may_extend_sounding,
    may_run_soundings,
)
from mandates.selectors.soundings import answer_of, items_of, participants_of, still_to_answer
from mandates.services.sounding_openings import open_sounding
from mandates.sounding_states import SoundingState
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record
from pmo.clock.calendar import end_of

__all__ = [
    "answer_sounding",
    "cancel_sounding",
    "close_overdue_soundings",
    "close_sounding",
    "extend_sounding",
    "open_sounding",
]


@transaction.atomic
def answer_sounding(
    *, sounding_id: int, seat_id: int, given: Mapping[str, int | None], shown_digest: str, by: Person
) -> SoundingAnswer:
    """Answer for a seat, a number a statement; a later answer takes its place, the same again returns the first."""
    sounding = lock_sounding(sounding_id)
    office = sounding.mandate.office
    participant = sounding.participants.select_related("seat").filter(seat_id=seat_id).first()
    keys = [item.key for item in items_of(sounding)]
    turn, reply = Turn(sounding, keys, participant, clock.now()), Reply(given, shown_digest)
    before = answer_of(sounding, participant) if participant and participant.person_id == by.pk else None
    if before and (before.given, before.digest) == (dict(given), shown_digest):
        return before
    may_answer_sounding(standing_of(by, office), turn, reply).require()
    assert participant is not None
    answer = _kept(sounding, participant, {key: int(given[key] or 0) for key in keys}, before, by)
    if not participant.answered:
        participant.answered = True
        participant.save(update_fields=["answered"])
    told = {} if sounding.anonymous else {"seat": seat_id, "digest": sounding.digest}
    record("sounding.answered", about=sounding, office=office, by=by, payload=told)
    return answer


def _kept(
    sounding: Sounding,
    participant: SoundingParticipant,
    numbers: dict[str, int],
    before: SoundingAnswer | None,
    by: Person,
) -> SoundingAnswer:
    """Keep an answer: by name with its history; anonymous as one row, put in the place of the one before."""
    answer = SoundingAnswer(sounding=sounding, given=numbers, digest=sounding.digest)
    if sounding.anonymous:
        answer.token = token_of(sounding.secret, participant.seat_id)
        if before:
            before.delete()
    else:
        answer.participant, answer.person, answer.at = participant, by, clock.now()
        if before:
            before.superseded_at = answer.at
            before.save(update_fields=["superseded_at"])
    answer.save(force_insert=True)
    return answer


@transaction.atomic
def extend_sounding(*, sounding_id: int, deadline: date, by: Person) -> Sounding:
    """Move the deadline to a later day, before it has passed and while somebody has to answer; all asked are told."""
    sounding = lock_sounding(sounding_id)
    office, was = sounding.mandate.office, sounding.deadline
    standing = standing_of(by, office)
    may_run_soundings(standing).require()
    if deadline == was and sounding.extensions.filter(until=deadline, by=by).exists():
        return sounding
    has_all, until_at = not still_to_answer(sounding), end_of(deadline, office.time_zone)
    may_extend_sounding(standing, sounding, until_at, all_answered=has_all, now=clock.now()).require()
    moved = {"was": was, "until": deadline}
    SoundingExtension.objects.create(sounding=sounding, **moved, until_at=until_at, by=by, at=clock.now())
    sounding.deadline, sounding.deadline_at = deadline, until_at
    sounding.save(update_fields=["deadline", "deadline_at"])
    record("sounding.extended", about=sounding, office=office, by=by, payload=moved)
    sounding_mails.sounding_extended(sounding, participants_of(sounding))
    return sounding


@transaction.atomic
def close_sounding(*, sounding_id: int, by: Person | None) -> Sounding:
    """Close when all have answered or the deadline has passed; `by` is None when the clock closes."""
    sounding = lock_sounding(sounding_id)
    office = sounding.mandate.office
    standing = standing_of(by, office) if by else None
    if standing:
        may_run_soundings(standing).require()
    if sounding.state == SoundingState.CLOSED:
        return sounding
    missing = [each.seat.title for each in still_to_answer(sounding)]
    may_close_sounding(standing, sounding, missing, clock.now()).require()
    _end(sounding, SoundingState.CLOSED)
    record("sounding.closed", about=sounding, office=office, by=by, payload={"not_heard": missing})
    sounding_mails.sounding_closed(sounding, participants_of(sounding))
    return sounding


def close_overdue_soundings(now: datetime) -> list[Sounding]:
    """Close every sounding whose deadline has passed, each in a transaction of its own."""
    overdue = Sounding.objects.filter(state=SoundingState.OPEN, deadline_at__lte=now).order_by("pk")
    return [close_sounding(sounding_id=pk, by=None) for pk in overdue.values_list("pk", flat=True)]


@transaction.atomic
def cancel_sounding(*, sounding_id: int, reason: str, by: Person) -> Sounding:
    """Cancel an open sounding with a reason; its answers are void and kept."""
    sounding = lock_sounding(sounding_id)
    office = sounding.mandate.office
    standing = standing_of(by, office)
    may_run_soundings(standing).require()
    if sounding.state == SoundingState.CANCELLED:
        return sounding
    may_cancel_sounding(standing, sounding, reason).require()
    _end(sounding, SoundingState.CANCELLED, canonical.text(reason))
    record("sounding.cancelled", about=sounding, office=office, by=by, payload={"reason": sounding.cancel_reason})
    sounding_mails.sounding_cancelled(sounding, participants_of(sounding))
    return sounding


def _end(sounding: Sounding, state: SoundingState, reason: str = "") -> None:
    if sounding.anonymous:
        _forget_whose(sounding)
    sounding.state, sounding.closed_at, sounding.cancel_reason = state, clock.now(), reason
    sounding.secret = ""
    sounding.save(update_fields=["state", "closed_at", "cancel_reason", "secret"])


def _forget_whose(sounding: Sounding) -> None:
    """Write the answers anew, shuffled, under new numbers and without their signs.

    The database keeps the order in which rows were written, whatever their key, and the ledger says who answered in
    which order: together they would tell. Nothing is left that the secret, were it kept somewhere, could open.
    """
    said = [answer.given for answer in sounding.answers.all()]
    secrets.SystemRandom().shuffle(said)
    sounding.answers.all().delete()
    SoundingAnswer.objects.bulk_create(
        SoundingAnswer(sounding=sounding, given=given, digest=sounding.digest) for given in said
    )
