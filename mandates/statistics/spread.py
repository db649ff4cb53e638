"""How far the ratings of one item lie apart: median, quartiles, RAND/UCLA disagreement, Tastle–Wierman consensus."""

from dataclasses import dataclass
from fractions import Fraction
from math import log2

from mandates.statistics.reading import Number, Numbers, exact, numbers

LOWEST, HIGHEST = 1, 9


def percentile(values: Numbers, percent: Number) -> float | None:
    """Return a percentile by linear interpolation between the ordered values; None of nothing.

    The place is (n − 1)·percent/100 from the lowest (Hyndman and Fan 1996, definition 7). Raises ValueError for
    a percentage outside 0..100.
    """
    found = _percentile(sorted(numbers(values)), exact(percent))
    return None if found is None else float(found)


def median(values: Numbers) -> float | None:
    """Return the middle value, of an even number the mean of the middle two; None of nothing."""
    return percentile(values, 50)


def iqr(values: Numbers) -> float | None:
    """Return the distance between the quartiles, P75 − P25, interpolated linearly; None of nothing."""
    ordered = sorted(numbers(values))
    low, high = _percentile(ordered, Fraction(25)), _percentile(ordered, Fraction(75))
    return None if low is None or high is None else float(high - low)


def _percentile(ordered: list[Fraction], percent: Fraction) -> Fraction | None:
    if not 0 <= percent <= 100:
        raise ValueError(f"A percentile lies between 0 and 100; {percent} does not.")
    if not ordered:
        return None
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


@dataclass(frozen=True)
class RandUcla:
    """The RAND/UCLA figures of one item; all None when nobody rated it."""

    median: float | None = None
    p30: float | None = None
    p70: float | None = None
    ipr: float | None = None
    ipras: float | None = None
    disagreement: bool | None = None


def rand_ucla(ratings: Numbers) -> RandUcla:
    """Say whether ratings on the scale of 1 to 9 disagree: the range P70 − P30 exceeds the one adjusted for symmetry.

    IPRAS = 2.35 + 1.5·|5 − (P30 + P70)/2|; disagreement when IPR > IPRAS, compared exactly.
    Source: Fitch et al., The RAND/UCLA Appropriateness Method User's Manual, 2001. Raises ValueError outside 1..9.
    """
    ordered = sorted(_on_scale(ratings, Fraction(LOWEST), Fraction(HIGHEST)))
    middle, low, high = (_percentile(ordered, Fraction(each)) for each in (50, 30, 70))
    if middle is None or low is None or high is None:
        return RandUcla()
    ipr = high - low
    ipras = Fraction(235, 100) + Fraction(3, 2) * abs(5 - (low + high) / 2)
    return RandUcla(float(middle), float(low), float(high), float(ipr), float(ipras), ipr > ipras)


def tastle_wierman(ratings: Numbers, low: Number, high: Number) -> float | None:
    """Return the consensus of ratings on a scale from `low` to `high`: 1 all alike, 0 half at either end.

    1 + Σ pᵢ·log₂(1 − |xᵢ − μ|/d), d = high − low; None when nobody rated.
    Source: Tastle and Wierman 2007, Consensus and dissention. Raises ValueError for a rating off the scale.
    """
    bottom, top = exact(low), exact(high)
    if bottom >= top:
        raise ValueError("A scale needs a low end below its high end.")
    given = _on_scale(ratings, bottom, top)
    if not given:
        return None
    mean = sum(given, Fraction()) / len(given)
    logs = sum(log2(1 - abs(each - mean) / (top - bottom)) for each in sorted(given))
    return min(1.0, max(0.0, 1 + logs / len(given)))


def _on_scale(ratings: Numbers, low: Fraction, high: Fraction) -> list[Fraction]:
    given = numbers(ratings)
    if any(not low <= each <= high for each in given):
        raise ValueError(f"A rating lies off the scale from {float(low):g} to {float(high):g}.")
    return given
