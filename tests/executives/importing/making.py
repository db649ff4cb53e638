"""Workbooks made for a test, with what no spreadsheet programme would write."""

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook

EXECUTIVES = ("seat", "name", "email", "decision_role", "sponsor", "active_from", "active_to")
REQUIREMENTS = ("ref", "executive_email", "kind", "statement", "wanted_by", "priority", "confirmed")
FINANCE = ("CFO", "Tomasz Wieczorek", "t.w@example.org", "signatory", "no", "2019-09-16", "")


def workbook(*rows: Sequence[object], title: str = "List") -> bytes:
    """Return a workbook of one sheet; text stays text."""
    made = Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return saved(made)


def saved(made: Workbook) -> bytes:
    """Return the bytes of a workbook."""
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes], *, without: Iterable[str] = ()) -> bytes:
    """Return the archive with some parts put in or replaced, and some taken out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts and name not in without:
                after.writestr(name, before.read(name))
        for name, content in parts.items():
            after.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Return one part of an archive."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def csv_of(*rows: Sequence[str], delimiter: str = ",") -> bytes:
    """Return rows as CSV whose cells need no quotes."""
    return "\r\n".join(delimiter.join(row) for row in rows).encode()
