"""Reads of files on their way in, and of what taking them in would do."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import ngettext

from executives.importing.columns import EXECUTIVES, REQUIREMENTS
from executives.models import Holder, Requirement, RosterFile
from executives.planning.facts import Facts, Post, SeatFacts
from executives.planning.plan import plan_of
from executives.planning.rows import Planned, digest_of, rows_of
from executives.states import RequirementState, RowOutcome
from pmo import clock
from pmo.access.models import Office
from pmo.ui.figures import spelled


@dataclass(frozen=True)
class RosterScreen:
    """A file before it is taken in: what each row would do now, and the counts that the page says."""

    roster: RosterFile
    rows: list[Planned]

    @cached_property
    def digest(self) -> str:
        return digest_of(self.rows)

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many rows of a kind have which outcome."""
        kinds = (EXECUTIVES, REQUIREMENTS)
        return {kind: Counter(str(row.outcome) for row in self.rows if row.row.kind == kind) for kind in kinds}

    @property
    def sums(self) -> list[str]:
        """What is new and changed, in words; nothing that is none."""
        noted = sum(row.outcome == RowOutcome.SAME and row.intent is not None for row in self.rows)
        more = ngettext("what one known row adds", "what %(number)s known rows add", noted)
        return sums(self.counts) + ([more % {"number": spelled(noted)}] if noted else [])

    @property
    def written(self) -> int:
        """How many records will be taken in, a known one with its reference or report among them."""
        return sum(row.intent is not None for row in self.rows)

    @property
    def refused(self) -> list[Planned]:
        return [row for row in self.rows if row.outcome == RowOutcome.REFUSED]

    @property
    def same(self) -> int:
        return sum(row.outcome == RowOutcome.SAME for row in self.rows)

    @property
    def telling(self) -> list[Planned]:
        """The rows to look at: left out, changed, read with a doubt, or tidied on the way."""
        return [
            row
            for row in self.rows
            if row.outcome in (RowOutcome.REFUSED, RowOutcome.CHANGED)
            or (row.outcome == RowOutcome.NEW and row.row.doubt)
        ]

    @property
    def notes(self) -> list[str]:
        return list(self.roster.rows["notes"])

    @cached_property
    def lists(self) -> "list[RefusedList]":
        """The rows left out, sheet by sheet, to be downloaded."""
        return refused_rows(self.roster)

    @property
    def labels(self) -> dict[str, list[str]]:
        """The header of every sheet, as the file has it."""
        return {title: sheet["labels"] for title, sheet in self.roster.rows["sheets"].items()}


def roster_screen(roster: RosterFile) -> RosterScreen:
    """Return what taking a file in would do to the office as it stands now."""
    return RosterScreen(roster, plan_of(rows_of(roster.rows), facts_of(roster.office)))


def rosters_of(office: Office) -> QuerySet[RosterFile]:
    """Return the files of an office, the newest first, without their rows."""
    return office.roster_files.defer("rows").select_related("by")


def roster_numbered(office: Office, number: int) -> RosterFile | None:
    """Return one file of an office, or None."""
    return office.roster_files.select_related("by", "office").filter(pk=number).first()


def known_emails(office: Office) -> set[str]:
    """Return the addresses of those who hold a seat today or will."""
    today = clock.today(office.time_zone)
    held = Holder.objects.filter(Q(end__isnull=True) | Q(end__gte=today), seat__office=office)
    return set(held.values_list("person__email", flat=True))


def facts_of(office: Office) -> Facts:
    """Return what a plan needs to know of an office, in three queries."""
    holders = Prefetch("holders", Holder.objects.select_related("person").order_by("start"))
    seats = [
        SeatFacts(
            seat.title,
            seat.decision_role,
            seat.sponsor,
            seat.source_ref,
            [Post(each.person.name, each.start, each.end, each.person.email) for each in seat.holders.all()],
            seat,
        )
        for seat in office.seats.filter(closed_on__isnull=True).prefetch_related(holders)
    ]
    requirements = Requirement.objects.filter(office=office).select_related("seat", "wording").order_by("number")
    return Facts(seats, requirements, clock.today(office.time_zone))


@dataclass(frozen=True)
class RefusedList:
    """The rows left out of one sheet, as they stand in the file, each with the reason at its end."""

    sheet: str
    labels: list[str]
    rows: list[list[str]]


@dataclass(frozen=True)
class AppliedScreen:
    """A file that was taken in: what was done, and which of its requirements can be played back."""

    roster: RosterFile
    to_play_back: int

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        return (self.roster.applied or {})["counts"]

    @property
    def sums(self) -> list[str]:
        return sums(self.counts)

    @property
    def refused(self) -> list[list[str]]:
        return (self.roster.applied or {})["refused"]

    @property
    def lists(self) -> list[RefusedList]:
        return refused_rows(self.roster)


def sums(counts: dict[str, dict[str, int]]) -> list[str]:
    """Return what is new and what changes, in words: *nine new seats*."""
    seats, words = counts[EXECUTIVES], counts[REQUIREMENTS]
    new, changed = str(RowOutcome.NEW), str(RowOutcome.CHANGED)
    numbers = (seats.get(new, 0), words.get(new, 0), seats.get(changed, 0), words.get(changed, 0))
    said = (
        ngettext("%(number)s new seat", "%(number)s new seats", numbers[0]),
        ngettext("%(number)s new requirement", "%(number)s new requirements", numbers[1]),
        ngettext("%(number)s changed seat", "%(number)s changed seats", numbers[2]),
        ngettext("%(number)s changed requirement", "%(number)s changed requirements", numbers[3]),
    )
    return [each % {"number": spelled(number)} for each, number in zip(said, numbers, strict=True) if number]


def applied_screen(roster: RosterFile) -> AppliedScreen:
    """Return what taking a file in has done."""
    waiting = Requirement.objects.filter(office=roster.office, state=RequirementState.RECORDED)
    return AppliedScreen(roster, waiting.count())


def refused_rows(roster: RosterFile) -> list[RefusedList]:
    """Return the rows left out, sheet by sheet; after the taking in, those that were left out then."""
    if roster.applied is None:
        refused = [(row.row.sheet, row.row.number, row.sentence) for row in roster_screen(roster).refused]
    else:
        refused = [tuple(each) for each in roster.applied["refused"]]
    as_found = {(row.sheet, row.number): list(row.as_found) for row in rows_of(roster.rows)}
    lists = []
    for title, sheet in roster.rows["sheets"].items():
        labels = [label.strip() for label in sheet["labels"]]
        rows = [
            [*_filled(as_found[title, number], len(labels)), said] for name, number, said in refused if name == title
        ]
        lists.append(RefusedList(title, labels, rows))
    return [each for each in lists if each.rows]


def _filled(cells: list[str], length: int) -> list[str]:
    return (cells + [""] * length)[:length]
