"""CSV as spreadsheets write it: several encodings, three delimiters, quoted line breaks."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from django.utils.translation import gettext

from executives.importing.sheets import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Cell, Line, Sheet, UnreadableFile, up_to_last
from pmo.ui.exports import unguarded

DELIMITERS = (",", ";", "\t")
SAMPLE = 30
BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# A cell that is too long refuses its row later, with a sentence; the csv module would refuse the whole file.
csv.field_size_limit(MAX_BYTES)


def read_plaintext(data: bytes, name: str) -> Sheet:
    """Return the one sheet of a CSV file; rows are counted as a spreadsheet would show them."""
    text, notes = decoded(data, name)
    first, _, rest = text.partition("\n")
    declared = re.fullmatch(r'"?sep=(.)"?', first.strip("\r\n "))
    delimiter = declared.group(1) if declared else delimiter_of(text)
    lines = [Line(1, ())] if declared else []
    for number, row in enumerate(records(rest if declared else text, delimiter), 2 if declared else 1):
        lines.append(Line(number, tuple(Cell(unguarded(value)) for value in row)))
        refuse_excess(number, len(row), name)
    return Sheet(name, up_to_last(lines), notes)


def decoded(data: bytes, name: str) -> tuple[str, list[str]]:
    """Return the text of the file, and a note where its encoding had to be assumed."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return text_in(data, encoding, name), []
    try:
        return plain(data.decode("utf-8"), name), []
    except UnicodeDecodeError:
        text = text_in(data, "cp1252", name)
    note = gettext("“%(name)s” is not in UTF-8; it was read as Western European (Windows). Check accented letters.")
    return text, [note % {"name": name}]


def text_in(data: bytes, encoding: str, name: str) -> str:
    """Return the text in an encoding, or refuse what is no text in it."""
    try:
        return plain(data.decode(encoding), name)
    except UnicodeDecodeError:
        raise not_text(name) from None


def plain(text: str, name: str) -> str:
    """Return the text, or refuse it when it holds characters that no list holds."""
    if BINARY.search(text):
        raise not_text(name)
    return text


def not_text(name: str) -> UnreadableFile:
    """Return the refusal of a file that is no text."""
    sentence = gettext(
        "“%(name)s” is neither a CSV file nor an XLSX workbook. Save the list as CSV or XLSX and choose it again."
    )
    return UnreadableFile(sentence % {"name": name})


def delimiter_of(text: str) -> str:
    """Return the delimiter under which the first rows have the most columns in common."""

    def agreement(delimiter: str) -> int:
        widths = Counter(len(row) for row in islice(records(text, delimiter), SAMPLE) if len(row) > 1)
        return max((width * rows for width, rows in widths.items()), default=0)

    return max(DELIMITERS, key=agreement)


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Return the records of the text."""
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def refuse_excess(rows: int, columns: int, name: str) -> None:
    """Refuse a list that is larger than any leadership team's."""
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise too_large(name)


def too_large(name: str) -> UnreadableFile:
    """Return the refusal of a list with too many rows or columns."""
    sentence = gettext(
        "“%(name)s” is larger than %(rows)s rows by %(columns)s columns. "
        "Keep only the list to import, and choose it again."
    )
    return UnreadableFile(sentence % {"name": name, "rows": f"{MAX_ROWS:,}", "columns": MAX_COLUMNS})
