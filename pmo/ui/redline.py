"""What changed between two texts, word by word.

Words that stand once in both texts are the anchors (patience diff, after Bram Cohen); what lies between two anchors is
compared in the same way. So texts of any length are compared in a moment; only a short stretch without an anchor goes
to difflib, whose time grows with the cube of a text that says the same word over and over.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

SMALL = 25_000
"""Two stretches without an anchor whose lengths multiply to more than this count as one text in place of another."""
PHRASE = 5
"""So many pieces, three words with their spaces, make a phrase."""
LITTLE, FAR_LONGER = 6, 3
"""A kept stretch of so few letters, between changes so many times as long, is read as changed with them."""
PIECES = re.compile(r"\s+|\d+(?:[.,]\d+)+|\w+|[^\w\s]")
"""Spaces, figures such as 4.6 or 1,204, words, and each other sign by itself."""

Op = Literal["keep", "del", "ins"]


class Piece(NamedTuple):
    """A stretch of text that was kept, deleted or inserted."""

    op: Op
    text: str


class Range(NamedTuple):
    """A stretch of the old text beside one of the new, by their pieces."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int


def redline(before: str, after: str) -> list[Piece]:
    """Compare two texts: kept + deleted reads as the old one, kept + inserted as the new one.

    Readers see phrases, not confetti: changes that only a space or a lost little word parts are one.
    """
    old, new = PIECES.findall(before), PIECES.findall(after)
    return _smooth(_smooth(list(_pieces(old, new)), _is_space), _is_lost)


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    at_old = at_new = 0
    for first, then, length in [*_joined(_matches(old, new)), (len(old), len(new), 0)]:
        if first > at_old:
            yield Piece("del", "".join(old[at_old:first]))
        if then > at_new:
            yield Piece("ins", "".join(new[at_new:then]))
        if length:
            yield Piece("keep", "".join(old[first : first + length]))
        at_old, at_new = first + length, then + length


def _joined(blocks: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the blocks in order, neighbours drawn together."""
    held: tuple[int, int, int] | None = None
    for old, new, length in sorted(blocks):
        if held and (held[0] + held[2], held[1] + held[2]) == (old, new):
            held = (held[0], held[1], held[2] + length)
            continue
        if held:
            yield held
        held = (old, new, length)
    if held:
        yield held


def _matches(old: list[str], new: list[str]) -> list[tuple[int, int, int]]:
    """Return what both have in common: place in the old, place in the new, length."""
    found: list[tuple[int, int, int]] = []
    ranges = [Range(0, len(old), 0, len(new))]
    while ranges:
        ends, inner = _ends(old, new, ranges.pop())
        found += ends
        if inner.old_from == inner.old_to or inner.new_from == inner.new_to:
            continue
        if anchors := _anchors(old, new, inner):
            found += [(first, then, 1) for first, then in anchors]
            ranges += _between(inner, anchors)
        elif (inner.old_to - inner.old_from) * (inner.new_to - inner.new_from) <= SMALL:
            found += _by_difflib(old, new, inner)
    return found


def _ends(old: list[str], new: list[str], at: Range) -> tuple[list[tuple[int, int, int]], Range]:
    """Return what both ranges begin and end with alike, and what lies between."""
    most, head = min(at.old_to - at.old_from, at.new_to - at.new_from), 0
    while head < most and old[at.old_from + head] == new[at.new_from + head]:
        head += 1
    tail = 0
    while tail < most - head and old[at.old_to - tail - 1] == new[at.new_to - tail - 1]:
        tail += 1
    inner = Range(at.old_from + head, at.old_to - tail, at.new_from + head, at.new_to - tail)
    ends = [(at.old_from, at.new_from, head), (inner.old_to, inner.new_to, tail)]
    return [each for each in ends if each[2]], inner


def _anchors(old: list[str], new: list[str], at: Range) -> list[tuple[int, int]]:
    """Return the longest row of words that stand once in each range, in the same order in both; else of phrases."""
    for width in (1, PHRASE):
        once = _once(old[at.old_from : at.old_to], width)
        others = _once(new[at.new_from : at.new_to], width)
        pairs = [(at.old_from + place, at.new_from + others[word]) for word, place in once.items() if word in others]
        if pairs:
            return [pairs[index] for index in rising([then for __, then in pairs])]
    return []


def _once(pieces: list[str], width: int) -> dict[str, int]:
    phrases = ["".join(pieces[place : place + width]) for place in range(len(pieces))] if width > 1 else pieces
    counted = Counter(phrases)
    return {phrase: place for place, phrase in enumerate(phrases) if counted[phrase] == 1}


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest strictly rising row among numbers."""
    lowest: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(lowest, number)
        before.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [number]
        last[length : length + 1] = [place]
    row, place = [], last[-1] if last else -1
    while place >= 0:
        row.append(place)
        place = before[place]
    return row[::-1]


def _between(at: Range, anchors: list[tuple[int, int]]) -> Iterator[Range]:
    old, new = at.old_from, at.new_from
    for first, then in [*anchors, (at.old_to, at.new_to)]:
        yield Range(old, first, new, then)
        old, new = first + 1, then + 1


def _by_difflib(old: list[str], new: list[str], at: Range) -> Iterator[tuple[int, int, int]]:
    matcher = SequenceMatcher(a=old[at.old_from : at.old_to], b=new[at.new_from : at.new_to], autojunk=False)
    for first, then, length in matcher.get_matching_blocks():
        if length:
            yield at.old_from + first, at.new_from + then, length


def _smooth(pieces: list[Piece], parts_nothing: Callable[[list[Piece], int], bool]) -> list[Piece]:
    """Draw changes together that only what `parts_nothing` stands between."""
    smooth: list[Piece] = []
    deleted = inserted = ""
    for index, (op, text) in enumerate(pieces):
        between = op == "keep" and 0 < index < len(pieces) - 1 and parts_nothing(pieces, index)
        if op == "del" or between:
            deleted += text
        if op == "ins" or between:
            inserted += text
        if op == "keep" and not between:
            smooth += _changed(deleted, inserted)
            smooth.append(Piece("keep", text))
            deleted = inserted = ""
    return smooth + _changed(deleted, inserted)


def _is_space(pieces: list[Piece], index: int) -> bool:
    return not pieces[index].text.strip()


def _is_lost(pieces: list[Piece], index: int) -> bool:
    """Whether a little kept stretch stands lost between changes that are each far longer."""
    if len(pieces[index].text) > LITTLE:
        return False
    beside = (pieces[max(index - 2, 0) : index], pieces[index + 1 : index + 3])
    longest = [max((len(text) for op, text in side if op != "keep"), default=0) for side in beside]
    return min(longest) > FAR_LONGER * len(pieces[index].text)


def _changed(deleted: str, inserted: str) -> list[Piece]:
    pieces: list[Piece] = [Piece("del", deleted)] if deleted else []
    return [*pieces, Piece("ins", inserted)] if inserted else pieces
