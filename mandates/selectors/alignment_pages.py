"""The pages of alignment: executives × statements, and one executive's statements with what was noted of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from executives.models import Seat
from executives.selectors.seats import person_in, seats_of
from mandates.alignment_states import IN_CONFLICT, NOTHING, OWN_WORDS, UNCONFIRMED_WORDS, SoundedOut
from mandates.models import MandateVersion, Presounding, Statement
from mandates.rules.alignment import may_sound_out, sees_sounding_notes
from mandates.selectors.alignment import (
    UNRECORDED,
    Between,
    Kind,
    Place,
    Position,
    between,
    positions_of,
    version_to_align,
)
from mandates.selectors.meeting import Meeting, order_of_talks
from mandates.selectors.versions import statements_of
from pmo.access.models import Person
from pmo.access.standing import Standing
from pmo.ui.heat import Cell
from pmo.ui.words import Word

LEGEND = (
    OWN_WORDS,
    SoundedOut.FOR.word,
    UNCONFIRMED_WORDS,
    SoundedOut.UNSURE.word,
    SoundedOut.AGAINST.word,
    IN_CONFLICT,
    NOTHING,
)


@dataclass(frozen=True)
class Group:
    """The statements of one kind, as a head over their columns."""

    kind: str
    label: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Row:
    """What is recorded of one seat, statement by statement."""

    seat: Seat
    person: Person | None
    positions: tuple[Position, ...]
    kinds: tuple[Kind, ...]
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """Who holds the seat, or its title while nobody does."""
        return self.person.name if self.person else self.seat.title

    @property
    def silent(self) -> int:
        """Of how many statements nothing is recorded."""
        return sum(not each.is_recorded for each in self.kinds)


@dataclass(frozen=True)
class Column:
    """One statement: how many seats support it as far as is recorded, who does not, and of how many nothing is."""

    statement: Statement
    support: int
    unsure: tuple[str, ...]
    against: tuple[str, ...]
    in_conflict: tuple[str, ...]
    silent: int

    @property
    def is_contested(self) -> bool:
        """Whether somebody is against it, or wants what it excludes."""
        return bool(self.against or self.in_conflict)


@dataclass(frozen=True)
class AlignmentPage:
    """The matrix of executives × statements, the same by statement, and whom to meet next."""

    version: MandateVersion | None
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    meetings: tuple[Meeting, ...]
    may_note: bool

    @property
    def legend(self) -> tuple[Word, ...]:
        """What the shapes mean."""
        return LEGEND

    @property
    def contested(self) -> int:
        """How many statements somebody is against, as far as is recorded."""
        return sum(each.is_contested for each in self.columns)

    @property
    def pairs(self) -> int:
        """How many pairs of a seat and a statement there are."""
        return len(self.rows) * len(self.columns)

    @property
    def recorded(self) -> int:
        """Of how many pairs something is recorded."""
        return self.pairs - sum(row.silent for row in self.rows)


def alignment_page(standing: Standing) -> AlignmentPage:
    """Return the alignment of the open draft, or of the version in force; a constant number of queries."""
    office = standing.office
    seats, version, known = list(seats_of(office)), version_to_align(office), between(office)
    statements = list(statements_of(version)) if version else []
    groups = _groups(statements)
    rows = _rows(seats, groups, _positions(version, known, seats, statements))
    columns = [_column(each, place, rows) for place, each in enumerate(statements)]
    meetings = order_of_talks(office, seats)
    return AlignmentPage(version, groups, rows, tuple(columns), tuple(meetings), bool(may_sound_out(standing)))


def _positions(
    version: MandateVersion | None, known: Between, seats: Iterable[Seat], statements: Iterable[Statement]
) -> dict[Place, Position]:
    if version is None:
        return {}
    holders = {seat.pk: person.pk for seat in seats if (person := person_in(seat))}
    return positions_of(version, known, holders, {each.line_id: each.digest for each in statements})


def _groups(statements: Iterable[Statement]) -> tuple[Group, ...]:
    return tuple(
        Group(kind, inside[0].line.get_kind_display(), tuple(inside))
        for kind, found in groupby(statements, key=lambda each: each.line.kind)
        if (inside := list(found))
    )


def _rows(seats: Iterable[Seat], groups: Sequence[Group], positions: dict[Place, Position]) -> tuple[Row, ...]:
    lines = [statement.line_id for group in groups for statement in group.statements]
    columns = [
        _Places(statement.key, is_first=not place)
        for group in groups
        for place, statement in enumerate(group.statements)
    ]
    rows = []
    for seat in seats:
        places = [positions.get((seat.pk, line), UNRECORDED) for line in lines]
        kinds = [each.kind for each in places]
        cells = [column[kind] for column, kind in zip(columns, kinds, strict=True)]
        rows.append(Row(seat, person_in(seat), tuple(places), tuple(kinds), tuple(cells)))
    return tuple(rows)


class _Places(dict[Kind, Cell]):
    """How each kind of position to one statement looks: made once, as many seats share it."""

    def __init__(self, key: str, *, is_first: bool) -> None:
        super().__init__()
        self.key, self.is_first = key, is_first

    def __missing__(self, kind: Kind) -> Cell:
        text = kind.text if kind.is_recorded else ""
        self[kind] = Cell(self.key, kind.word, self.is_first, kind.is_support, text)
        return self[kind]


def _column(statement: Statement, place: int, rows: Sequence[Row]) -> Column:
    found = [(row.name, row.kinds[place]) for row in rows]
    said: dict[str, list[str]] = defaultdict(list)
    for name, kind in found:
        said[kind.said].append(name)
    return Column(
        statement=statement,
        support=sum(each.is_support for _name, each in found),
        unsure=tuple(said[SoundedOut.UNSURE]),
        against=tuple(said[SoundedOut.AGAINST]),
        in_conflict=tuple(name for name, each in found if each.in_conflict),
        silent=sum(not each.is_recorded for _name, each in found),
    )


@dataclass(frozen=True)
class Noted:
    """What was noted of a seat and statement: the note itself for PMO managers alone."""

    word: Word
    person: str
    by: str
    at: datetime
    note: str
    is_of_other_text: bool
    counts: bool


@dataclass(frozen=True)
class SeatRow:
    """One statement as one seat stands to it: what is recorded, and what was noted of it, the latest first."""

    statement: Statement
    position: Position
    noted: tuple[Noted, ...]


@dataclass(frozen=True)
class SeatAlignment:
    """One seat's statements, for the talk with its holder and after it."""

    seat: Seat
    person: Person | None
    version: MandateVersion | None
    rows: tuple[SeatRow, ...]
    meeting: Meeting | None
    may_note: bool

    def row(self, key: str) -> SeatRow | None:
        """Return the statement asked for by its key, else the first of which nothing was noted, else the first."""
        named = next((each for each in self.rows if each.statement.key == key), None)
        silent = next((each for each in self.rows if not each.position.said), None)
        return named or silent or (self.rows[0] if self.rows else None)

    def after(self, line_id: int) -> str:
        """Return the key of the next statement in the document of which nothing was noted; empty when none is left."""
        lines = [each.statement.line_id for each in self.rows]
        place = lines.index(line_id) + 1 if line_id in lines else 0
        turned = [*self.rows[place:], *self.rows[:place]]
        return next((each.statement.key for each in turned if not each.position.said), "")


def seat_alignment(standing: Standing, seat_id: int) -> SeatAlignment | None:
    """Return one seat with the statements and what is recorded of it; None where the office has no such open seat."""
    office = standing.office
    seats = list(seats_of(office))
    seat = next((each for each in seats if each.pk == seat_id), None)
    if seat is None:
        return None
    version, known = version_to_align(office), between(office)
    statements = list(statements_of(version)) if version else []
    positions = _positions(version, known, [seat], statements)
    noted = _noted(seat, person_in(seat), statements, reads=bool(sees_sounding_notes(standing)))
    rows = [
        SeatRow(each, positions.get((seat.pk, each.line_id), UNRECORDED), tuple(noted[each.line_id]))
        for each in statements
    ]
    meeting = next((each for each in order_of_talks(office, seats) if each.seat.pk == seat.pk), None)
    return SeatAlignment(seat, person_in(seat), version, tuple(rows), meeting, bool(may_sound_out(standing)))


def _noted(
    seat: Seat, holder: Person | None, statements: Iterable[Statement], *, reads: bool
) -> dict[int, list[Noted]]:
    digests = {each.line_id: each.digest for each in statements}
    found: dict[int, list[Noted]] = defaultdict(list)
    rows = Presounding.objects.filter(seat=seat, line__in=digests).select_related("person", "by").order_by("-pk")
    for each in rows:
        counts = each.superseded_at is None and each.person == holder
        other_text = each.digest != digests[each.line_id]
        note = each.note if reads else ""
        noted = Noted(each.word, each.person.name, each.by.name, each.at, note, other_text, counts)
        found[each.line_id].append(noted)
    return found
