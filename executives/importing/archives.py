"""What must hold of a workbook's archive before anything in it is parsed: sizes, sums, no document type, no excess."""

import re
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext

from executives.importing.plaintext import refuse_excess
from executives.importing.sheets import MAX_UNPACKED, UnreadableFile

MAX_PARTS = 1000
MAX_RATIO = 200
RATIO_COUNTS_FROM = 10 * 1024 * 1024
CHUNK = 64 * 1024
ENCRYPTED = 0x1
NOT_XML = {".bin", ".emf", ".gif", ".jpeg", ".jpg", ".png", ".vml", ".wmf"}
DOCUMENT_TYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
LETTERS = re.compile(r"[A-Z]{1,3}")
BROKEN = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error, expat.ExpatError)


@dataclass
class Extent:
    """How far the content of one sheet reaches, and which cells are merged."""

    last_row: int = 0
    columns: int = 0
    merged: list[str] = field(default_factory=list)


def inspect(data: bytes, name: str) -> dict[str, Extent]:
    """Return the extent of every worksheet part, or refuse an archive that is damaged, hostile or far too large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            refuse_bomb(parts, name)
            extents = {part.filename: extent_of(archive, part, name) for part in parts}
    except BROKEN:
        raise damaged(name) from None
    sheets = {part: extent for part, extent in extents.items() if extent}
    if "xl/workbook.xml" not in extents:
        raise no_workbook(name)
    refuse_excess(sum(sheet.last_row for sheet in sheets.values()), 0, name)
    return sheets


def refuse_bomb(parts: list[ZipInfo], name: str) -> None:
    """Refuse what is locked, or would unpack to more than a workbook can be; the declared sizes are checked later."""
    if any(part.flag_bits & ENCRYPTED for part in parts):
        raise locked(name)
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(1, sum(part.compress_size for part in parts))
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or (unpacked > RATIO_COUNTS_FROM and ratio > MAX_RATIO):
        sentence = gettext(
            "“%(name)s” would unpack to far more than a list can hold, so it was not opened. "
            "Copy the list into a new workbook and choose that one."
        )
        raise UnreadableFile(sentence % {"name": name})


def extent_of(archive: ZipFile, part: ZipInfo, name: str) -> Extent | None:
    """Read one part through, in pieces, and return its extent if it is a worksheet."""
    with archive.open(part) as content:
        if PurePosixPath(part.filename).suffix.lower() in NOT_XML or part.is_dir():
            read_bytes(content, name)
            return None
        return Scan(name).through(content)


def read_bytes(content: IO[bytes], name: str) -> None:
    """Read a part that is no XML to its end, so that its size and sum are proved."""
    tail = b""
    while chunk := content.read(CHUNK):
        if DOCUMENT_TYPE.search(tail + chunk):
            raise hostile(name)
        tail = chunk[-16:]


class Scan:
    """One pass over one XML part."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.extent: Extent | None = None
        self.row = 0
        self.column = 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.document_type
        self.parser.StartElementHandler = self.root

    def through(self, content: IO[bytes]) -> Extent | None:
        """Parse the part to its end and return the extent of a worksheet."""
        while chunk := content.read(CHUNK):
            self.parser.Parse(chunk, False)
        self.parser.Parse(b"", True)
        return self.extent

    def document_type(self, *_declared: object) -> None:
        """Refuse a document type: workbooks have none, and entities are how XML attacks."""
        raise hostile(self.name)

    def root(self, tag: str, _attributes: dict[str, str]) -> None:
        """Count cells in worksheets only."""
        if tag.rpartition(":")[2] == "worksheet":
            self.extent = Extent()
            self.parser.StartElementHandler = self.element
        else:
            self.parser.StartElementHandler = None

    def element(self, tag: str, attributes: dict[str, str]) -> None:
        """Note rows and columns that hold something, and merged cells."""
        extent = self.extent or Extent()
        match tag.rpartition(":")[2]:
            case "row":
                self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            case "c":
                self.column = column_number(attributes.get("r", "")) or self.column + 1
            case "v" | "is" | "f":
                extent.last_row = max(extent.last_row, self.row)
                extent.columns = max(extent.columns, self.column)
                refuse_excess(extent.last_row, extent.columns, self.name)
            case "mergeCell":
                extent.merged.append(attributes.get("ref", ""))
                refuse_excess(len(extent.merged), 0, self.name)


def column_number(reference: str) -> int:
    """Return the number of the column in a cell reference: AB12 is 28; 0 without one."""
    letters = LETTERS.match(reference)
    number = 0
    for letter in letters.group() if letters else "":
        number = number * 26 + ord(letter) - 64
    return number


def damaged(name: str) -> UnreadableFile:
    """Return the refusal of a workbook that cannot be read."""
    sentence = gettext(
        "“%(name)s” is damaged and cannot be read as a workbook. Open it in your spreadsheet programme, "
        "save it again as XLSX, and choose it again."
    )
    return UnreadableFile(sentence % {"name": name})


def hostile(name: str) -> UnreadableFile:
    """Return the refusal of a workbook with a document type in it."""
    sentence = gettext(
        "“%(name)s” holds an XML document type, which no spreadsheet programme writes, so it was not opened. "
        "Copy the list into a new workbook and choose that one."
    )
    return UnreadableFile(sentence % {"name": name})


def locked(name: str) -> UnreadableFile:
    """Return the refusal of a workbook under a password."""
    sentence = gettext("“%(name)s” is protected by a password. Save it without one and choose it again.")
    return UnreadableFile(sentence % {"name": name})


def no_workbook(name: str) -> UnreadableFile:
    """Return the refusal of an archive without a workbook."""
    sentence = gettext("“%(name)s” is no Excel workbook. Save the list as XLSX or CSV and choose it again.")
    return UnreadableFile(sentence % {"name": name})
