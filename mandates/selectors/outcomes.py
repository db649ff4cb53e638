"""What a round comes to: per statement the standing answers of the counted seats, and the rule on them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from mandates.models import ConsensusRound, Participant, RoundItem
from mandates.round_states import Abstentions, RoundMethod
from mandates.selectors.rounds import (
    Answers,
    Said,
    items_of,
    participants_in,
    participants_of,
    said_for,
    said_in,
)
from mandates.states import AGREEING
from mandates.tallies import Tally, tally


class Speaker(NamedTuple):
    """Who is asked, with the seat and whoever speaks for it: looked up once a round, and not once a statement."""

    participant: Participant
    pk: int
    seat: int
    person: int
    counted: bool
    required: bool


@dataclass(frozen=True)
class ItemOutcome:
    """One statement: answers given in the round, and answers standing after it, counted and merely asked."""

    item: RoundItem
    asked: tuple[Speaker, ...]
    given: Tally
    standing: Tally
    beside: Tally
    needed: int
    withheld: tuple[Participant, ...]
    said: Mapping[int, Said]

    @property
    def is_met(self) -> bool:
        """Whether as many counted seats agree as the rule needs."""
        return self.standing.agreeing >= self.needed

    @property
    def agreed(self) -> bool:
        """Whether the frozen rule is met: enough seats agree, and every required one."""
        return self.is_met and not self.withheld

    @property
    def is_kept_by_abstentions(self) -> bool:
        """Whether nothing but abstentions stands between the statement and the rule."""
        standing = self.standing
        return not self.agreed and standing.abstain > 0 and not standing.object and not standing.missing


@dataclass(frozen=True)
class Outcome:
    """A whole round as it stands: outcomes in document order, and who has answered how much."""

    round: ConsensusRound
    items: tuple[ItemOutcome, ...]
    participants: tuple[Participant, ...]
    answers: Answers

    @cached_property
    def owed(self) -> Counter[int]:
        """How many statements each participant was asked about; a list of rounds does not ask."""
        return Counter(each.pk for one in self.items for each in one.asked)

    @cached_property
    def missing(self) -> Counter[int]:
        """How many of them each participant has not answered in the round."""
        number = self.round.number
        return Counter(
            each.pk
            for one in self.items
            for each in one.asked
            if (said := one.said.get(each.pk)) is None or said.round != number
        )

    @property
    def agreed(self) -> int:
        """How many statements are agreed by the frozen rule."""
        return sum(found.agreed for found in self.items)

    @property
    def all_agreed(self) -> bool:
        return self.agreed == len(self.items) > 0

    @property
    def waiting_for(self) -> list[Participant]:
        """Who has been asked and has not answered everything."""
        return [participant for participant in self.participants if self.missing[participant.pk]]

    @property
    def heard(self) -> int:
        """How many counted seats have answered all that they were asked."""
        return sum(1 for participant in self.participants if participant.counted and not self.missing[participant.pk])

    @property
    def is_quorate(self) -> bool:
        """Whether enough counted seats were heard: on everything, or on each statement those that its rule needs."""
        return self.heard >= self.round.needed or self.all_agreed


def outcome_of(round_: ConsensusRound) -> Outcome:
    """Compute a round from its frozen items, participants and rule and the answers; a constant number of queries."""
    items, participants = items_of(round_), participants_of(round_)
    return _outcome(round_, items, participants, Answers(round_, said_for(round_, items, participants)))


def counted_in(
    round_: ConsensusRound, items: list[RoundItem], participants: list[Participant]
) -> tuple[ItemOutcome, ...]:
    """Count the answers that stand on some statements of a round that is over."""
    lines = {item.line_id for item in items}
    given = said_in(round_.mandate, item__round__number__lte=round_.number, item__line__in=lines)
    return _outcome(round_, items, participants, Answers(round_, given)).items


def outcomes_of(rounds: Sequence[ConsensusRound], lines: Collection[int] | None = None) -> list[Outcome]:
    """Compute several rounds of one mandate (on some lines); a constant number of queries, whatever their number.

    There may be a thousand statements: the lines of their items are not loaded.
    """
    if not rounds or (lines is not None and not lines):
        return []
    items, participants = defaultdict(list), defaultdict(list)
    asked = RoundItem.objects.filter(round__in=rounds).order_by("order")
    for item in asked if lines is None else asked.filter(line__in=lines):
        items[item.round_id].append(item)
    for each in participants_in(rounds):
        participants[each.round_id].append(each)
    only = {} if lines is None else {"item__line__in": lines}
    given = said_in(rounds[0].mandate, **only)
    return [_outcome(each, items[each.pk], participants[each.pk], Answers(each, given)) for each in rounds]


def _outcome(
    round_: ConsensusRound, items: list[RoundItem], participants: list[Participant], answers: Answers
) -> Outcome:
    speaking = tuple(
        Speaker(each, each.pk, each.seat_id, each.speaker.pk, each.counted, each.required) for each in participants
    )
    found = tuple(_item_outcome(item, speaking, answers) for item in items)
    return Outcome(round_, found, tuple(participants), answers)


def _item_outcome(item: RoundItem, speaking: tuple[Speaker, ...], answers: Answers) -> ItemOutcome:
    """Weigh one statement; a page may weigh a thousand of them, so whoever speaks is gone through once."""
    round_, now, line, digest, same = answers.round, answers.now, item.line_id, item.digest, item.same_words
    said: dict[int, Said] = {}
    counted, beside, given = list[str](), list[str](), list[str]()
    for _participant, pk, seat, person, counts, _required in speaking:
        found = now.get((seat, line, person))
        if found is not None and (found.digest == digest or found.digest in same):
            said[pk] = found
            (counted if counts else beside).append(found.choice)
            if counts and found.round == round_.number:
                given.append(found.choice)
    asked = speaking if item.changed else tuple(each for each in speaking if answers.owes(item, each.seat, each.person))
    seats = sum(each.counted for each in speaking)
    standing = tally(counted, seats)
    return ItemOutcome(
        item=item,
        asked=asked,
        given=tally(given, seats if item.changed else sum(each.counted for each in asked)),
        standing=standing,
        beside=tally(beside, len(speaking) - seats),
        needed=wanted_of(round_, standing),
        withheld=tuple(each.participant for each in speaking if each.required and not _agrees(said.get(each.pk))),
        said=said,
    )


def wanted_of(round_: ConsensusRound, standing: Tally) -> int:
    """Return how many must agree to a statement by the frozen rule: fewer where abstentions leave the number."""
    if not leaves_abstentions_out(round_) or not standing.abstain:
        return round_.needed
    return standing.wants(round_.rule, round_.needed_of, leave=True)


def leaves_abstentions_out(round_: ConsensusRound) -> bool:
    """Say whether abstentions leave the number of seats; consent is of all, though one abstained in a round before."""
    return round_.abstentions == Abstentions.LEAVE and round_.method != RoundMethod.CONSENT


def _agrees(said: Said | None) -> bool:
    return said is not None and said.choice in AGREEING
