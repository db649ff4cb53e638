"""What every file is turned into first: sheets of raw cells, and the limits that hold for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Value = str | int | float | bool | datetime | date | time | timedelta | None

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100


class UnreadableFile(Exception):
    """A file that cannot be read at all; its sentence says why, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it stands in the file: its value, and its formula or error where it has one."""

    value: Value = None
    formula: str = ""
    error: str = ""
    taken_from: int = 0

    @property
    def text(self) -> str:
        """The value as one would read it in the sheet; dates in ISO."""
        return in_words(self.value)

    @property
    def is_blank(self) -> bool:
        """Whether the cell shows nothing."""
        return not (self.formula or self.error or self.text.strip())

    @property
    def is_own(self) -> bool:
        """Whether the cell itself holds something, rather than the merged cell above it."""
        return not self.taken_from and not self.is_blank

    def as_found(self) -> str:
        """What a person sees in the cell: the formula or error before the value."""
        return self.formula or self.error or self.text


BLANK = Cell()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet, numbered as the spreadsheet shows it; a heading is one text merged across columns."""

    number: int
    cells: Sequence[Cell]
    is_heading: bool = False

    @property
    def own(self) -> list[Cell]:
        """The cells that hold something of their own."""
        return [cell for cell in self.cells if cell.is_own]

    @property
    def is_blank(self) -> bool:
        """Whether the row holds nothing of its own."""
        return not self.own


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook, or a whole CSV file; notes say what the reader had to assume."""

    title: str
    lines: Sequence[Line]
    notes: Sequence[str] = ()


def in_words(value: Value) -> str:
    """Return a value as text: whole numbers without a point, dates in ISO, truth as yes or no."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def up_to_last(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the blank ones at the end."""
    last = max((place for place, line in enumerate(lines, 1) if not line.is_blank), default=0)
    return list(lines[:last])
