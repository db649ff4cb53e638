"""Reads of soundings: which there are, what they ask whom, and the answers that count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Case, IntegerField, Max, QuerySet, Value, When

from executives.models import Seat
from executives.selectors.seats import person_in, seats_of
from executives.states import DecisionRole
from mandates.anonymity import token_of
from mandates.content import statement_digest
from mandates.models import (
    Mandate,
    Sounding,
    SoundingAnswer,
    SoundingItem,
    SoundingParticipant,
    SoundingThreshold,
    Statement,
)
from mandates.sounding_states import MEANINGS, THRESHOLD, Meaning, SoundingState
from pmo.access.models import Office
from pmo.access.standing import Standing


def soundings_of(office: Office) -> QuerySet[Sounding]:
    """Return all soundings of the current mandate with version, mandate and office: those that are open first."""
    first = Case(When(state=SoundingState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        Sounding.objects.filter(mandate__office=office, mandate__current=True)
        .select_related("version", "mandate__office", "opened_by")
        .order_by(first, "-number")
    )


def sounding_numbered(office: Office, number: int) -> Sounding | None:
    """Return a sounding by what people call it, or None."""
    return soundings_of(office).filter(number=number).first()


def next_sounding_number(mandate: Mandate) -> int:
    """Return the number of the next sounding of a mandate."""
    return (mandate.soundings.aggregate(last=Max("number"))["last"] or 0) + 1


def items_of(sounding: Sounding) -> list[SoundingItem]:
    """Return the statements as they stood at opening, in their order."""
    return list(sounding.items.select_related("line"))


def participants_of(sounding: Sounding) -> list[SoundingParticipant]:
    """Return who is asked."""
    return list(sounding.participants.select_related("seat", "person"))


def still_to_answer(sounding: Sounding) -> list[SoundingParticipant]:
    """Return who has not answered."""
    return [each for each in participants_of(sounding) if not each.answered]


def participations(sounding: Sounding, standing: Standing) -> list[SoundingParticipant]:
    """Return the parts that a person has: asked by name, and still holding the seat."""
    asked = sounding.participants.select_related("seat", "person")
    return list(asked.filter(person=standing.person, seat__in=standing.seat_ids))


def counting_answers(sounding: Sounding) -> list[SoundingAnswer]:
    """Return the answers that count, in an order that says nothing."""
    return list(sounding.answers.filter(superseded_at__isnull=True).order_by("pk"))


def answer_of(sounding: Sounding, participant: SoundingParticipant) -> SoundingAnswer | None:
    """Return what a seat has answered; in an anonymous sounding only while its secret is there."""
    answers = sounding.answers.filter(superseded_at__isnull=True)
    if not sounding.anonymous:
        return answers.filter(participant=participant).first()
    return answers.filter(token=token_of(sounding.secret, participant.seat_id)).first() if sounding.secret else None


def seats_to_ask(office: Office) -> list[Seat]:
    """Return the seats that a sounding asks: all that decide or advise, and have a holder today."""
    return [seat for seat in seats_of(office) if seat.decision_role != DecisionRole.INFORMED and person_in(seat)]


def chosen_items(statements: Iterable[Statement], keys: Sequence[str]) -> list[SoundingItem]:
    """Return the chosen statements as they read now, not yet saved."""
    chosen = [statement for statement in statements if statement.line.key in keys]
    return [
        SoundingItem(line=each.line, order=order, text=each.text, digest=statement_digest(each))
        for order, each in enumerate(chosen, 1)
    ]


def meanings_of(office: Office, method: str) -> list[Meaning]:
    """Return the steps of a scale in the office's own words where it has some; a method without a scale has none."""
    own = {each.value: each for each in office.sounding_words.filter(method=method)}
    return [
        Meaning(each.value, own[each.value].label, own[each.value].text) if each.value in own else each
        for each in MEANINGS.get(method, ())
    ]


def threshold_of(office: Office) -> int:
    """Return from how many fingers on somebody counts as supporting a statement."""
    found = SoundingThreshold.objects.filter(office=office).first()
    return found.fingers if found else THRESHOLD
