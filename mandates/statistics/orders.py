"""The orders in which one rater's ranks may stand, ties counted once."""

from collections import Counter
from collections.abc import Iterator
from math import factorial, prod

Pattern = tuple[int, ...]
"""The doubled midranks that one rater gives, whatever item each goes to."""


def arrangements(pattern: Pattern) -> int:
    """Return in how many different orders the ranks can stand: n! over the product of t!."""
    return factorial(len(pattern)) // prod(map(factorial, Counter(pattern).values()))


def orders(pattern: Pattern) -> Iterator[Pattern]:
    """Return every different order once."""
    return _orders(Counter(pattern), len(pattern))


def _orders(left: Counter[int], n: int) -> Iterator[Pattern]:
    if n == 0:
        yield ()
        return
    for rank in sorted(left):
        if left[rank]:
            left[rank] -= 1
            for rest in _orders(left, n - 1):
                yield (rank, *rest)
            left[rank] += 1
