"""Reads of what requirements were made from and what became of them: every quote with whoever said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncDate

from executives.models import Confirmation, Holder, Lineage, Requirement
from executives.selectors.seats import holders_on
from executives.states import LineageKind
from pmo import clock
from pmo.access.models import Office
from pmo.ui import words
from pmo.ui.words import Word


@dataclass(frozen=True)
class Quote:
    """What somebody said that went into a requirement, as it stood then; `via` are the keys in between."""

    key: str
    number: int
    words: str
    by: str
    seat: str
    confirmed_at: datetime | None
    kind: LineageKind
    via: tuple[str, ...] = ()

    @property
    def who(self) -> str:
        """Person and seat, in one line."""
        return f"{self.by}, {self.seat}" if self.by != self.seat else self.seat


@dataclass(frozen=True)
class Owner:
    """A seat to which a requirement belongs or belonged, with what its holder said to the present words."""

    title: str
    holder: str
    confirmed_by: str
    confirmed_at: datetime | None
    left_reason: str = ""
    left_at: datetime | None = None

    @property
    def has_left(self) -> bool:
        return self.left_at is not None

    @property
    def who(self) -> str:
        """Person and seat, in one line; an empty seat by its title."""
        person = self.confirmed_by or self.holder
        return f"{person}, {self.title}" if person else self.title


def touches(requirement: str) -> Exists:
    """Say of a row whether its requirement, at this path, went into another or was made from some."""
    rows = Lineage.objects.filter(Q(source=OuterRef(requirement)) | Q(result=OuterRef(requirement)))
    return Exists(rows)


class Threads:
    """All that went into something in an office, to be followed both ways; one query."""

    def __init__(self, office: Office) -> None:
        self.into: dict[int, list[Any]] = defaultdict(list)
        self.out_of: dict[int, list[Lineage]] = defaultdict(list)
        self.rows = list(
            _with_words(Lineage.objects.filter(office=office).order_by("source__number", "result__number"))
        )
        for row in self.rows:
            if row.stands:
                self.into[row.result_id].append(row)
            if row.stands and row.kind != LineageKind.DERIVE:
                self.out_of[row.source_id].append(row)

    def behind(self, number: int) -> tuple[Quote, ...]:
        """Return what was said at the very beginning of a requirement that was made from others."""
        return tuple({(each.number, each.words): each for each in self._roots(number, ())}.values())

    def at_last(self, number: int) -> tuple[Became, ...]:
        """Return those that stand in the place of a requirement by now, at the end of the thread."""
        return tuple({each.number: each for each in self._ends(number)}.values())

    def became(self, number: int) -> list[Became]:
        """Return all that was made of a requirement, what no longer stands as well."""
        return [_became(row) for row in self.rows if row.source_id == number]

    def _roots(self, number: int, via: tuple[str, ...]) -> Iterator[Quote]:
        for row in self.into.get(number, ()):
            if row.source_id in self.into:
                yield from self._roots(row.source_id, (row.source.key, *via))
            else:
                yield _quote(row, via)

    def _ends(self, number: int) -> Iterator[Became]:
        for row in self.out_of.get(number, ()):
            if row.result_id in self.out_of:
                yield from self._ends(row.result_id)
            else:
                yield _became(row)


def quotes_behind(office: Office, requirement_ids: Iterable[int]) -> dict[int, tuple[Quote, ...]]:
    """Return for each requirement that was made from others what was said at the very beginning; one query."""
    threads = Threads(office)
    return {number: quotes for number in requirement_ids if (quotes := threads.behind(number))}


def replaced_by(office: Office, requirement_ids: Iterable[int]) -> dict[int, tuple[Became, ...]]:
    """Return for each requirement that others replaced those that stand in its place at last; one query."""
    threads = Threads(office)
    return {number: results for number in requirement_ids if (results := threads.at_last(number))}


def _with_words(rows: QuerySet[Lineage]) -> QuerySet[Lineage]:
    """Return the rows with what each source said, and who held its seat on the day when it was written down."""
    then = Holder.objects.filter(seat=OuterRef("source__seat"), start__lte=OuterRef("day"))
    then = then.filter(Q(end__isnull=True) | Q(end__gte=OuterRef("day")))
    found = rows.select_related("source__seat", "wording__confirmed_by", "result__wording").annotate(
        day=TruncDate("wording__at")
    )
    return found.annotate(holder_then=Subquery(then.values("person__name")[:1]))


def _quote(row: Any, via: tuple[str, ...]) -> Quote:
    """Return what the source of a row said when it went in: by who confirmed it, else who held its seat then."""
    seat = row.source.seat
    return Quote(
        key=row.source.key,
        number=row.source.number,
        words=row.wording.statement,
        by=row.wording.confirmed_by.name if row.wording.confirmed_by else row.holder_then or seat.title,
        seat=seat.title,
        confirmed_at=row.wording.confirmed_at,
        kind=LineageKind(row.kind),
        via=via,
    )


def owners_of(requirement: Requirement) -> list[Owner]:
    """Return the owners of a requirement in the order of the seats, then those who took theirs out; one query."""
    given = Confirmation.objects.filter(wording=requirement.wording_id, seat=OuterRef("seat"))
    held = holders_on(clock.today(requirement.office.time_zone)).filter(seat=OuterRef("seat"))
    rows = requirement.ownerships.select_related("seat").annotate(
        holder=Subquery(held.values("person__name")[:1]),
        given_by=Subquery(given.values("person__name")[:1]),
        given_at=Subquery(given.values("at")[:1]),
    )
    return sorted((_owner(each) for each in rows), key=lambda each: each.has_left)


def _owner(row: Any) -> Owner:
    return Owner(
        title=row.seat.title,
        holder=row.holder or "",
        confirmed_by=row.given_by or "",
        confirmed_at=row.given_at,
        left_reason=row.left_reason,
        left_at=row.left_at,
    )


@dataclass(frozen=True)
class Became:
    """One requirement that another went into; `ended_reason` where it no longer does."""

    key: str
    number: int
    words: str
    kind: LineageKind
    word: Word
    requirement_id: int
    ended_at: datetime | None = None
    ended_reason: str = ""

    @property
    def stands(self) -> bool:
        return self.ended_at is None


def _became(row: Lineage) -> Became:
    word = row.result.word if row.stands else words.outside(row.result.get_state_display())
    return Became(
        key=row.result.key,
        number=row.result.number,
        words=str(row.result.wording),
        kind=LineageKind(row.kind),
        word=word,
        requirement_id=row.result_id,
        ended_at=row.ended_at,
        ended_reason=row.ended_reason,
    )
