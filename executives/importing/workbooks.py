"""XLSX by openpyxl, row by row; formulas are never calculated, merged cells give their value to the rows below."""

import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from django.utils.translation import gettext
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import range_boundaries

from executives.importing.archives import Extent, damaged, inspect
from executives.importing.plaintext import too_large
from executives.importing.sheets import (
    BLANK,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Line,
    Sheet,
    UnreadableFile,
    Value,
    up_to_last,
)
from pmo.ui.exports import unguarded

KNOWN = (str, bool, int, float, datetime, date, time, timedelta)
Grid = dict[int, list[Cell]]
Area = tuple[int, int, int, int]


def read_workbook(data: bytes, name: str) -> list[Sheet]:
    """Return the visible sheets of a workbook; a workbook that fails inspection is never parsed."""
    extents = inspect(data, name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(visible_sheets(data, name, extents))
    except UnreadableFile:
        raise
    except Exception as reason:  # whatever openpyxl stumbles over in a damaged workbook, the reader's answer is one
        raise damaged(name) from reason


def visible_sheets(data: bytes, name: str, extents: dict[str, Extent]) -> Iterator[Sheet]:
    """Yield the sheets in their order; a hidden one is named in a note and not read."""
    reader = opened(data, data_only=False)
    parts = {sheet.name: relation.target for sheet, relation in reader.parser.find_sheets()}
    if not set(parts.values()) <= set(reader.valid_files):
        raise damaged(name)
    stored = None
    for worksheet in reader.wb.worksheets:
        if worksheet.sheet_state != "visible":
            note = gettext("The sheet “%(sheet)s” is hidden and was not read.") % {"sheet": worksheet.title}
            yield Sheet(worksheet.title, (), (note,))
            continue
        extent = extents[parts[worksheet.title]]
        grid = grid_of(worksheet, extent)
        if any(cell.formula for row in grid.values() for cell in row):
            stored = stored or opened(data, data_only=True)
            add_stored_values(grid, stored.wb[worksheet.title], extent)
        areas = [area for ref in extent.merged if (area := boundaries(ref))]
        yield Sheet(worksheet.title, lines_of(grid, areas, name))


def opened(data: bytes, *, data_only: bool) -> ExcelReader:
    """Return a reader that has read everything but the rows: with formulas, or with the values stored for them."""
    reader = ExcelReader(BytesIO(data), read_only=True, keep_vba=False, data_only=data_only, keep_links=False)
    reader.read()
    return reader


def rows_of(worksheet: Any, extent: Extent) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Yield the numbered rows; what the sheet declares about its own size is not believed, only what was seen."""
    worksheet.reset_dimensions()
    if extent.last_row:
        rows = worksheet.iter_rows(min_col=1, max_col=extent.columns, min_row=1, max_row=extent.last_row)
        yield from enumerate(rows, 1)


def grid_of(worksheet: Any, extent: Extent) -> Grid:
    """Return the rows that hold anything."""
    grid: Grid = {}
    for number, row in rows_of(worksheet, extent):
        cells = [BLANK if cell.value is None else raw(cell.value, cell.data_type) for cell in row]
        while cells and cells[-1] is BLANK:
            cells.pop()
        if cells:
            grid[number] = cells
    return grid


def raw(value: object, kind: str) -> Cell:
    """Return a cell as it stands: a live formula without its value, an error, or a plain value."""
    if kind == "f":
        return Cell(formula=str(getattr(value, "text", None) or value))
    if kind == "e":
        return Cell(error=str(value))
    return Cell(literal(value))


def literal(value: object) -> Value:
    """Return a plain value; text loses our own guard and the carriage returns that Excel escapes."""
    if isinstance(value, str):
        return unguarded(value.replace("_x000D_", ""))
    return value if isinstance(value, KNOWN) else str(value)


def add_stored_values(grid: Grid, worksheet: Any, extent: Extent) -> None:
    """Give every formula the value that was stored with it, if any; nothing is calculated."""
    for number, row in rows_of(worksheet, extent):
        for place, cell in enumerate(grid.get(number, ())):
            if cell.formula and place < len(row) and row[place].value is not None:
                stored = raw(row[place].value, row[place].data_type)
                grid[number][place] = Cell(stored.value, cell.formula, stored.error)


def boundaries(reference: str) -> Area | None:
    """Return first column, first row, last column, last row of a merged area; None if it is not one."""
    left, top, right, bottom = range_boundaries(reference)
    return (left, top, right, bottom) if left and top and right and bottom else None


def lines_of(grid: Grid, areas: list[Area], name: str) -> list[Line]:
    """Return the lines up to the last that holds anything, with merged cells filled and headings marked."""
    last = max(grid, default=0)
    fill_downwards(grid, areas, last, name)
    headings = {top for left, top, right, _bottom in areas if right > left}
    rows = (Line(number, tuple(grid.get(number, ()))) for number in range(1, last + 1))
    return up_to_last([with_heading(line, line.number in headings) for line in rows])


def with_heading(line: Line, is_merged_across: bool) -> Line:
    """Return the line as a heading if one text, merged across columns, is all that it holds."""
    return Line(line.number, line.cells, is_merged_across and len(line.own) == 1)


def fill_downwards(grid: Grid, areas: Iterable[Area], last: int, name: str) -> None:
    """Copy the value of a merged cell to the rows that it covers, in its first column, saying where it came from."""
    budget = MAX_ROWS * MAX_COLUMNS
    for left, top, _right, bottom in areas:
        source = at(grid, top, left)
        budget -= max(0, min(bottom, last) - top)
        if budget < 0:
            raise too_large(name)
        if left > MAX_COLUMNS or source.is_blank:
            continue
        for number in range(top + 1, min(bottom, last) + 1):
            row = grid.setdefault(number, [])
            row.extend([BLANK] * (left - len(row)))
            if row[left - 1].is_blank:
                row[left - 1] = Cell(source.value, source.formula, source.error, taken_from=top)


def at(grid: Grid, row: int, column: int) -> Cell:
    """Return the cell at a row and column, counted from 1."""
    cells = grid.get(row, [])
    return cells[column - 1] if column <= len(cells) else BLANK
