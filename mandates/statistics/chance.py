"""The chance of rank sums as uneven as those seen, were each rater to rank at random.

Three ways, the best that can be had in about a second: exact for small panels, drawn at random with a fixed seed
where each draw is cheap, and by the chi-square distribution for the rest, where it is close.
"""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from math import erfc, exp, lgamma, log, sqrt
from operator import add, mul
from random import Random
from sys import byteorder

from mandates.statistics.enumeration import chance_exactly
from mandates.statistics.orders import Pattern, arrangements, orders

SEED = 20260131
POOLED = 5_040
MOST_DRAWS = 99_999
SHUFFLED_DRAWS = 9_999
FEWEST_DRAWS = 999
SHUFFLED_RANKS = 2_000_000
CELL = 4


def chance_of(sums: Sequence[int], ranks: Sequence[Pattern], chi2: float) -> tuple[float, str]:
    """Return the p-value and how it was found: `exact`, `monte_carlo` or `chi_square`.

    `sums` are the rank sums seen, `ranks` the doubled midranks of each rater.
    """
    squares = sum(each * each for each in sums)
    patterns = tuple(sorted(tuple(sorted(row)) for row in ranks))
    found = _without_approximation(squares, patterns)
    return found or (chi_square_tail(chi2, len(sums) - 1), "chi_square")


@lru_cache(maxsize=256)
def _without_approximation(squares: int, patterns: tuple[Pattern, ...]) -> tuple[float, str] | None:
    exactly = chance_exactly(squares, patterns)
    if exactly is not None:
        return float(exactly), "exact"
    draws = _draws(patterns)
    return (chance_drawn(squares, patterns, draws), "monte_carlo") if draws >= FEWEST_DRAWS else None


def _draws(patterns: Sequence[Pattern]) -> int:
    if all(arrangements(each) <= POOLED for each in patterns):
        return MOST_DRAWS
    return min(SHUFFLED_DRAWS, SHUFFLED_RANKS // (len(patterns) * len(patterns[0])))


def chance_drawn(squares: int, patterns: Sequence[Pattern], draws: int) -> float:
    """Return (hits + 1)/(draws + 1), every rater's ranks put in a random order; the same figure each time.

    Source: Davison and Hinkley 1997. The ranks of one order are packed into one integer, so that one addition sums
    the ranks of all items.
    """
    random, size = Random(SEED), CELL * len(patterns[0])  # noqa: S311
    totals = [0] * draws
    for pattern in patterns:
        totals = list(map(add, totals, _drawn(pattern, draws, random)))
    hits = sum(_squares(total, size) >= squares for total in totals)
    return (hits + 1) / (draws + 1)


def _drawn(pattern: Pattern, draws: int, random: Random) -> list[int]:
    if arrangements(pattern) <= POOLED:
        return random.choices([_packed(order) for order in orders(pattern)], k=draws)
    row, drawn = list(pattern), []
    for _ in range(draws):
        random.shuffle(row)
        drawn.append(_packed(row))
    return drawn


def _packed(ranks: Sequence[int]) -> int:
    return int.from_bytes(array("I", ranks).tobytes(), byteorder)


def _squares(total: int, size: int) -> int:
    cells = memoryview(total.to_bytes(size, byteorder)).cast("I")
    return sum(map(mul, cells, cells))


def chi_square_tail(chi2: float, df: int) -> float:
    """Return the chance of a chi-square value at least as high, for a whole number of degrees of freedom.

    Source: Abramowitz and Stegun 1964, 26.4.4 and 26.4.5. Raises ValueError for less than one degree.
    """
    if df < 1 or chi2 < 0:
        raise ValueError("A chi-square value is not negative, and has at least one degree of freedom.")
    if chi2 == 0:
        return 1.0
    half = chi2 / 2
    tail = erfc(sqrt(half)) if df % 2 else 0.0
    # In logarithms no term runs out of range, however large the table.
    return min(1.0, tail + sum(exp(place * log(half) - half - lgamma(place + 1)) for place in _places(df)))


def _places(df: int) -> list[float]:
    return [step + (0.5 if df % 2 else 0.0) for step in range(df // 2)]
