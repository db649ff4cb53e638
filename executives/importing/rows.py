"""The verdict on every row: a record to import, a row to refuse with its reason, or no record at all."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.importing import cells
from executives.importing.columns import EXECUTIVES, RECORD, REQUIREMENTS, Header
from executives.importing.findings import ACCEPT, HEADER, IGNORE, NORMALISE, REFUSE, Finding
from executives.importing.labels import KINDS, PRIORITIES, ROLES, YES_NO
from executives.importing.sheets import BLANK, Line

YES_OR_NO = cells.label_reader(YES_NO, "yes_no_variant", "unknown_yes_no")
READERS: dict[str, cells.Reader] = {
    "source_ref": cells.read_line,
    "seat": cells.read_line,
    "name": cells.read_name,
    "email": cells.read_email,
    "decision_role": cells.label_reader(ROLES, "label_variant", "unknown_role"),
    "sponsor": YES_OR_NO,
    "time_zone": cells.read_zone,
    "language": cells.read_language,
    "active_from": cells.read_date,
    "active_to": cells.read_date,
    "executive_email": cells.read_email,
    "kind": cells.label_reader(KINDS, "label_variant", "unknown_kind"),
    "statement": cells.read_prose,
    "consequence_today": cells.read_prose,
    "benefit_wanted": cells.read_prose,
    "measure": cells.read_prose,
    "wanted_by": cells.read_date,
    "priority": cells.label_reader(PRIORITIES, "label_variant", "unknown_priority"),
    "confirmed": YES_OR_NO,
}
REQUIRED = {EXECUTIVES: ("seat", "decision_role"), REQUIREMENTS: ("executive_email", "kind", "statement", "priority")}
SILENTLY = {"sponsor": "no", "confirmed": "no"}
TOTALS = ("total", "totals", "grand total", "subtotal", "sum", "count")
IGNORED = {
    "above": _("Above the header: not a record."),
    "blank": _("Blank."),
    "heading": _("A heading: not a record."),
    "footer": _("A total or a note below the list: not a record."),
    "header": _("The header row."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file with its verdict; a record only where the verdict is accept or normalise."""

    sheet: str
    number: int
    verdict: str
    kind: str = ""
    record: dict[str, str] | None = None
    source_ref: str = ""
    findings: tuple[Finding, ...] = ()
    reason: str = ""
    as_found: tuple[str, ...] = ()

    @property
    def is_taken(self) -> bool:
        """Whether the row is imported."""
        return self.verdict in (ACCEPT, NORMALISE)

    @property
    def is_vacancy(self) -> bool:
        """Whether the row is a seat without a person."""
        return self.kind == EXECUTIVES and self.record is not None and not self.record["email"]

    @property
    def asks_for_a_look(self) -> bool:
        """Whether a person should look at the row before importing it: a date could be read in two ways."""
        return any(finding.ambiguous_day_month for finding in self.findings)

    def sentence(self) -> str:
        """Say in plain words what becomes of the row and why: what refuses it, else all that was noticed."""
        if self.verdict in (IGNORE, HEADER):
            return str(IGNORED[self.reason])
        told = [finding for finding in self.findings if finding.refuses or self.verdict != REFUSE]
        if self.is_vacancy:
            return " ".join([gettext("A seat without a person: a vacancy."), *(each.sentence() for each in told)])
        return " ".join(finding.sentence() for finding in told) or gettext("As it stands.")

    def with_refusal(self, finding: Finding) -> "Row":
        """Return the row refused: the refusal takes the place of what was noticed in the same cell."""
        findings = (*(each for each in self.findings if each.field != finding.field), finding)
        return replace(self, verdict=REFUSE, record=None, findings=findings)


def judge(line: Line, header: Header, sheet: str) -> Row:
    """Return the verdict on one line, as far as the line alone can tell."""
    as_found = tuple(cell.as_found() for cell in line.cells)
    if reason := no_record(line, header):
        verdict = HEADER if reason == "header" else IGNORE
        return Row(sheet, line.number, verdict, header.kind, reason=reason, as_found=as_found)
    values, findings = read_fields(line, header)
    findings.sort(key=lambda finding: finding.comes_last)
    verdict = verdict_of(findings)
    record = {field: values[field] for field in RECORD[header.kind]} if verdict != REFUSE else None
    ref = values["source_ref"]
    return Row(sheet, line.number, verdict, header.kind, record, ref, tuple(findings), as_found=as_found)


def no_record(line: Line, header: Header) -> str:
    """Say why a line is no record; empty if it is one."""
    if line.is_blank:
        return "blank"
    if line.number == header.number or header.is_repeated_by(line):
        return "header"
    if line.number < header.number:
        return "above"
    if line.is_heading or is_ruled(line):
        return "heading"
    return "footer" if is_footer(line, header) else ""


def is_ruled(line: Line) -> bool:
    """Whether the line is a single text between dashes or stars, as people write headings."""
    return len(line.own) == 1 and line.own[0].text.strip()[:2] in {"--", "==", "**", "##", "––", "——"}


def is_footer(line: Line, header: Header) -> bool:
    """Whether the line is a total, or one lone note in a list of requirements; a lone seat is asked about instead."""
    first = line.own[0].text.strip().rstrip(":").casefold()
    if len(line.own) <= 2 and first in TOTALS:
        return True
    told = [header.fields[field] for field in ("statement", "kind", "seat") if field in header.fields]
    return len(line.own) == 1 and not any(place < len(line.cells) and line.cells[place].is_own for place in told)


def read_fields(line: Line, header: Header) -> tuple[dict[str, str], list[Finding]]:
    """Return the values of a line by field, and all that was noticed."""
    values: dict[str, str] = {"source_ref": ""}
    findings: list[Finding] = []
    for field in ("source_ref", *RECORD[header.kind]):
        place = header.fields.get(field, len(line.cells))
        cell = line.cells[place] if place < len(line.cells) else BLANK
        value, noticed = cells.read_cell(cell, cells.Place(header.label_of(field), field), READERS[field])
        values[field] = value or SILENTLY.get(field, "")
        findings.extend(noticed)
    findings.extend(missing(values, findings, header))
    findings.extend(reversed_dates(values, header))
    return values, findings


def missing(values: dict[str, str], findings: list[Finding], header: Header) -> list[Finding]:
    """Return what a record cannot be without; a person needs both name and address, a vacancy neither."""
    refused = {finding.field for finding in findings if finding.refuses}
    needed = list(REQUIRED[header.kind])
    if header.kind == EXECUTIVES and (values["name"] or values["email"]):
        needed += ["name", "email"]
    return [
        cells.Place(header.label_of(field), field).finding("missing", REFUSE)
        for field in needed
        if not values[field] and field not in refused
    ]


def reversed_dates(values: dict[str, str], header: Header) -> list[Finding]:
    """Return a refusal if a holder's last day comes before the first."""
    first, last = values.get("active_from"), values.get("active_to")
    if not (first and last and date.fromisoformat(last) < date.fromisoformat(first)):
        return []
    return [cells.Place(header.label_of("active_to"), "active_to").finding("dates_reversed", REFUSE, found=last)]


def verdict_of(findings: list[Finding]) -> str:
    """Return refuse if anything refuses, normalise if anything was changed, else accept."""
    actions = {finding.action for finding in findings}
    return next((action for action in (REFUSE, NORMALISE) if action in actions), ACCEPT)
