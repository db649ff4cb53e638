"""How far a round is from agreement: whose change would do, and what each of them has said instead."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.models import Objection, Participant, RoundItem
from mandates.round_states import Abstentions, word_of
from mandates.selectors.outcomes import ItemOutcome, Outcome
from mandates.states import AGREEING, StanceChoice
from mandates.statistics import Distance, distance, distance_of_all
from pmo.ui.words import Word, outside

Counted = Mapping[Hashable, Participant]
Answers = Mapping[Hashable, str | None]
NO_ANSWER = _("No answer")
SHOWN = 12
"""How many sets a page shows; the number of all of them stands beside."""


@dataclass(frozen=True)
class Against:
    """One statement to which a seat does not agree: what it said, why, and what it proposed."""

    item: RoundItem
    word: Word
    reason: str
    proposed: str


@dataclass(frozen=True)
class Holdout:
    """A seat whose change would help, and everything that it has not agreed to."""

    participant: Participant
    against: tuple[Against, ...]

    @property
    def name(self) -> str:
        return self.participant.speaker.name

    @property
    def seat(self) -> Seat:
        return self.participant.seat


@dataclass(frozen=True)
class ItemDistance:
    """How far one statement is from its rule, with the names of each set that would do."""

    item: RoundItem
    distance: Distance
    sets: tuple[str, ...]

    @property
    def more(self) -> int:
        """How many further sets would do."""
        return len(self.distance.sets) - len(self.sets)


@dataclass(frozen=True)
class Distances:
    """How far a round is from agreement on everything, and on each statement that is not agreed."""

    whole: Distance
    sets: tuple[tuple[Holdout, ...], ...]
    items: tuple[ItemDistance, ...]
    people: tuple[Holdout, ...] = field(default=())

    @property
    def more(self) -> int:
        """How many further sets would do."""
        return len(self.whole.sets) - len(self.sets)

    @property
    def out_of_reach(self) -> int:
        """How many statements no three seats could bring to agreement."""
        return sum(each.distance.seats is None for each in self.items)


def distances_of(outcome: Outcome, objections: Sequence[Objection]) -> Distances:
    """Return the smallest sets of counted seats, up to three, whose change meets the rule; no query.

    Of one statement, and of all of them at once.
    """
    counted: Counted = {each.seat_id: each for each in outcome.participants if each.counted}
    numbers = {seat: each.pk for seat, each in counted.items()}
    said = [_said(found, numbers) for found in outcome.items]
    terms = _terms(outcome, counted)
    rule, named = outcome.round.rule, outcome.round.needed_of
    open_ones = [
        (found.item, distance(answers, rule, named, **terms))
        for found, answers in zip(outcome.items, said, strict=True)
        if not found.agreed
    ]
    whole = distance_of_all(said, rule, named, **terms)
    shown = whole.sets[:SHOWN]
    holdouts = _holdouts(outcome, counted, said, objections, dict.fromkeys(seat for each in shown for seat in each))
    return Distances(
        whole=whole,
        sets=tuple(tuple(holdouts[seat] for seat in each) for each in shown),
        items=tuple(_item(item, found, counted) for item, found in open_ones),
        people=tuple(holdouts.values()),
    )


def _said(one: ItemOutcome, counted: Mapping[Hashable, int]) -> Answers:
    """Return what stands of each counted seat, by its participant's number, on one statement; None is no answer."""
    return {seat: said.choice if (said := one.said.get(number)) else None for seat, number in counted.items()}


def _terms(outcome: Outcome, counted: Counted) -> dict:
    required = [seat for seat, each in counted.items() if each.required]
    return {"required": required, "abstentions_count": outcome.round.abstentions == Abstentions.COUNT}


def _item(item: RoundItem, found: Distance, counted: Counted) -> ItemDistance:
    names = [" + ".join(counted[seat].speaker.name for seat in each) for each in found.sets[:SHOWN]]
    return ItemDistance(item, found, tuple(names))


def _holdouts(
    outcome: Outcome,
    counted: Counted,
    said: Sequence[Answers],
    objections: Sequence[Objection],
    seats: Iterable[Hashable],
) -> dict[Hashable, Holdout]:
    """Return what each of some seats has not agreed to, with the reasons of its objections."""
    stances = {(each.stance.item_id, each.stance.participant_id): each.stance for each in objections}
    found: dict[Hashable, Holdout] = {}
    for seat in seats:
        against = []
        for one, answers in zip(outcome.items, said, strict=True):
            if one.agreed or answers[seat] in AGREEING:
                continue
            stance = stances.get((one.item.pk, counted[seat].pk))
            why = (stance.reason, stance.proposed_change) if stance else ("", "")
            against.append(Against(one.item, _word(answers[seat], outcome.round.method), *why))
        found[seat] = Holdout(counted[seat], tuple(against))
    return found


def _word(choice: str | None, method: str) -> Word:
    return word_of(StanceChoice(choice), method) if choice else outside(NO_ANSWER)
