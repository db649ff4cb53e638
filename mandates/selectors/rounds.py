"""Reads of rounds: which there are, what was said on which text, who still owes an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from mandates.models import ConsensusRound, Mandate, Participant, RoundItem, Stance
from mandates.rules.rounds import is_asked
from mandates.states import RoundState
from pmo.access.models import Office


class Said(NamedTuple):
    """The newest answer of a person for a seat on a line, up to some round."""

    stance: int
    round: int
    seat: int
    line: int
    person: int
    digest: str
    choice: str


SAID = (
    "pk",
    "item__round__number",
    "participant__seat_id",
    "item__line_id",
    "person_id",
    "digest",
    "choice",
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
    """Return who is asked, counted seats first."""
    return list(round_.participants.select_related("seat", "person"))


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
        said = said_in(round_.mandate) if said is None else said
        self.before = newest(said, up_to=round_.number - 1)
        self.now = newest(said, up_to=round_.number)
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
        return is_asked(changed=item.changed, standing_choice=before.choice if before else None)

    def owed(self, participant: Participant, items: Iterable[RoundItem]) -> list[RoundItem]:
        """Return the items asked of a seat."""
        return [item for item in items if self.is_asked(item, participant)]

    def missing(self, participant: Participant, items: Iterable[RoundItem]) -> list[RoundItem]:
        """Return the items asked of a seat and not answered in this round."""
        return [item for item in self.owed(participant, items) if not self.in_round(item, participant)]


def _on_this_text(answers: dict[Place, Said], item: RoundItem, participant: Participant) -> Said | None:
    said = answers.get((participant.seat_id, item.line_id, participant.person_id))
    return said if said and said.digest == item.digest else None
