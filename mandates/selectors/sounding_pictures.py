"""The numbers of the drawings of a sounding, as attributes of an SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

WIDTH, MARGIN = 240, 12
SMALLEST = 3.5


@dataclass(frozen=True)
class Dot:
    """How many stand at one place: the area of the dot says how many."""

    x: str
    r: str
    count: int


def across(value: float, first: float, last: float) -> str:
    """Return where a value lies between the first and the last."""
    span = last - first
    return f"{MARGIN + (WIDTH - 2 * MARGIN) * (value - first) / span:.1f}" if span else f"{WIDTH / 2:.1f}"


def dots(values: Sequence[float], first: float, last: float) -> tuple[Dot, ...]:
    """Return a dot a value, larger where several stand at the same place."""
    counted = sorted(Counter(values).items())
    return tuple(Dot(across(value, first, last), f"{SMALLEST * sqrt(count):.1f}", count) for value, count in counted)


def bar(value: float, most: float) -> str:
    """Return how long the bar of a value is, beside the most that there is."""
    return f"{WIDTH * value / most:.1f}" if most else "0"
