"""From a file to its sheets: what the file is, is told by its content before its name."""

from pathlib import PurePath

from django.utils.translation import gettext

from executives.importing.archives import locked
from executives.importing.plaintext import not_text, read_plaintext
from executives.importing.sheets import MAX_BYTES, Sheet, UnreadableFile
from executives.importing.workbooks import read_workbook

WORKBOOKS = {".xlsx", ".xlsm"}
PLAINTEXT = {".csv", ".tsv", ".txt", ""}
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF"
PACKAGE_UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def read_sheets(data: bytes, name: str) -> list[Sheet]:
    """Return the sheets of a CSV or XLSX file, or refuse it with a sentence."""
    refuse_size(data, name)
    if data.startswith(ZIP):
        return read_workbook(data, name)
    refuse_foreign(data, name)
    return [read_plaintext(data, name)]


def refuse_size(data: bytes, name: str) -> None:
    """Refuse an empty file and one above the limit."""
    if not data.strip():
        raise UnreadableFile(gettext("“%(name)s” is empty. Choose the file that holds the list.") % {"name": name})
    if len(data) > MAX_BYTES:
        sentence = gettext(
            "“%(name)s” has %(size)s MB; a list may have at most %(limit)s MB. "
            "Remove pictures and other sheets, and choose it again."
        )
        size = f"{len(data) / 1024 / 1024:.1f}"
        raise UnreadableFile(sentence % {"name": name, "size": size, "limit": MAX_BYTES // 1024 // 1024})


def refuse_foreign(data: bytes, name: str) -> None:
    """Refuse what is surely neither CSV nor XLSX, naming what it is."""
    ending = PurePath(name).suffix.lower()
    if data.startswith(OLD_OFFICE):
        raise locked(name) if PACKAGE_UNDER_PASSWORD in data else old_workbook(name)
    if data.startswith(PDF):
        raise UnreadableFile(
            gettext("“%(name)s” is a PDF. Choose the CSV or XLSX file that it was made from.") % {"name": name}
        )
    if ending in WORKBOOKS:
        sentence = gettext(
            "“%(name)s” is named like a workbook, but it is none. Save the list as XLSX or CSV and choose it again."
        )
        raise UnreadableFile(sentence % {"name": name})
    if ending not in PLAINTEXT:
        raise not_text(name)


def old_workbook(name: str) -> UnreadableFile:
    """Return the refusal of the format before XLSX."""
    sentence = gettext("“%(name)s” is in the old XLS format. Save it as XLSX or CSV and choose it again.")
    return UnreadableFile(sentence % {"name": name})
