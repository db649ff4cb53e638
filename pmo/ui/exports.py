"""Every list as CSV or XLSX: dates that sort, numbers that add up, and no text that a spreadsheet would calculate."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Literal

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Kind = Literal["csv", "xlsx"]
Exported = str | int | float | Decimal | bool | date | datetime | time | Promise | None

CONTENT_TYPES: dict[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTE_ORDER_MARK = "\ufeff"
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
WIDEST = 80.0
LARGEST = 1e15
CALCULATED = re.compile(r"['\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|['\ufeff]*[\t\r\n]")
GUARDED = re.compile(rf"'(?:{CALCULATED.pattern})")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?%?")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\[\]\ud800-\udfff]+')


@dataclass(frozen=True)
class Column:
    """One column of a list: its translated label, and its width in the workbook in characters."""

    label: str | Promise
    width: float = 20.0


class Echo:
    """A file that gives back what is written to it, so that rows leave as they are made."""

    def write(self, text: str) -> str:
        """Return the text."""
        return text


def export(rows: Iterable[Sequence[Exported]], columns: Sequence[Column], *, name: str, kind: Kind) -> HttpResponseBase:
    """Return the rows as a file to keep: CSV leaves row by row, a workbook when it is complete."""
    if kind not in CONTENT_TYPES:
        raise ValueError(f"A list is exported as csv or xlsx, not as {kind}.")
    answer: HttpResponseBase
    if kind == "csv":
        answer = StreamingHttpResponse(csv_lines(rows, columns), content_type=CONTENT_TYPES["csv"])
    else:
        answer = HttpResponse(workbook_bytes(rows, columns, name), content_type=CONTENT_TYPES["xlsx"])
    answer["Content-Disposition"] = content_disposition_header(True, f"{file_name(name)}.{kind}") or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def wanted(request: HttpRequest) -> Kind | None:
    """Return the kind of file that the address of a list asks for (`?format=csv`), or None for the page itself."""
    match request.GET.get("format"):
        case "csv":
            return "csv"
        case "xlsx":
            return "xlsx"
    return None


def guarded(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet would take it for a formula; numbers stay."""
    return f"'{text}" if CALCULATED.match(text) and not NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Return the text without the apostrophe that `guarded` put before it: reading undoes writing."""
    return text[1:] if GUARDED.match(text) and not NUMBER.fullmatch(text[1:]) else text


def looks_calculated(text: str) -> bool:
    """Whether a spreadsheet could take the text for a formula."""
    return guarded(text) != text


def csv_lines(rows: Iterable[Sequence[Exported]], columns: Sequence[Column]) -> Iterator[bytes]:
    """Yield the lines of a CSV file that Excel, too, opens as UTF-8."""
    writer = csv.writer(Echo(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK.encode()
    yield encoded(writer.writerow([guarded(clean(str(column.label))) for column in columns]))
    for row in rows:
        yield encoded(writer.writerow([in_csv(value) for value in row]))


def encoded(line: object) -> bytes:
    """Return a line in UTF-8."""
    return str(line).encode("utf-8")


def in_csv(value: Exported) -> str:
    """Return a value as CSV text: dates in ISO, instants in UTC, numbers bare, all other text guarded."""
    match value:
        case None:
            return ""
        case bool():
            return guarded(clean(str(value)))
        case int() | float() | Decimal():
            return str(value)
        case datetime():
            return in_utc(value).isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case _:
            return guarded(clean(str(value)))


def in_utc(value: datetime) -> datetime:
    """Return an instant in UTC without the zone, which neither file can hold."""
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def clean(text: str) -> str:
    """Return the text with line feeds only, and without the characters that no workbook may hold."""
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def workbook_bytes(rows: Iterable[Sequence[Exported]], columns: Sequence[Column], name: str) -> bytes:
    """Return a workbook of one sheet, its header in bold and always in view."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(sheet_title(name))
    sheet.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = min(column.width, WIDEST)
    sheet.append([header_cell(sheet, column) for column in columns])
    for row in rows:
        sheet.append([in_workbook(sheet, value) for value in row])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def header_cell(sheet: WriteOnlyWorksheet, column: Column) -> Cell:
    """Return the cell of a column's label."""
    cell = text_cell(sheet, str(column.label))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def in_workbook(sheet: WriteOnlyWorksheet, value: Exported) -> Cell | int | float | Decimal | bool | None:
    """Return a value as a cell: real dates and numbers, and text that can never be a formula."""
    match value:
        case None | bool():
            return value
        case int() | float() | Decimal():
            return value if abs(float(value)) < LARGEST else text_cell(sheet, str(value))
        case datetime() if value.year >= 1900:
            return dated(sheet, in_utc(value), "yyyy-mm-dd hh:mm")
        case date() if value.year >= 1900:
            return dated(sheet, value, "yyyy-mm-dd")
        case _:
            return text_cell(sheet, str(value))


def dated(sheet: WriteOnlyWorksheet, value: date, shown_as: str) -> Cell:
    """Return a cell that holds a real date."""
    cell = WriteOnlyCell(sheet)
    cell.value = value
    cell.number_format = shown_as
    return cell


def text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """Return a cell whose text stays text, also when somebody edits it; what is too long for a cell ends in …"""
    shown = guarded(clean(text))
    if len(shown) > LONGEST_CELL:
        shown = shown[: LONGEST_CELL - 1] + "…"
    cell = WriteOnlyCell(sheet, shown)
    cell.data_type = "s"
    if "\n" in shown:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def file_name(name: str) -> str:
    """Return a name that every system can store; letters of all scripts stay."""
    return NOT_IN_NAMES.sub("-", name).strip(" .-")[:120] or "list"


def sheet_title(name: str) -> str:
    """Return a title that a workbook accepts."""
    return NOT_IN_NAMES.sub("-", name).strip(" '-")[:LONGEST_TITLE].strip(" '-") or "List"
