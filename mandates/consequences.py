"""What an edit of the mandate brings with it: pure, over two contents and what was loaded beside them.

A page asks it before anything is written; the deeds ask the same: who signs, what is left without an answer.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mandates.amendments import Circumstances, Classified, Content, Reason, class_of, raised
from mandates.control_states import AmendmentClass


@dataclass(frozen=True)
class Edit:
    """One thing that is tried on a statement: another target, or (None) to drop it."""

    key: str
    target: str | None = None


@dataclass(frozen=True)
class SeatFact:
    """A seat as signing sees it: its title, whether it signs majors, is the sponsor, is asked at all."""

    title: str
    signs: bool = False
    is_sponsor: bool = False
    is_asked: bool = True


@dataclass(frozen=True)
class Facts:
    """What was loaded beside the contents.

    `owners`: the seats that each requirement belongs to; `answers`: those whose answers stand on each statement now.
    """

    seats: tuple[SeatFact, ...] = ()
    circumstances: Circumstances = field(default_factory=Circumstances)
    owners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Lost:
    """A requirement that loses a place: whose it is, and where it still stands; nowhere: it is left unanswered."""

    key: str
    owners: tuple[str, ...]
    still_in: tuple[str, ...]


@dataclass(frozen=True)
class Again:
    """A statement whose text or figures change, with the seats whose standing answers fall with that."""

    key: str
    seats: tuple[str, ...]


@dataclass(frozen=True)
class Hanging:
    """A statement that serves, addresses or achieves one that changes or goes."""

    key: str
    on: tuple[str, ...]


@dataclass(frozen=True)
class Consequences:
    """All that follows: the class against what is in force, who signs, what loses its place, who is asked again."""

    classified: Classified
    signers: tuple[str, ...]
    lost: tuple[Lost, ...] = ()
    again: tuple[Again, ...] = ()
    hanging: tuple[Hanging, ...] = ()

    @property
    def amendment_class(self) -> AmendmentClass:
        """The lowest class that this may have."""
        return self.classified.amendment_class

    @property
    def unanswered(self) -> tuple[Lost, ...]:
        """The requirements that are left in no statement."""
        return tuple(each for each in self.lost if not each.still_in)

    @property
    def asked_again(self) -> tuple[str, ...]:
        """The seats whose answers fall, each once."""
        return tuple(sorted({seat for each in self.again for seat in each.seats}))


def edited(content: Content, edits: Iterable[Edit]) -> Content:
    """Return a content after some edits: a statement that is dropped goes with its links; what is unknown stays."""
    after, by_key = copy.deepcopy(content), {each.key: each for each in edits}
    dropped = {key for key, edit in by_key.items() if edit.target is None}
    after["statements"] = [each for each in after["statements"] if each["key"] not in dropped]
    for statement in after["statements"]:
        statement["links"] = [link for link in statement["links"] if link["to"] not in dropped]
        edit = by_key.get(statement["key"])
        if edit and "target" in statement["profile"]:
            statement["profile"]["target"] = edit.target
    return after


def consequences(before: Content | None, now: Content, after: Content, facts: Facts) -> Consequences:
    """Return what follows when what stands now (a draft, or what is in force) becomes `after`.

    `before` is what is in force: the class is that of `after` beside it; all else is what changes from now on.
    """
    classified = raised(class_of(before, after), facts.circumstances)
    olds, news = _by_key(now), _by_key(after)
    changed = [key for key, old in olds.items() if key in news and _said(old) != _said(news[key])]
    gone = [key for key in olds if key not in news]
    return Consequences(
        classified,
        signers(before, after, classified, facts),
        tuple(_lost(olds, news, facts.owners)),
        tuple(Again(key, tuple(facts.answers.get(key, ()))) for key in changed),
        tuple(_hanging(olds, {*changed, *gone})),
    )


def signers(before: Content | None, after: Content, found: Classified, facts: Facts) -> tuple[str, ...]:
    """Return the seats that sign: all signatory ones; the sponsor and those whom it touches; the sponsor alone."""
    if before is None or found.amendment_class == AmendmentClass.MAJOR:
        return tuple(seat.title for seat in facts.seats if seat.signs)
    reached = set[str]()
    if found.amendment_class == AmendmentClass.MINOR:
        reached = touched(before, after, found.reasons, facts.owners)
    return tuple(seat.title for seat in facts.seats if seat.is_sponsor or (seat.is_asked and seat.title in reached))


def touched(
    before: Content, after: Content, reasons: Iterable[Reason], owners: Mapping[str, frozenset[str]]
) -> set[str]:
    """Return the seats whose requirements or benefits changed statements are, as either version has them.

    Whose requirement a statement comes from (all owners of merged ones); who owns a benefit, before or after; and who
    owns a benefit that a statement serves in one of the versions and not in the other.
    """
    found, sides = set[str](), (_by_key(before), _by_key(after))
    for key in {reason.key for reason in reasons if reason.key}:
        here = [side[key] for side in sides if key in side]
        for statement in here:
            found |= {seat for each in statement["sources"] for seat in owners.get(each["requirement"], ())}
            found |= {statement["profile"].get("owner")}
        served = [{link["to"] for link in statement["links"]} for statement in here]
        for to in set.union(*served) - set.intersection(*served) if len(served) > 1 else ():
            found |= {side[to]["profile"].get("owner") for side in sides if to in side}
    return {seat for seat in found if seat}


def _by_key(content: Content) -> dict[str, Content]:
    return {each["key"]: each for each in content["statements"]}


def _said(statement: Content) -> tuple[str, Content]:
    return statement["text"], statement["profile"]


def _lost(
    olds: Mapping[str, Content], news: Mapping[str, Content], owners: Mapping[str, frozenset[str]]
) -> Iterator[Lost]:
    """Yield the requirements that stand in fewer statements than before, by their numbers."""
    was, stands = _places(olds), _places(news)
    for requirement in sorted(was, key=_number):
        still = stands.get(requirement, ())
        if set(was[requirement]) - set(still):
            yield Lost(requirement, tuple(sorted(owners.get(requirement, ()))), tuple(still))


def _places(statements: Mapping[str, Content]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, statement in statements.items():
        for source in statement["sources"]:
            found[source["requirement"]] = (*found.get(source["requirement"], ()), key)
    return found


def _hanging(olds: Mapping[str, Content], reached: Collection[str]) -> Iterator[Hanging]:
    for key, statement in olds.items():
        if key in reached:
            continue
        on = [link["to"] for link in statement["links"] if link["to"] in reached]
        if on:
            yield Hanging(key, tuple(dict.fromkeys(on)))


def _number(key: str) -> tuple[str, int]:
    name, _dash, number = key.rpartition("-")
    return name, int(number) if number.isdecimal() else 0
