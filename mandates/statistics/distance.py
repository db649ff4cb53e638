"""How far a round is from agreement: the smallest sets of seats whose change would meet the rule."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from mandates.statistics.agreement import Rule, needed

Seat = Hashable
Answers = Mapping[Seat, str | None]
AGREEING = ("agree", "agree_with_reservation")
ABSTAIN = "abstain"
MOST_SEATS = 3


@dataclass(frozen=True)
class Distance:
    """`seats` must change, and any one of `sets` would do; 0 when agreed, None when no set within the limit does."""

    seats: int | None
    sets: tuple[tuple[Seat, ...], ...]

    @property
    def agreed(self) -> bool:
        """Whether nobody need change."""
        return self.seats == 0


def distance(
    answers: Answers,
    rule: Rule,
    named: int | None = None,
    *,
    required: Iterable[Seat] = (),
    abstentions_count: bool = True,
    limit: int = MOST_SEATS,
) -> Distance:
    """Return the smallest sets of seats whose change to *agree* would meet the rule on one statement.

    `answers` holds every counted seat, None for no answer: that stays in the denominator, and so does an abstention
    unless `abstentions_count` is off. Each `required` seat must agree itself. Found by trying all sets of up to
    `limit` seats, in the order of the seats. Raises ValueError as `needed` does, and for a required seat not asked.
    """
    return distance_of_all([answers], rule, named, required=required, abstentions_count=abstentions_count, limit=limit)


def distance_of_all(
    statements: Iterable[Answers],
    rule: Rule,
    named: int | None = None,
    *,
    required: Iterable[Seat] = (),
    abstentions_count: bool = True,
    limit: int = MOST_SEATS,
) -> Distance:
    """Return the smallest sets of seats whose change to *agree* on everything would meet the rule on all statements."""
    terms = _Terms(rule, named, frozenset(required), abstentions_count)
    short = [each for each in (_Statement(answers, terms) for answers in statements) if not each.met_with(frozenset())]
    if not short:
        return Distance(0, ())
    unconvinced = {seat for each in short for seat in each.answers if seat not in each.agreeing}
    seats = [seat for seat in dict.fromkeys(seat for each in short for seat in each.answers) if seat in unconvinced]
    # Statements alike are tried once, and the one furthest away first: there may be hundreds, and thousands of sets.
    short = sorted({each.alike: each for each in short}.values(), key=lambda each: -each.at_least)
    for size in range(short[0].at_least, limit + 1):
        tried = combinations(seats, size)
        sets = tuple(found for found in tried if all(each.met_with(frozenset(found)) for each in short))
        if sets:
            return Distance(size, sets)
    return Distance(None, ())


@dataclass(frozen=True)
class _Terms:
    rule: Rule
    named: int | None
    required: frozenset[Seat]
    abstentions_count: bool

    def abstaining(self, answers: Answers) -> frozenset[Seat]:
        """Return the seats that leave the denominator; nobody leaves a consent, and no answer is no abstention."""
        if self.abstentions_count or self.rule == "consent":
            return frozenset()
        return frozenset(seat for seat, said in answers.items() if said == ABSTAIN)


@cache
def _needed_up_to(rule: Rule, seats: int, named: int | None) -> tuple[int, ...]:
    return tuple(needed(rule, n, named) for n in range(1, seats + 1))


class _Statement:
    """One statement's answers, ready to be asked many times whether a change would do."""

    def __init__(self, answers: Answers, terms: _Terms) -> None:
        if not terms.required <= answers.keys():
            raise ValueError("A required seat was not asked: give its answer, or None for no answer.")
        self.answers = answers
        self.agreeing = frozenset(seat for seat, said in answers.items() if said in AGREEING)
        self.aside = terms.abstaining(answers)
        self.required = terms.required - self.agreeing
        self.needed = _needed_up_to(terms.rule, len(answers), terms.named)

    @property
    def alike(self) -> tuple[frozenset[Seat], ...]:
        """What tells whether the same changes would do."""
        return frozenset(self.answers), self.agreeing, self.aside, self.required

    @property
    def at_least(self) -> int:
        """How many seats must change, at the very least: who stops abstaining never makes the rule need fewer."""
        counted = len(self.answers) - len(self.aside)
        missing = self.needed[counted - 1] - len(self.agreeing) if counted else 1
        return max(1, missing, len(self.required))

    def met_with(self, changed: frozenset[Seat]) -> bool:
        """Say whether enough seats would agree if these did as well."""
        counted = len(self.answers) - len(self.aside - changed)
        agreeing = len(self.agreeing) + len((changed & self.answers.keys()) - self.agreeing)
        return counted > 0 and self.required <= changed and agreeing >= self.needed[counted - 1]
