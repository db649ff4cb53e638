"""Reads of rounds: which there are, what was said on which text, who still owes an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from executives.models import Holder
from mandates.models import ConsensusRound, Mandate, Participant, RoundItem, Stance
from mandates.round_states import Resolution
from mandates.rules.rounds import is_asked
from mandates.states import RoundState
from pmo import clock
from pmo.access.models import Office, Person


class Said(NamedTuple):
    """The newest answer of a person for a seat on a line, up to some round."""

    stance: int
    round: int
    seat: int
    line: int
    person: int
    digest: str
    choice: str
    resolution: str | None
    resolved_at: datetime | None

    def is_overruled(self, by: datetime | None = None) -> bool:
        """Say whether it is an objection that was overruled (by some instant)."""
        if self.resolution != Resolution.OVERRULED or self.resolved_at is None:
            return False
        return by is None or self.resolved_at <= by


SAID = (
    "pk",
    "item__round__number",
    "participant__seat_id",
    "item__line_id",
    "person_id",
    "digest",
    "choice",
    "objection__resolution",
    "objection__resolved_at",
)
Place = tuple[int, int, int]
"""Seat, line, person: a new holder starts with no answer."""


def rounds_of(office: Office) -> QuerySet[ConsensusRound]:
    """Return all rounds of the current mandate with version, mandate and office, newest first."""
    return (
        ConsensusRound.objects.filter(mandate__office=office, mandate__current=True)
        .select_related("version", "mandate__office", "opened_by")
        .order_by("-number")
    )


def round_numbered(office: Office, number: int) -> ConsensusRound | None:
    """Return a round by what people call it, or None."""
    return rounds_of(office).filter(number=number).first()


def open_round_of(office: Office) -> ConsensusRound | None:
    """Return the open round, or None."""
    return rounds_of(office).filter(state=RoundState.OPEN).first()


def participants_of(round_: ConsensusRound) -> list[Participant]:
    """Return who is asked, counted seats first, each with who speaks for the seat."""
    return participants_in([round_])


def participants_in(rounds: Sequence[ConsensusRound]) -> list[Participant]:
    """Return who is asked in some rounds of one mandate, each with who speaks for the seat; two queries."""
    found = list(
        Participant.objects.filter(round__in=rounds)
        .select_related("seat", "person", "holder_at_close")
        .order_by("-counted", "seat__order", "pk")
    )
    for open_round in (each for each in rounds if each.state == RoundState.OPEN):
        _let_speak(open_round, [each for each in found if each.round_id == open_round.pk])
    return found


def participant_for(round_: ConsensusRound, seat_id: int) -> Participant | None:
    """Return the part that a seat has in a round, with who speaks for it; None when it is not asked."""
    return next((each for each in participants_of(round_) if each.seat_id == seat_id), None)


def _let_speak(round_: ConsensusRound, participants: list[Participant]) -> None:
    """Note who holds each seat today, or on the last day for answers; of a vacant seat, who held it last."""
    day = min(clock.today(round_.mandate.office.time_zone), round_.deadline)
    held = Holder.objects.filter(seat__in=[each.seat_id for each in participants], start__lte=day)
    holders: dict[int, Person] = {each.seat_id: each.person for each in held.select_related("person").order_by("start")}
    for each in participants:
        each.held_by = holders.get(each.seat_id)  # type: ignore[attr-defined]


def items_of(round_: ConsensusRound) -> list[RoundItem]:
    """Return the statements as they stood at opening, in the order of the document."""
    return list(round_.items.select_related("line"))


def said_in(mandate: Mandate, *, seats: Iterable[int] | None = None) -> list[Said]:
    """Return all counting answers (of some seats), oldest round first; those of cancelled rounds are void."""
    counting = Stance.objects.filter(item__round__mandate=mandate, superseded_at__isnull=True)
    if seats is not None:
        counting = counting.filter(participant__seat__in=seats)
    rows = (
        counting.exclude(item__round__state=RoundState.CANCELLED)
        .order_by("item__round__number", "pk")
        .values_list(*SAID)
    )
    return [Said(*row) for row in rows]


def newest(answers: Iterable[Said], *, up_to: int) -> dict[Place, Said]:
    """Return the newest answer a seat, line and person, of rounds up to a number."""
    return {(said.seat, said.line, said.person): said for said in answers if said.round <= up_to}


class Answers:
    """The answers of a round's participants: before it, and as they stand with it."""

    def __init__(self, round_: ConsensusRound, said: Iterable[Said] | None = None) -> None:
        said = said_in(round_.mandate) if said is None else list(said)
        self.before = newest(said, up_to=round_.number - 1)
        self.now = self.before | newest((each for each in said if each.round == round_.number), up_to=round_.number)
        self.round = round_

    def standing(self, item: RoundItem, participant: Participant) -> Said | None:
        """Return the answer that stands: the newest one, if it was given on this very text."""
        return _on_this_text(self.now, item, participant)

    def in_round(self, item: RoundItem, participant: Participant) -> Said | None:
        """Return the answer given in this round."""
        said = self.standing(item, participant)
        return said if said and said.round == self.round.number else None

    def is_asked(self, item: RoundItem, participant: Participant) -> bool:
        """Say whether the seat owes an answer to the item."""
        before = _on_this_text(self.before, item, participant)
        return is_asked(
            changed=item.changed,
            choice=before.choice if before else None,
            overruled=before is not None and before.is_overruled(self.round.opened_at),
            method=self.round.method,
        )

    def owed(self, participant: Participant, items: Iterable[RoundItem]) -> list[RoundItem]:
        """Return the items asked of a seat."""
        return [item for item in items if self.is_asked(item, participant)]

    def missing(self, participant: Participant, items: Iterable[RoundItem]) -> list[RoundItem]:
        """Return the items asked of a seat and not answered in this round."""
        return [item for item in self.owed(participant, items) if not self.in_round(item, participant)]


def _on_this_text(answers: dict[Place, Said], item: RoundItem, participant: Participant) -> Said | None:
    said = answers.get((participant.seat_id, item.line_id, participant.speaker.pk))
    return said if said and said.digest == item.digest else None
