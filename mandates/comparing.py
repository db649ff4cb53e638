"""What differs between two versions, read from what is signed: their canonical content. A pure reading.

A statement has moved when it is not in the longest row of statements of its chapter that kept their order: so one that
is taken out moves no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from mandates.states import LineKind
from pmo.ui.redline import rising

Content = Mapping[str, Any]


class How(StrEnum):
    """What became of a statement."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REWORDED = "reworded"
    MOVED = "moved"
    LINKED = "linked"


@dataclass(frozen=True)
class FieldChange:
    """A field that says something else now; the values are canonical ones."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Joined:
    """Keys of statements or requirements that came to a statement, left it, or say something else by now."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.reworded)


@dataclass(frozen=True)
class StatementChange:
    """A statement that differs: `was_at` and `is_at` are its places in its chapter, from 1; 0 where it is not."""

    key: str
    kind: str
    before: str
    after: str
    fields: tuple[FieldChange, ...] = ()
    links: Joined = Joined()
    sources: Joined = Joined()
    was_at: int = 0
    is_at: int = 0
    has_moved: bool = False

    @property
    def is_reworded(self) -> bool:
        """Whether the sentence itself says something else."""
        return bool(self.was_at and self.is_at) and self.before != self.after

    @property
    def how(self) -> How:
        """The heaviest of what became of it."""
        if not self.was_at:
            return How.ADDED
        if not self.is_at:
            return How.REMOVED
        if self.fields:
            return How.CHANGED
        if self.is_reworded:
            return How.REWORDED
        return How.MOVED if self.has_moved else How.LINKED

    @property
    def differs(self) -> bool:
        """Whether anything of it differs, its place included."""
        same = self.was_at and self.is_at and not (self.fields or self.is_reworded or self.links or self.sources)
        return not same or self.has_moved


@dataclass(frozen=True)
class Comparison:
    """All that differs between two versions, in the order of the newer one, and the keys of what does not."""

    header: tuple[FieldChange, ...]
    signing: tuple[FieldChange, ...]
    statements: tuple[StatementChange, ...]
    unchanged: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether both say the same."""
        return not (self.header or self.signing or self.statements)

    def count(self, *hows: How) -> int:
        """How many statements changed in one of these ways."""
        return sum(each.how in hows for each in self.statements)


def compare(old: Content, new: Content) -> Comparison:
    """Compare the canonical contents of two versions."""
    every = [each for kind in LineKind for each in _chapter(_of(old, kind), _of(new, kind))]
    return Comparison(
        header=field_changes(old["header"], new["header"]),
        signing=field_changes(_signing(old), _signing(new)),
        statements=tuple(each for each in every if each.differs),
        unchanged=tuple(each.key for each in every if not each.differs),
    )


def field_changes(old: Content, new: Content) -> tuple[FieldChange, ...]:
    """Return the fields that differ, in the order of the newer one; what one does not have is None."""
    names = [*new, *(name for name in old if name not in new)]
    return tuple(
        FieldChange(name, old.get(name), new.get(name)) for name in names if not says_same(old.get(name), new.get(name))
    )


def says_same(before: Any, after: Any) -> bool:
    """Say whether two values say the same: nothing is nothing, whether a field is empty or was not there yet."""
    return before == after or (before in (None, "", [], {}) and after in (None, "", [], {}))


def _signing(content: Content) -> dict[str, Any]:
    """Return how a version is signed, with its class, wherever its schema keeps that."""
    signing = dict(content.get("signing") or {})
    return {**signing, "class": content["class"]} if content.get("class") else signing


def _of(content: Content, kind: str) -> list[Content]:
    return [each for each in content["statements"] if each["kind"] == kind]


def _chapter(old: Sequence[Content], new: Sequence[Content]) -> Iterator[StatementChange]:
    """Yield the statements of a chapter in the order of the newer version; what went stands where it stood."""
    olds = {each["key"]: place for place, each in enumerate(old)}
    news = {each["key"]: place for place, each in enumerate(new)}
    moved = _moved([each["key"] for each in new if each["key"] in olds], olds)
    gone = [each for each in old if each["key"] not in news]
    for place, each in enumerate(new):
        was = olds.get(each["key"])
        while gone and was is not None and each["key"] not in moved and olds[gone[0]["key"]] < was:
            yield _went(first := gone.pop(0), olds[first["key"]] + 1)
        yield _came(each, place + 1) if was is None else _kept(old[was], each, was + 1, place + 1, each["key"] in moved)
    for each in gone:
        yield _went(each, olds[each["key"]] + 1)


def _moved(keys: list[str], olds: Mapping[str, int]) -> set[str]:
    kept = {keys[place] for place in rising([olds[key] for key in keys])}
    return set(keys) - kept


def _came(new: Content, place: int) -> StatementChange:
    fields = field_changes({}, new["profile"])
    return StatementChange(new["key"], new["kind"], "", new["text"], fields, _joined({}, new, "links"), is_at=place)


def _went(old: Content, place: int) -> StatementChange:
    return StatementChange(old["key"], old["kind"], old["text"], "", was_at=place)


def _kept(old: Content, new: Content, was_at: int, is_at: int, moved: bool) -> StatementChange:
    return StatementChange(
        key=new["key"],
        kind=new["kind"],
        before=old["text"],
        after=new["text"],
        fields=field_changes(old["profile"], new["profile"]),
        links=_joined(old, new, "links"),
        sources=_joined(old, new, "sources"),
        was_at=was_at,
        is_at=is_at,
        has_moved=moved,
    )


def _joined(old: Content, new: Content, part: str) -> Joined:
    """Compare links or sources: by the key that each names, and what it says of it."""
    olds, news = _named(old, part), _named(new, part)
    return Joined(
        came=tuple(key for key in news if key not in olds),
        went=tuple(key for key in olds if key not in news),
        reworded=tuple(key for key, said in news.items() if key in olds and olds[key] != said),
    )


def _named(content: Content, part: str) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for each in content.get(part, ()):
        key = each.get("to") or each.get("requirement")
        named[key] = [*named.get(key, ()), each.get("kind") or each.get("wording")]
    return named
