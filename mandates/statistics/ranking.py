"""How far several rankings of the same items agree: Kendall's W, its significance and the word for its strength."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from mandates.statistics.chance import chance_of
from mandates.statistics.reading import Rows, table


@dataclass(frozen=True)
class Concordance:
    """Kendall's W and what belongs to it; everything but the counts is None where W is undefined.

    `p` is the chance of a W at least as high among raters who rank at random, each with their own ties; `p_method`
    says how it was found: `exact`, `monte_carlo` or `chi_square`. `rank_sums` are of midranks, in the items' order.
    """

    raters: int
    items: int
    w: float | None = None
    chi2: float | None = None
    df: int | None = None
    p: float | None = None
    p_method: str | None = None
    rank_sums: tuple[float, ...] = ()


def kendalls_w(rankings: Rows) -> Concordance:
    """Return the concordance of raters × items, ranks or scores alike, turned into midranks for each rater.

    W = 12S/(m²(n³ − n) − mΣ(t³ − t)), χ² = m(n − 1)W, df = n − 1. Undefined for fewer than two raters or items and
    when every rater ties all. Source: Kendall and Gibbons 1990, Rank correlation methods.
    Raises ValueError for a ranking with a gap; time: milliseconds, at the limits of exact and Monte-Carlo about 1 s.
    """
    _, items, rows = table(rankings)
    ranks = [_doubled_midranks(row) for row in rows]
    m, n = len(ranks), len(items)
    sums = [sum(column) for column in zip(*ranks, strict=True)]
    plain = tuple(each / 2 for each in sums)
    ties = sum(count**3 - count for row in ranks for count in Counter(row).values())
    whole = m * m * (n**3 - n) - m * ties
    if m < 2 or n < 2 or whole == 0:
        return Concordance(m, n, rank_sums=plain)
    # Doubled ranks keep halves whole: their squares are four times as large.
    squares = sum((each - m * (n + 1)) ** 2 for each in sums)
    w = Fraction(3 * squares, whole)
    chi2 = m * (n - 1) * w
    p, method = chance_of(sums, ranks, float(chi2))
    return Concordance(m, n, float(w), float(chi2), n - 1, p, method, plain)


def _doubled_midranks(row: Sequence[Fraction]) -> tuple[int, ...]:
    """Return twice the average of the places that equal values share, counted from 1."""
    counts, below, doubled = Counter(row), 0, {}
    for value in sorted(counts):
        doubled[value] = 2 * below + counts[value] + 1
        below += counts[value]
    return tuple(doubled[value] for value in row)


class Strength(StrEnum):
    """A key for how strong a concordance is; words for readers belong to the pages."""

    NONE = "none"
    VERY_WEAK = "very_weak"
    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"
    UNUSUALLY_STRONG = "unusually_strong"


SCHMIDT: Mapping[Strength, float] = {
    Strength.VERY_WEAK: 0.1,
    Strength.WEAK: 0.3,
    Strength.MODERATE: 0.5,
    Strength.STRONG: 0.7,
    Strength.UNUSUALLY_STRONG: 0.9,
}
"""The marks of Schmidt 1997, Managing Delphi surveys; an office may set its own."""


def strength_of(w: float | None, marks: Mapping[Strength, float] = SCHMIDT) -> Strength | None:
    """Return the strongest word whose mark W has reached, so that no agreement is overstated; None when undefined.

    Raises ValueError for a W outside 0..1.
    """
    if w is None:
        return None
    if not 0 <= w <= 1:
        raise ValueError(f"Kendall's W lies between 0 and 1; {w} does not.")
    reached = [strength for strength, mark in marks.items() if w >= mark]
    return max(reached, key=marks.__getitem__, default=Strength.NONE)
