import csv
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook

from pmo.ui.exports import Column, export, guarded, looks_calculated, unguarded

COLUMNS = [Column(_("Statement"), width=60), Column(_("When"), width=12)]
DANGEROUS = ["=1+1", "+1-1x", "-a", "@SUM(1)", "\t=1", "\r=1", " =1", "'=1", "＝1+1", "=cmd|' /C calc'!A0"]


def body(answer: HttpResponseBase) -> bytes:
    return b"".join(answer)  # type: ignore[arg-type]


def as_csv(*rows: tuple[Any, ...], columns: list[Column] = COLUMNS) -> list[list[str]]:
    text = body(export(rows, columns, name="List", kind="csv")).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline="")))


def as_sheet(*rows: tuple[Any, ...], columns: list[Column] = COLUMNS) -> Any:
    return load_workbook(BytesIO(body(export(rows, columns, name="List", kind="xlsx")))).active


def test_csv_begins_with_a_mark_so_that_excel_reads_utf_8() -> None:
    answer = export([("Zoë", 1)], COLUMNS, name="List", kind="csv")

    assert body(answer) == "\ufeffStatement,When\r\nZoë,1\r\n".encode()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_left_for_a_spreadsheet_to_calculate(text: str) -> None:
    in_csv = as_csv((text, ""))[1][0]
    cell = as_sheet((text, ""))["A2"]

    assert in_csv.startswith("'")
    assert cell.value.startswith("'")
    assert cell.data_type == "s"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["-5", "+3.5", "-12,5", "-7%", "a=b", "5 - 3", "’=’", ""])
def test_numbers_and_harmless_text_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text
    assert not looks_calculated(text)


def test_numbers_stay_numbers() -> None:
    sheet = as_sheet((-5, Decimal("2.50")), (-0.25, 10**6))

    assert [[cell.value for cell in row] for row in sheet["A2:B3"]] == [[-5, 2.5], [-0.25, 1000000]]
    assert as_csv((-5, Decimal("2.50")))[1] == ["-5", "2.50"]


def test_dates_are_iso_in_csv_and_real_in_a_workbook() -> None:
    day, instant = date(2026, 3, 31), datetime(2026, 3, 31, 9, 30, tzinfo=timezone(timedelta(hours=1)))

    assert as_csv((day, instant))[1] == ["2026-03-31", "2026-03-31 08:30:00"]
    row = as_sheet((day, instant))[2]
    assert [cell.value for cell in row] == [datetime(2026, 3, 31), datetime(2026, 3, 31, 8, 30)]
    assert [cell.number_format for cell in row] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert as_csv((datetime(2026, 1, 1, tzinfo=UTC), date(1066, 10, 14)))[1][1] == "1066-10-14"
    assert as_sheet((date(1066, 10, 14), None))["A2"].value == "1066-10-14"


def test_the_header_of_a_workbook_stays_in_view_and_its_columns_have_widths() -> None:
    sheet = as_sheet(("a", "b"))

    assert [cell.value for cell in sheet[1]] == ["Statement", "When"]
    assert sheet["A1"].font.bold
    assert sheet.freeze_panes == "A2"
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (60, 12)


def test_characters_that_break_a_workbook_are_left_out() -> None:
    text = "a\x00b\x0bc\x1fd\ud800e\uffff\r\nf"

    assert as_sheet((text, ""))["A2"].value == "abcde\nf"
    assert as_csv((text, ""))[1][0] == "abcde\nf"


def test_a_text_longer_than_a_cell_ends_in_an_ellipsis_in_a_workbook_and_is_whole_in_csv() -> None:
    text = "x" * 40_000

    shown = as_sheet((text, ""))["A2"].value

    assert len(shown) == 32_767
    assert shown.endswith("…")
    assert as_csv((text, ""))[1][0] == text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_name_of_the_file_is_safe_and_keeps_its_letters(kind: Any) -> None:
    answer = export([], COLUMNS, name='Zoë/"../Ausschuß\r\n', kind=kind)

    told = answer["Content-Disposition"]
    assert told.startswith("attachment; filename*=utf-8''Zo%C3%AB-..-Ausschu%C3%9F")
    assert told.endswith(f".{kind}")
    assert export([], COLUMNS, name="Requirements", kind=kind)["Content-Disposition"] == (
        f'attachment; filename="Requirements.{kind}"'
    )


def test_rows_leave_as_they_are_made() -> None:
    made = []

    def rows() -> Any:
        for number in range(3):
            made.append(number)
            yield (number, "")

    answer = export(rows(), COLUMNS, name="List", kind="csv")
    lines = iter(answer)  # type: ignore[call-overload]
    next(lines), next(lines), next(lines)

    assert made == [0]


def test_a_third_kind_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="csv or xlsx"):
        export([], COLUMNS, name="List", kind="pdf")  # type: ignore[arg-type]


@given(some.text())
def test_reading_undoes_the_guard_of_any_text(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(
    some.lists(some.text(some.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40), min_size=1, max_size=5)
)
def test_any_text_comes_back_from_both_files(texts: list[str]) -> None:
    rows = [(text, "") for text in texts]

    from_csv = [unguarded(row[0]) for row in as_csv(*rows)[1:]]
    from_sheet = [unguarded(row[0].value or "") for row in as_sheet(*rows).iter_rows(min_row=2)]

    assert from_csv == texts
    assert from_sheet == texts
