"""What a hundred points say: how much each item got, how evenly, and whether two camps stand apart."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Any, overload

from mandates.statistics.reading import Number, table

SMALLEST_CAMP = 2


@dataclass(frozen=True)
class Camp:
    """Raters who gave an item about as much as each other; `raters` are their names, or places from 0."""

    raters: tuple[Hashable, ...]
    low: int | float
    high: int | float


@dataclass(frozen=True)
class ItemPoints:
    """The points of one item; None where a figure is undefined. `share` is of all points given, 0..1."""

    total: int | float
    share: float | None
    mean: float
    sd: float | None
    cv: float | None
    zeros: int
    min: int | float
    max: int | float
    camps: tuple[Camp, ...]


@overload
def points_summary(allocations: Mapping[Any, Mapping[Any, Number]]) -> dict[Any, ItemPoints]: ...
@overload
def points_summary(allocations: Sequence[Mapping[Any, Number]]) -> dict[Any, ItemPoints]: ...
@overload
def points_summary(allocations: Mapping[Any, Sequence[Number]]) -> list[ItemPoints]: ...
@overload
def points_summary(allocations: Sequence[Sequence[Number]]) -> list[ItemPoints]: ...
def points_summary(allocations: Any) -> list[ItemPoints] | dict[Any, ItemPoints]:
    """Return the figures of every item from raters × items: a list, or a dict by item when the rows are mappings.

    SD is that of a sample, n − 1, undefined for one rater; CV = SD/mean, undefined for a mean of 0; the share is
    undefined when nobody gave a point. Raises ValueError for a gap and for points below 0.
    """
    given = dict(allocations) if isinstance(allocations, Mapping) else list(allocations)
    raters, items, rows = table(given)
    if any(points < 0 for row in rows for points in row):
        raise ValueError("Points cannot be fewer than none.")
    total = sum((points for row in rows for points in row), Fraction())
    figures = [_item(list(column), raters, total) for column in zip(*rows, strict=True)]
    by_name = any(isinstance(row, Mapping) for row in (given.values() if isinstance(given, dict) else given))
    return dict(zip(items, figures, strict=True)) if by_name else figures


def _item(points: list[Fraction], raters: Sequence[Hashable], whole: Fraction) -> ItemPoints:
    total, n = sum(points, Fraction()), len(points)
    mean = total / n
    sd = sqrt(sum((each - mean) ** 2 for each in points) / (n - 1)) if n > 1 else None
    return ItemPoints(
        total=_plain(total),
        share=float(total / whole) if whole else None,
        mean=float(mean),
        sd=sd,
        cv=sd / float(mean) if sd is not None and mean else None,
        zeros=points.count(Fraction()),
        min=_plain(min(points)),
        max=_plain(max(points)),
        camps=_camps(points, raters),
    )


def _camps(points: list[Fraction], raters: Sequence[Hashable]) -> tuple[Camp, ...]:
    """Return the two camps, the lower one first, or none.

    Our own rule: there are two camps when the gap between neighbours parts at least two raters from at least two,
    and is wider than either side is in itself. There is at most one such gap.
    """
    order = sorted(range(len(points)), key=points.__getitem__)
    for cut in range(SMALLEST_CAMP, len(order) - SMALLEST_CAMP + 1):
        lower, upper = order[:cut], order[cut:]
        gap = points[upper[0]] - points[lower[-1]]
        if gap > max(points[lower[-1]] - points[lower[0]], points[upper[-1]] - points[upper[0]]):
            return _camp(lower, points, raters), _camp(upper, points, raters)
    return ()


def _camp(places: Sequence[int], points: list[Fraction], raters: Sequence[Hashable]) -> Camp:
    names = tuple(raters[place] for place in sorted(places))
    return Camp(names, _plain(points[places[0]]), _plain(points[places[-1]]))


def _plain(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
