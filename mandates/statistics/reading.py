"""Answers as they come, read into exact numbers; what cannot be read is refused with a sentence."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import Any

Number = int | float | Decimal | Fraction
Numbers = Iterable[Number] | Mapping[Any, Number]
Rows = Iterable[Numbers] | Mapping[Any, Numbers]


def exact(value: Any) -> Fraction:
    """Return a number without any rounding. Raises ValueError for a gap, a text, and what is not finite."""
    if value is None:
        raise ValueError("An answer is missing. Leave out whoever has not answered everything.")
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise ValueError(f"An answer must be a number, and {value!r} is none.")
    try:
        if isinstance(value, Integral):
            return Fraction(int(value))
        return Fraction(value if isinstance(value, Rational | Decimal) else float(value))
    except (ValueError, OverflowError):
        raise ValueError(f"An answer must be a finite number, and {value!r} is none.") from None


def numbers(values: Numbers) -> list[Fraction]:
    """Return the numbers of a sequence, or those of a mapping from whoever gave them."""
    if isinstance(values, str | bytes):
        raise ValueError(f"Answers come as a list of numbers, and {values!r} is a text.")
    return [exact(each) for each in (values.values() if isinstance(values, Mapping) else values)]


def table(rows: Rows) -> tuple[list[Hashable], list[Hashable], list[list[Fraction]]]:
    """Return the raters, the items and the numbers of raters × items; lists are named by their places from 0.

    Raises ValueError when a rater has not answered every item, or an item that the others were not asked.
    """
    given = [_kept(each) for each in (rows.values() if isinstance(rows, Mapping) else rows)]
    raters: list[Hashable] = list(rows) if isinstance(rows, Mapping) else list(range(len(given)))
    items: list[Hashable] = []
    if given:
        items = list(given[0]) if isinstance(given[0], Mapping) else list(range(len(given[0])))
    return raters, items, [_row(each, items) for each in given]


def _kept(row: Any) -> Mapping[Any, Number] | list[Number]:
    """Return one rater's answers so that they can be read twice."""
    if isinstance(row, Mapping):
        return row
    if isinstance(row, str | bytes) or not isinstance(row, Iterable):
        raise ValueError(f"Every rater's answers come as a list of numbers, and {row!r} is none.")
    return list(row)


def _row(row: Any, items: Collection[Hashable]) -> list[Fraction]:
    if isinstance(row, Mapping):
        if set(row) != set(items):
            raise ValueError("Every rater must answer the same items: an answer is missing or one too many.")
        return numbers([row[item] for item in items])
    read = numbers(row)
    if len(read) != len(items):
        raise ValueError(f"Every rater must answer all {len(items)} items; one has answered {len(read)}.")
    return read
