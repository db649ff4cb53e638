"""What changed between two short texts, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

LONGEST_IN_WORDS = 2_000
"""Above this many pieces the comparison goes by lines: word by word would take seconds."""

PIECES = re.compile(r"\s+|\d+(?:[.,]\d+)+|\w+|[^\w\s]")
"""Spaces, figures such as 4.6 or 1,204, words, and each other sign by itself."""
LINES = re.compile(r"[^\n]*\n|[^\n]+")

Op = Literal["keep", "del", "ins"]


class Piece(NamedTuple):
    """A stretch of text that was kept, deleted or inserted."""

    op: Op
    text: str


def redline(before: str, after: str) -> list[Piece]:
    """Compare two texts: kept + deleted reads as the old one, kept + inserted as the new one."""
    old, new = _cut(before, after)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return _smooth(list(_pieces(matcher, old, new)))


def _cut(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = PIECES.findall(before), PIECES.findall(after)
    if max(len(old), len(new)) > LONGEST_IN_WORDS:
        return LINES.findall(before), LINES.findall(after)
    return old, new


def _pieces(matcher: SequenceMatcher, old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("keep", "".join(old[old_from:old_to]))
            continue
        if old_to > old_from:
            yield Piece("del", "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Piece("ins", "".join(new[new_from:new_to]))


def _smooth(pieces: list[Piece]) -> list[Piece]:
    """Draw changes together that only a space parts: readers see phrases, not confetti."""
    smooth: list[Piece] = []
    deleted = inserted = ""
    for index, (op, text) in enumerate(pieces):
        between = index and index < len(pieces) - 1 and not text.strip()
        if op == "del" or (op == "keep" and between):
            deleted += text
        if op == "ins" or (op == "keep" and between):
            inserted += text
        if op == "keep" and not between:
            smooth += _changed(deleted, inserted)
            smooth.append(Piece("keep", text))
            deleted = inserted = ""
    return smooth + _changed(deleted, inserted)


def _changed(deleted: str, inserted: str) -> list[Piece]:
    pieces: list[Piece] = [Piece("del", deleted)] if deleted else []
    return [*pieces, Piece("ins", inserted)] if inserted else pieces
