"""The exact chance of rank sums so uneven: all orders of all raters, counted and not listed.

Every order of a rater being equally likely, items are interchangeable: only the sorted rank sums matter. They are
built rater by rater with the number of ways that lead to each. The last rater is not built but counted: all orders
at once, side by side in one long integer.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from math import prod

from mandates.statistics.orders import Pattern, arrangements, orders

Sums = tuple[int, ...]
Halves = list[tuple[int, int]]
MOST_ORDERS = 40_320
MOST_WORK = 5_000_000
"""How many additions an exact figure may take, about a second; with more the caller must approximate."""
EACH = 100
"""What it takes in additions to take one state up at all, measured."""
MOST_COUNTED = 64_000_000
"""How many orders the last count may hold side by side, again about a second."""
LANE = 4


def chance_exactly(squares: int, patterns: Sequence[Pattern], most: int = MOST_WORK) -> Fraction | None:
    """Return the chance that the squared rank sums add up to `squares` or more; None when it is too much work.

    Source of the counting by sorted rank sums: Kendall and Babington Smith 1939, The problem of m rankings.
    """
    rising = sorted(patterns, key=arrangements)
    if arrangements(rising[-1]) > MOST_ORDERS:
        return None
    # The first rater's order is as good as any other, so the one with most orders costs nothing.
    first, *middle = rising[-1:] + rising[:-1]
    ways: Mapping[Sums, int] = {first: 1}
    for pattern in middle[:-1]:
        most -= len(ways) * (arrangements(pattern) + EACH)
        if most < 0:
            return None
        ways = _added(ways, pattern)
    last = middle[-1]
    if len(ways) * arrangements(last) > MOST_COUNTED:
        return None
    return Fraction(_reaching(squares, ways, last), prod(map(arrangements, middle)))


def _added(ways: Mapping[Sums, int], pattern: Pattern) -> dict[Sums, int]:
    """Return the sorted rank sums after one more rater, and the ways to each.

    While they are built, sums are one integer that counts how often each value occurs: its cells need no sorting.
    Orders are put together from those of the first half of the items and those of the rest.
    """
    half, cell, low = len(pattern) // 2, len(pattern).bit_length(), min(map(min, ways)) + min(pattern)
    deals = _deals(pattern, half)
    grown: dict[int, int] = {}
    backs: dict[Sums, list[Halves]] = {}
    for start, alike in groupby(sorted(ways), key=lambda sums: sums[:half]):
        fronts = [_counted(start, front, cell, low) for front, _ in deals]
        for sums in alike:
            rest = sums[half:]
            if rest not in backs:
                backs[rest] = [_counted(rest, back, cell, low) for _, back in deals]
            _join(grown, ways[sums], fronts, backs[rest])
    return {_sums(key, cell, low): count for key, count in grown.items()}


def _join(grown: dict[int, int], count: int, fronts: Iterable[Halves], backs: Iterable[Halves]) -> None:
    for front, back in zip(fronts, backs, strict=True):
        for left, times in front:
            ways = count * times
            for right, more in back:
                key = left + right
                grown[key] = grown.get(key, 0) + ways * more


def _deals(pattern: Pattern, half: int) -> list[tuple[set[Pattern], set[Pattern]]]:
    """Return for each choice of ranks for the first half all orders of these, and all orders of the others."""
    deals: dict[Pattern, tuple[set[Pattern], set[Pattern]]] = {}
    for order in orders(pattern):
        front, back = deals.setdefault(tuple(sorted(order[:half])), (set(), set()))
        front.add(order[:half])
        back.add(order[half:])
    return list(deals.values())


def _counted(sums: Sums, given: Iterable[Pattern], cell: int, low: int) -> Halves:
    keys = [sum([1 << cell * (a + b - low) for a, b in zip(sums, order, strict=True)]) for order in given]
    return list(Counter(keys).items())


def _sums(key: int, cell: int, low: int) -> Sums:
    sums: list[int] = []
    while key:
        empty = ((key & -key).bit_length() - 1) // cell
        key >>= cell * empty
        low += empty
        sums += [low] * (key & (1 << cell) - 1)
        key >>= cell
        low += 1
    return tuple(sums)


def _reaching(squares: int, ways: Mapping[Sums, int], last: Pattern) -> int:
    """Return in how many ways the last rater's orders bring the squared sums to `squares` or more.

    |v + r|² = |v|² + |r|² + 2v·r, so each order is held against one number. It has a lane of its own in a long
    integer, in which the highest bit stays set exactly where v·r is high enough.
    """
    every = list(orders(last))
    columns = [_lanes(column) for column in zip(*every, strict=True)]
    ones = _lanes([1] * len(every))
    top = 1 << (8 * LANE - 1)
    own, hits = sum(rank * rank for rank in last), 0
    for sums, count in ways.items():
        lacking = -((own + sum([each * each for each in sums]) - squares) // 2)
        if lacking > sum([a * b for a, b in zip(sums, last, strict=True)]):
            continue
        lanes = ones * (top - max(lacking, 0))
        for each, column in zip(sums, columns, strict=True):
            lanes += each * column
        hits += count * (lanes & ones * top).bit_count()
    return hits


def _lanes(values: Sequence[int]) -> int:
    return int.from_bytes(b"".join(each.to_bytes(LANE, "little") for each in values), "little")
