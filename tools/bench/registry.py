"""A measurement: how it is taken, what it should reach, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Literal

Samples = list[float]


@dataclass(frozen=True)
class Found:
    """Samples, and of what they turned out to be: the name of the slowest page."""

    samples: Samples
    of: str


Take = Callable[[], Samples | Found]


@dataclass(frozen=True)
class Result:
    """What a measurement found; the spread is the highest sample less the lowest."""

    name: str
    median: float
    spread: float
    unit: str
    target: float
    verdict: Literal["met", "missed"]


@dataclass(frozen=True)
class Bench:
    """One line of `make bench`; a slow one is taken only when asked for."""

    name: str
    unit: str
    target: float
    take: Take
    at_least: bool = False
    slow: bool = False

    def result(self) -> Result:
        """Take the samples and judge their median."""
        found = self.take()
        samples = found.samples if isinstance(found, Found) else found
        name = f"{self.name} ({found.of})" if isinstance(found, Found) else self.name
        middle = median(samples)
        met = middle >= self.target if self.at_least else middle <= self.target
        spread = max(samples) - min(samples)
        return Result(name, round(middle, 2), round(spread, 2), self.unit, self.target, "met" if met else "missed")


BENCHES: list[Bench] = []


def bench(name: str, *, unit: str, target: float, at_least: bool = False, slow: bool = False) -> Callable[[Take], Take]:
    """Make a line of `make bench` of a function that returns its samples."""

    def note(take: Take) -> Take:
        BENCHES.append(Bench(name, unit, target, take, at_least, slow))
        return take

    return note
