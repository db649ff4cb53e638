"""Putting things in order by buttons: one up, one down, level with the one above; pure, and the same as in ranking.js.

An order is a list of ranks' groups: those in one group share a rank. What follows a group of two is third, not second.
"""

from collections.abc import Mapping, Sequence

Groups = list[list[str]]


def groups_of(keys: Sequence[str], ranks: Mapping[str, int | None]) -> Groups:
    """Return the order that ranks give; what has none yet stands at the end, each by itself."""
    given = sorted({rank for key in keys if (rank := ranks.get(key)) is not None})
    ranked = [[key for key in keys if ranks.get(key) == rank] for rank in given]
    return [*ranked, *([key] for key in keys if ranks.get(key) is None)]


def ranks_of(groups: Groups) -> dict[str, int]:
    """Return the rank of each: one more than how many stand before its group."""
    ranks: dict[str, int] = {}
    before = 0
    for group in groups:
        ranks |= dict.fromkeys(group, before + 1)
        before += len(group)
    return ranks


def moved(groups: Groups, key: str, way: str) -> Groups:
    """Return the order after a step: `up`, `down`, or `level` with what is above; a step too far changes nothing."""
    place = next((place for place, group in enumerate(groups) if key in group), None)
    if place is None:
        return groups
    match way:
        case "up":
            return _up(groups, key, place)
        case "down":
            return _up(groups[::-1], key, len(groups) - 1 - place)[::-1]
        case "level" if place:
            return _level(groups, key, place)
    return groups


def _up(groups: Groups, key: str, place: int) -> Groups:
    """Leave the others of the group, or if alone, step before the group above."""
    others = [each for each in groups[place] if each != key]
    if others:
        return [*groups[:place], [key], others, *groups[place + 1 :]]
    if not place:
        return groups
    return [*groups[: place - 1], [key], groups[place - 1], *groups[place + 1 :]]


def _level(groups: Groups, key: str, place: int) -> Groups:
    others = [each for each in groups[place] if each != key]
    return [*groups[: place - 1], [*groups[place - 1], key], *([others] if others else []), *groups[place + 1 :]]
