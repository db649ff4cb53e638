"""Counting answers: how many seats said what, and what each rule makes of it."""

from __future__ import annotations

from collections import Counter
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

    def reaches(self, rule: AgreementRule | str) -> bool:
        """Say whether enough seats agree; abstentions and missing answers stay in the denominator."""
        return self.seats > 0 and self.agreeing >= needed(rule, self.seats)


def tally(choices: Iterable[str], seats: int) -> Tally:
    """Count the answers given; `seats` is how many were to be heard."""
    count = Counter(choices)
    return Tally(
        seats,
        agree=count[StanceChoice.AGREE],
        reservation=count[StanceChoice.RESERVATION],
        abstain=count[StanceChoice.ABSTAIN],
        object=count[StanceChoice.OBJECT],
    )
