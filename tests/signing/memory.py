"""What a version says by its rows, and of what class a change is: by the words of the rule, not by the product's code.

Nothing here reads a canonical content, a digest or the product's table of classes.
"""

from dataclasses import dataclass, field
from datetime import datetime

from mandates.models import Benefit, MandateVersion, Objective, SigningSeat, Source, StatementLink
from mandates.states import LineKind

MAJOR, MINOR, EDITORIAL = "major", "minor", "editorial"
WEIGHT = (EDITORIAL, MINOR, MAJOR)
PROMISED = "kind measure unit baseline baseline_date target target_date direction".split()
ANSWERED_FOR = "owner_id data_source tolerance tolerance_kind".split()
REACHED_BY = ["measure", "target"]
HEAD = ["served", "authority", "expected"]
WORDS = ["title", "distribution"]
MUST_HAVE = 1


@dataclass(frozen=True)
class Line:
    """What one line says: its words, what all promised, what some answer for, whose words it comes from, its links."""

    kind: str
    text: str
    description: str
    promised: tuple
    answered_for: tuple
    owner: int | None
    sources: frozenset[int]
    links: frozenset[tuple[str, int]]


@dataclass(frozen=True)
class Said:
    """What a version says and how it is signed; `places`: which seats must sign, or sign later."""

    head: tuple
    words: tuple
    signing: tuple
    places: frozenset
    lines: dict[int, Line]
    order: tuple = ()


def said(version: MandateVersion) -> Said:
    """Return what the rows of a version say."""
    of = {"statement__version": version}
    benefits = {each.statement_id: each for each in Benefit.objects.filter(**of)}
    objectives = {each.statement_id: each for each in Objective.objects.filter(**of)}
    sources = list(Source.objects.filter(**of).values_list("statement_id", "wording__requirement__seat_id"))
    links = list(StatementLink.objects.filter(lower__version=version).values_list("lower_id", "kind", "upper__line_id"))
    lines = {
        each.line_id: _line(each, benefits.get(each.pk), objectives.get(each.pk), sources, links)
        for each in version.statements.select_related("line")
    }
    places = SigningSeat.objects.filter(version=version).values_list("seat_id", "stage", "must")
    return Said(
        tuple(getattr(version, name) for name in HEAD),
        tuple(getattr(version, name) for name in WORDS),
        (version.signing_rule, version.signing_needed),
        frozenset(place for place in places if place[1:] != (MUST_HAVE, False)),
        lines,
    )


def _line(statement, benefit, objective, sources, links) -> Line:
    promised = [getattr(benefit, name) for name in PROMISED] if benefit else []
    reached = [getattr(objective, name) for name in REACHED_BY] if objective else []
    answered = [getattr(benefit, name) for name in ANSWERED_FOR] if benefit else []
    return Line(
        statement.line.kind,
        statement.text,
        benefit.description if benefit else "",
        tuple(promised + reached),
        tuple(answered + ([objective.due] if objective else [])),
        benefit.owner_id if benefit else None,
        frozenset(seat for pk, seat in sources if pk == statement.pk),
        frozenset((kind, upper) for pk, kind, upper in links if pk == statement.pk),
    )


def class_of(before: Said, after: Said) -> str:
    """Return the class of a version that follows another, as the rule says it."""
    olds, news = before.lines, after.lines
    both = [(olds[key], news[key]) for key in olds.keys() & news.keys()]
    if (
        olds.keys() != news.keys()
        or (before.signing, before.places) != (after.signing, after.places)
        or any((old.kind, old.promised) != (new.kind, new.promised) for old, new in both)
        or any(old.kind == LineKind.EXCLUSION and old.text != new.text for old, new in both)
    ):
        return MAJOR
    if before.head != after.head or any(_moves_more_than_words(old, new) for old, new in both):
        return MINOR
    return EDITORIAL


def _moves_more_than_words(old: Line, new: Line) -> bool:
    return (old.answered_for, old.sources, old.links) != (new.answered_for, new.sources, new.links)


def touched(before: Said, after: Said) -> set[int]:
    """Return the seats whose requirements or benefits are touched, as either version has them."""
    found = set()
    for key in before.lines.keys() & after.lines.keys():
        old, new = before.lines[key], after.lines[key]
        if old == new:
            continue
        found |= old.sources | new.sources | {old.owner, new.owner}
        for _kind, upper in old.links ^ new.links:
            found |= {side.lines[upper].owner for side in (before, after) if upper in side.lines}
    return found - {None}


@dataclass
class Given:
    """A signature as it was given."""

    version: int
    seat: int
    person: int
    digest: str
    revoked: bool = False


@dataclass
class Memory:
    """All that the deeds of one story have done, never read back from the product."""

    said: dict[int, Said] = field(default_factory=dict)
    classes: dict[int, str] = field(default_factory=dict)
    signers: dict[int, set[int]] = field(default_factory=dict)
    windows: dict[int, datetime] = field(default_factory=dict)
    objected: set[int] = field(default_factory=set)
    given: dict[int, Given] = field(default_factory=dict)
    delegates: dict[int, tuple] = field(default_factory=dict)
    stood: dict[int, set[int]] = field(default_factory=dict)
