"""Reads of rounds: which there are, what was said on which text, who still owes an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import starmap
from typing import Any, NamedTuple

from django.db.models import Case, CharField, ExpressionWrapper, F, OuterRef, QuerySet, Subquery, TextField, Value, When

from executives.models import Holder
from mandates.models import ConsensusRound, Mandate, Objection, Participant, RoundItem, Stance
from mandates.round_states import Resolution
from mandates.rules.rounds import is_asked
from mandates.states import RoundState, StanceChoice
from pmo import clock
from pmo.access.models import Office, Person


class Said(NamedTuple):
    """The newest answer of a person for a seat on a line, up to some round.

    `overruling`: whether its round allowed that; `reserved`: the words of a reservation.
    """

    stance: int
    round: int
    seat: int
    line: int
    person: int
    digest: str
    choice: str
    overruling: object
    reserved: str
    overruled_at: datetime | None = None

    def is_overruled(self, by: datetime | None = None) -> bool:
        """Say whether it is an objection that was overruled (by some instant)."""
        return self.overruled_at is not None and (by is None or self.overruled_at <= by)


SAID = (
    "pk",
    "item__round__number",
    "participant__seat_id",
    "item__line_id",
    "person_id",
    "digest",
    "choice",
    ExpressionWrapper(F("item__round__overruling"), CharField()),  # as it comes: making it a truth costs a call a row
    Case(When(choice=StanceChoice.RESERVATION, then=F("reason")), default=Value(""), output_field=TextField()),
)
CHUNK = 5_000
"""How many answers are read at once: no list of all of them is kept beside what is made of each."""
Place = tuple[int, int, int]
"""Seat, line, person: a new holder starts with no answer."""
Given = dict[int, dict[Place, Said]]
"""The answers given in each round, by its number, oldest first."""


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
    """Return who is asked in some rounds of one mandate, each with who speaks for the seat.

    One query; another one where a seat of the open round has changed hands.
    """
    asked = Participant.objects.filter(round__in=rounds).select_related("seat", "person", "holder_at_close")
    found = asked.order_by("-counted", "seat__order", "pk")
    open_round = next((each for each in rounds if each.state == RoundState.OPEN), None)
    return list(found) if open_round is None else _with_speakers(found, open_round)


def participant_for(round_: ConsensusRound, seat_id: int) -> Participant | None:
    """Return the part that a seat has in a round, with who speaks for it; None when it is not asked."""
    return next((each for each in participants_of(round_) if each.seat_id == seat_id), None)


def _with_speakers(participants: QuerySet[Participant], open_round: ConsensusRound) -> list[Participant]:
    """Note who holds each seat today, or on the last day for answers; of a vacant seat, who held it last."""
    day = min(clock.today(open_round.mandate.office.time_zone), open_round.deadline)
    held = Holder.objects.filter(seat=OuterRef("seat"), start__lte=day).order_by("-start").values("person")[:1]
    found: list[Participant] = list(participants.annotate(holder_now=Subquery(held)))
    people: dict[int | None, Person] = {each.person_id: each.person for each in found}
    speaking = {each: each.holder_now for each in found if each.round_id == open_round.pk}  # type: ignore[attr-defined]
    if successors := set(speaking.values()) - people.keys() - {None}:
        people |= Person.objects.in_bulk(successors)
    for each, holder in speaking.items():
        each.held_by = people.get(holder)  # type: ignore[attr-defined]
    return found


def items_of(round_: ConsensusRound) -> list[RoundItem]:
    """Return the statements as they stood at opening, in the order of the document."""
    return list(round_.items.select_related("line"))


def said_in(mandate: Mandate, **only: Any) -> Given:
    """Return all counting answers, those of the oldest round first, or `only` some; one query, or two.

    Those of cancelled rounds are void. There may be tens of thousands: they are read as plain rows, without an order;
    which objections were overruled is asked where a round allowed that.
    """
    counting = Stance.objects.filter(item__round__mandate=mandate, superseded_at__isnull=True, **only)
    counting = counting.exclude(item__round__state=RoundState.CANCELLED).order_by()
    found: Given = defaultdict(dict)
    for said in starmap(Said, counting.values_list(*SAID).iterator(CHUNK)):
        found[said.round][said.seat, said.line, said.person] = said
    _note_overruled(found)
    return dict(sorted(found.items()))


def _note_overruled(found: Given) -> None:
    objecting = {
        said.stance: said
        for answers in found.values()
        for said in answers.values()
        if said.overruling and said.choice == StanceChoice.OBJECT
    }
    if objecting:
        overruled = Objection.objects.filter(stance__in=objecting, resolution=Resolution.OVERRULED)
        for stance, at in overruled.values_list("stance_id", "resolved_at"):
            said = objecting[stance]
            found[said.round][said.seat, said.line, said.person] = said._replace(overruled_at=at)


def said_for(round_: ConsensusRound, items: Iterable[RoundItem], participants: Sequence[Participant]) -> Given:
    """Return the answers that a round looks at: its own, those of the round before it, and the older ones on lines.

    Of the older ones only those on lines of which somebody said nothing in the round before: what anybody said later
    takes the place of what they had said.
    """
    last = round_.number - 1
    given = said_in(round_.mandate, item__round__number__in=(last, round_.number))
    said, speaking = given.get(last, {}), [(each.seat_id, each.speaker.pk) for each in participants]
    lines = {item.line_id for item in items}
    quiet = [line for line in lines if any((seat, line, person) not in said for seat, person in speaking)]
    if not quiet or last <= 1:
        return given
    return said_in(round_.mandate, item__round__number__lt=last, item__line__in=quiet) | given


def newest(given: Given, *, up_to: int) -> dict[Place, Said]:
    """Return the newest answer a seat, line and person, of rounds up to a number."""
    found: dict[Place, Said] = {}
    for number, answers in given.items():
        if number <= up_to:
            found |= answers
    return found


class Answers:
    """The answers of a round's participants: before it, and as they stand with it."""

    def __init__(self, round_: ConsensusRound, given: Given | None = None) -> None:
        given = said_in(round_.mandate) if given is None else given
        self.before = newest(given, up_to=round_.number - 1)
        self.now = self.before | given.get(round_.number, {})
        self.round = round_

    def standing(self, item: RoundItem, participant: Participant) -> Said | None:
        """Return the answer that stands: the newest one, if it was given on this very text."""
        said = self.now.get((participant.seat_id, item.line_id, participant.speaker.pk))
        return said if said and item.is_same(said.digest) else None

    def in_round(self, item: RoundItem, participant: Participant) -> Said | None:
        """Return the answer given in this round."""
        said = self.standing(item, participant)
        return said if said and said.round == self.round.number else None

    def is_asked(self, item: RoundItem, participant: Participant) -> bool:
        """Say whether the seat owes an answer to the item."""
        return self.owes(item, participant.seat_id, participant.speaker.pk)

    def owes(self, item: RoundItem, seat: int, person: int) -> bool:
        """Say whether a person who speaks for a seat owes an answer to the item."""
        before = self.before.get((seat, item.line_id, person))
        stood = before if before and item.is_same(before.digest) else None
        return is_asked(
            changed=item.changed,
            choice=stood.choice if stood else None,
            overruled=stood is not None and stood.is_overruled(self.round.opened_at),
            method=self.round.method,
        )

    def owed(self, participant: Participant, items: Iterable[RoundItem]) -> list[RoundItem]:
        """Return the items asked of a seat."""
        return [item for item in items if self.is_asked(item, participant)]

    def missing(self, participant: Participant, items: Iterable[RoundItem]) -> list[RoundItem]:
        """Return the items asked of a seat and not answered in this round."""
        return [item for item in self.owed(participant, items) if not self.in_round(item, participant)]
