"""How much has moved between two rounds on the same item."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

STABLE_UP_TO = 15


@dataclass(frozen=True)
class Stability:
    """`both` raters answered in both rounds, and `unchanged` of them said the same; shares are None when nobody did.

    `net_change` is the share by which the distribution moved: two raters who swap their answers move nothing.
    """

    both: int
    unchanged: int
    share_unchanged: float | None
    net_change: float | None
    stable: bool | None


def stability(before: Mapping[Hashable, Hashable], after: Mapping[Hashable, Hashable]) -> Stability:
    """Compare the answers of the raters who answered in both rounds; None is no answer.

    Net change is half the sum of the differences between the counts of each answer, per rater; up to 15 % is stable.
    Source: Scheibe, Skutsch and Schofer 1975, Experiments in Delphi methodology.
    """
    both = [each for each in before if before[each] is not None and after.get(each) is not None]
    if not both:
        return Stability(0, 0, None, None, None)
    was, now = Counter(before[each] for each in both), Counter(after[each] for each in both)
    moved = (was - now).total()
    unchanged = sum(before[each] == after[each] for each in both)
    n = len(both)
    return Stability(n, unchanged, unchanged / n, moved / n, 100 * moved <= STABLE_UP_TO * n)
