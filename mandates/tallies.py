"""Counting answers: how many seats said what, and what each rule makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mandates.agreement import needed
from mandates.states import AgreementRule, StanceChoice


@dataclass(frozen=True)
class Tally:
    """The answers of `seats` seats to one statement; whoever said nothing is in `seats` alone."""

    seats: int
    agree: int = 0
    reservation: int = 0
    abstain: int = 0
    object: int = 0

    @property
    def agreeing(self) -> int:
        """Seats that agree, with or without a reservation."""
        return self.agree + self.reservation

    @property
    def missing(self) -> int:
        """Seats that said nothing: they count as not agreeing."""
        return self.seats - self.agreeing - self.abstain - self.object

    def base(self, *, leave: bool = False) -> int:
        """How many seats the rule is asked of: all, or (`leave`) those that did not abstain; who is silent stays."""
        return self.seats - self.abstain if leave else self.seats

    def wants(self, rule: AgreementRule | str, named: int | None = None, *, leave: bool = False) -> int:
        """Return how many must agree, at least one; `named` is the number of an *n of m* rule."""
        base = self.base(leave=leave)
        return needed(rule, base, named) if base else 1

    def reaches(self, rule: AgreementRule | str, named: int | None = None, *, leave: bool = False) -> bool:
        """Say whether enough seats agree; missing answers stay in the denominator, abstentions unless they leave it."""
        return self.agreeing >= self.wants(rule, named, leave=leave)


COUNTED = tuple(
    each.value for each in (StanceChoice.AGREE, StanceChoice.RESERVATION, StanceChoice.ABSTAIN, StanceChoice.OBJECT)
)


def tally(choices: Iterable[str], seats: int) -> Tally:
    """Count the answers given; `seats` is how many were to be heard."""
    given = list(choices)
    return Tally(seats, *map(given.count, COUNTED)) if given else Tally(seats)
