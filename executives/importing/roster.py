"""A whole file read: every row with its verdict, and what only shows when rows are compared."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext

from executives.importing.columns import EXECUTIVES, REQUIREMENTS, Header, header_of, titles
from executives.importing.findings import REFUSE, Finding
from executives.importing.matching import same_statement_key
from executives.importing.reading import read_sheets
from executives.importing.rows import Row, judge
from executives.importing.sheets import Sheet, UnreadableFile

OPEN_START, OPEN_END = "0001-01-01", "9999-12-31"


@dataclass(frozen=True)
class Roster:
    """What a file holds: its rows in their order, the headers by sheet, and notes on what was not read."""

    name: str
    rows: tuple[Row, ...]
    headers: dict[str, Header]
    notes: tuple[str, ...] = ()

    @cached_property
    def executives(self) -> list[Row]:
        """The rows with a seat to import."""
        return [row for row in self.rows if row.is_taken and row.kind == EXECUTIVES]

    @cached_property
    def requirements(self) -> list[Row]:
        """The rows with a requirement to import."""
        return [row for row in self.rows if row.is_taken and row.kind == REQUIREMENTS]

    @cached_property
    def refused(self) -> list[Row]:
        """The rows that are left out, each with its reason."""
        return [row for row in self.rows if row.verdict == REFUSE]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many rows of each sheet got which verdict."""
        return {
            sheet: dict(Counter(row.verdict for row in self.rows if row.sheet == sheet))
            for sheet in dict.fromkeys(row.sheet for row in self.rows)
        }


def read_roster(data: bytes, name: str, *, known_emails: Collection[str] = frozenset()) -> Roster:
    """Read executives, requirements or both from a file; a requirement needs a person of the file or a known one."""
    sheets = read_sheets(data, name)
    found = [(sheet, header) for sheet in sheets if (header := header_of(sheet))]
    if not found:
        raise no_list(name)
    judged = {id(sheet): [judge(line, header, sheet.title) for line in sheet.lines] for sheet, header in found}
    people = {email.strip().lower() for email in known_emails}
    for kind in (EXECUTIVES, REQUIREMENTS):
        rows = compared([(header, judged[id(sheet)]) for sheet, header in found if header.kind == kind], people)
        judged |= dict(zip([id(sheet) for sheet, header in found if header.kind == kind], rows, strict=True))
    in_order = tuple(row for sheet, _header in found for row in judged[id(sheet)])
    return Roster(name, in_order, {sheet.title: header for sheet, header in found}, tuple(notes(sheets, found)))


def compared(sheets: Iterable[tuple[Header, list[Row]]], people: set[str]) -> list[list[Row]]:
    """Return the rows with those refused that repeat or contradict an earlier one; `people` grows by who is read."""
    earlier = Earlier(people)
    return [[earlier.then(row, header) if row.is_taken else row for row in rows] for header, rows in sheets]


class Earlier:
    """What the rows so far have said."""

    def __init__(self, people: set[str]) -> None:
        self.people = people
        self.refs: dict[str, Row] = {}
        self.emails: dict[str, Row] = {}
        self.seats: dict[str, list[Row]] = {}
        self.statements: dict[str, Row] = {}

    def then(self, row: Row, header: Header) -> Row:
        """Return the next row, refused if an earlier one speaks against it."""
        record = row.record or {}
        finding = self.same_ref(row, header)
        if not finding:
            known = self.against_seat if row.kind == EXECUTIVES else self.against_statement
            finding = known(row, record, header)
        if finding:
            return row.with_refusal(finding)
        self.remember(row, record)
        return row

    def remember(self, row: Row, record: dict[str, str]) -> None:
        """Keep what later rows are compared with."""
        if row.source_ref:
            self.refs[row.source_ref.casefold()] = row
        if row.kind == REQUIREMENTS:
            self.statements[same_statement_key(record["executive_email"], record["statement"])] = row
            return
        self.seats.setdefault(record["seat"].casefold(), []).append(row)
        if record["email"]:
            self.emails[record["email"]] = row
            self.people.add(record["email"])

    def same_ref(self, row: Row, header: Header) -> Finding | None:
        """Return a refusal if another row has the same reference."""
        if not (first := self.refs.get(row.source_ref.casefold())):
            return None
        label = header.label_of("source_ref")
        found, number = row.source_ref, first.number
        return Finding(label, "source_ref", "duplicate_ref", REFUSE, found=found, first_row=number)

    def against_seat(self, row: Row, record: dict[str, str], header: Header) -> Finding | None:
        """Return a refusal if the person has a row already, or the seat is taken at the time."""
        if first := self.emails.get(record["email"]):
            found, becomes = found_and_becomes(row, header, "email", record["email"])
            finding = Finding(header.label_of("email"), "email", "duplicate_executive", REFUSE, found, becomes)
            return replace(finding, first_row=first.number, shown=record["email"])
        for other in self.seats.get(record["seat"].casefold(), []):
            if overlap(record, other.record or {}):
                finding = Finding(header.label_of("seat"), "seat", "duplicate_seat", REFUSE, record["seat"])
                return replace(finding, first_row=other.number)
        return None

    def against_statement(self, row: Row, record: dict[str, str], header: Header) -> Finding | None:
        """Return a refusal if nobody knows the executive, or the executive has said the same already."""
        email = record["executive_email"]
        if email not in self.people:
            found, becomes = found_and_becomes(row, header, "executive_email", email)
            label = header.label_of("executive_email")
            return Finding(label, "executive_email", "unknown_executive", REFUSE, found=found, becomes=becomes)
        if first := self.statements.get(same_statement_key(email, record["statement"])):
            same_as = first.source_ref or gettext("row %(number)s") % {"number": first.number}
            return Finding(header.label_of("statement"), "statement", "duplicate_row", REFUSE, same_as=same_as)
        return None


def found_and_becomes(row: Row, header: Header, field: str, value: str) -> tuple[str, str | None]:
    """Return what the cell says, and what it was read as where that differs."""
    found = row.as_found[header.fields[field]]
    return found, None if found == value else value


def overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two holders of a seat hold it on the same day; both days count."""
    starts_before_it_ends = (one["active_from"] or OPEN_START) <= (other["active_to"] or OPEN_END)
    return starts_before_it_ends and (other["active_from"] or OPEN_START) <= (one["active_to"] or OPEN_END)


def notes(sheets: list[Sheet], found: list[tuple[Sheet, Header]]) -> Iterable[str]:
    """Yield what the reader of the file should know: sheets and columns that were not read."""
    headers = {id(sheet): header for sheet, header in found}
    for sheet in sheets:
        yield from sheet.notes
        header = headers.get(id(sheet))
        if header is None and sheet.lines:
            sentence = gettext(
                "The sheet “%(sheet)s” has no header row of executives or requirements and was not read."
            )
            yield sentence % {"sheet": sheet.title}
        elif header and header.unknown:
            sentence = gettext("Not read in “%(sheet)s”: the columns %(columns)s.")
            yield sentence % {"sheet": sheet.title, "columns": ", ".join(header.unknown)}


def no_list(name: str) -> UnreadableFile:
    """Return the refusal of a file without a list."""
    sentence = gettext(
        "“%(name)s” has no header row that can be recognised. A list of executives needs the columns %(executives)s; "
        "a list of requirements needs %(requirements)s. Only some may be missing."
    )
    listed = {kind: ", ".join(titles(kind)[1:-1]) for kind in (EXECUTIVES, REQUIREMENTS)}
    return UnreadableFile(sentence % {"name": name, **listed})
