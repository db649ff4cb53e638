"""What has a reason and what is worked on: pure questions over items, shares and the benefits in force.

An *orphan* has no share that goes to a benefit in force; links are not inherited from a parent or a child. A benefit
is *uncovered* when no item serves it. An item that is no orphan is *suspect* when a benefit that it serves now
promises something else than its trace was confirmed against, or is no longer in force.
Money: an item's budget × its share / 100, summed; what no share takes is unallocated.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from businessplans.fields import Money

Key = Any
"""An item or a benefit by its number in the database, or by its reference in a file."""


@dataclass(frozen=True)
class Serving:
    """So many per cent of an item serve a benefit, confirmed against what the benefit promised then."""

    share: int
    confirmed: str = ""


@dataclass(frozen=True)
class Work:
    """A living item as these questions see it; only actions have money of their own."""

    key: Key
    serves: Mapping[Key, Serving]
    money: Money = field(default_factory=Money)
    parent: Key | None = None


Promises = Mapping[Key, str]
"""The benefits in force, by line, in the order of the document: what each promises, as a digest."""


def orphans(works: Iterable[Work], promises: Promises) -> list[Key]:
    """Return the items that serve no benefit in force."""
    return [work.key for work in works if not work.serves.keys() & promises.keys()]


def uncovered(works: Iterable[Work], promises: Promises) -> list[Key]:
    """Return the benefits in force that no item serves."""
    served = {line for work in works for line in work.serves}
    return [line for line in promises if line not in served]


def serving(works: Iterable[Work], promises: Promises) -> dict[Key, list[Key]]:
    """Return the items that serve each benefit in force."""
    works = list(works)
    return {line: [work.key for work in works if line in work.serves] for line in promises}


def changed(works: Iterable[Work], promises: Promises) -> list[Key]:
    """Return the items of which a benefit now promises something else."""
    return [
        work.key
        for work in works
        if any(line in promises and promises[line] != each.confirmed for line, each in work.serves.items())
    ]


def lost(works: Iterable[Work], promises: Promises) -> list[Key]:
    """Return the items that lost one of their benefits, but not all."""
    return [work.key for work in works if work.serves.keys() & promises.keys() and work.serves.keys() - promises.keys()]


def suspects(works: Iterable[Work], promises: Promises) -> list[Key]:
    """Return the items that somebody has to look at again: changed or lost, in the order of the plan."""
    works = list(works)
    found = {*changed(works, promises), *lost(works, promises)}
    return [work.key for work in works if work.key in found]


@dataclass(frozen=True)
class RollUp:
    """The money of a plan: by benefit, what serves none, and all."""

    per_benefit: dict[Key, Money]
    unallocated: Money
    total: Money


def roll_up(works: Iterable[Work], promises: Promises) -> RollUp:
    """Spread the money of the items over the benefits in force by their shares."""
    per_benefit = {line: Money() for line in promises}
    unallocated = total = Money()
    for work in works:
        taken = {line: each.share for line, each in work.serves.items() if line in promises}
        for line, share in taken.items():
            per_benefit[line] += work.money.share(share)
        unallocated += work.money.share(100 - sum(taken.values()))
        total += work.money
    return RollUp(per_benefit, unallocated, total)


def sums(works: Iterable[Work]) -> dict[Key, Money]:
    """Return the money of each item with everything below it."""
    by_key = {work.key: work for work in works}
    found = {key: Money() for key in by_key}
    for work in by_key.values():
        upper: Work | None = work
        while upper is not None:
            found[upper.key] += work.money
            upper = by_key.get(upper.parent) if upper.parent is not None else None
    return found


def equal_shares(count: int) -> list[int]:
    """Split a hundred as equally as whole numbers allow; what is left over goes to the first."""
    each = 100 // count
    return [each + 100 - each * count] + [each] * (count - 1)


def cycle(needs: Mapping[int, Iterable[int]], start: int) -> list[int]:
    """Return the way from an item through what it needs back to itself, or nothing."""
    trail: list[int] = [start]
    seen: set[int] = set()
    branches = [iter(needs.get(start, ()))]
    while branches:
        following = next(branches[-1], None)
        if following is None:
            branches.pop()
            trail.pop()
        elif following == start:
            return [*trail, start]
        elif following not in seen:
            seen.add(following)
            trail.append(following)
            branches.append(iter(needs.get(following, ())))
    return []
