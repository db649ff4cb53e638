import struct
import time
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from executives.importing.reading import read_sheets
from executives.importing.roster import read_roster
from executives.importing.sheets import MAX_BYTES, UnreadableFile
from tests.executives.importing.making import (
    EXECUTIVES,
    FINANCE,
    REQUIREMENTS,
    csv_of,
    part,
    saved,
    with_parts,
    workbook,
)

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refusal(data: bytes, name: str = "list.xlsx") -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_roster(data, name)
    assert refused.value.sentence.endswith(".")
    assert name in refused.value.sentence
    return refused.value.sentence


def texts(data: bytes, name: str) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in read_sheets(data, name)[0].lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    data = "seat,name\r\nCafé “Nord”,Zoë – O’Brien\r\n".encode(encoding)

    sheet = read_sheets(data, "list.csv")[0]

    assert [cell.text for cell in sheet.lines[1].cells] == ["Café “Nord”", "Zoë – O’Brien"]
    assert len(sheet.notes) == (encoding == "cp1252")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_by_the_rows(delimiter: str) -> None:
    data = csv_of(("Team, working list",), ("seat", "name", "email"), ("CFO", "T W", "t@e.org"), delimiter=delimiter)

    assert texts(data, "list.csv")[2] == ["CFO", "T W", "t@e.org"]


def test_a_line_that_declares_the_delimiter_is_obeyed() -> None:
    sheet = read_sheets(b"sep=;\r\nseat;name\r\na,b,c;d\r\n", "list.csv")[0]

    assert [(line.number, [cell.text for cell in line.cells]) for line in sheet.lines] == [
        (1, []),
        (2, ["seat", "name"]),
        (3, ["a,b,c", "d"]),
    ]


def test_a_line_break_inside_quotes_stays_in_its_cell() -> None:
    assert texts(b'seat,name\r\n"One\nTwo",x\r\n', "list.csv")[1] == ["One\nTwo", "x"]


def test_a_list_above_the_size_limit_is_refused_with_the_limit() -> None:
    assert "at most 5 MB" in refusal(b"seat,name\n" + b"x" * MAX_BYTES, "list.csv")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "list.csv", "is empty"),
        (b"  \n ", "list.csv", "is empty"),
        (b"seat,name", "list.xlsx", "named like a workbook"),
        (b"%PDF-1.7 ...", "list.csv", "is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "list.xls", "old XLS format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "list.xlsx",
            "protected by a password",
        ),
        (b"\x89PNG\r\n\x1a\n\0\0", "list.csv", "neither a CSV file nor an XLSX workbook"),
        (b"seat,name\0", "list.csv", "neither a CSV file nor an XLSX workbook"),
        (b"\xff\xfea", "list.csv", "neither a CSV file nor an XLSX workbook"),
        (b"plain words", "list.docx", "neither a CSV file nor an XLSX workbook"),
        (b"a,b\n1,2\n", "list.csv", "no header row"),
    ],
)
def test_what_is_no_list_is_refused_with_what_it_is(data: bytes, name: str, words: str) -> None:
    assert words in refusal(data, name)


def test_an_archive_without_a_workbook_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")

    assert "no Excel workbook" in refusal(out.getvalue())


def test_a_truncated_workbook_is_refused() -> None:
    data = workbook(EXECUTIVES, FINANCE)

    for length in range(4, len(data), 97):
        assert "damaged" in refusal(data[:length])


def test_a_zip_bomb_is_refused_before_anything_is_unpacked() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        for number in range(12):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b" " * 10 * 1024 * 1024)
    started = time.process_time()

    assert len(out.getvalue()) < MAX_BYTES
    assert "would unpack to far more" in refusal(out.getvalue())
    assert time.process_time() - started < 3


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = with_parts(workbook(EXECUTIVES, FINANCE), {SHEET: b"<worksheet>" + b" " * 40_000_000})
    start = honest.index(b"PK\x01\x02", honest.rindex(SHEET.encode()) - 46)
    lying = honest[: start + 24] + struct.pack("<L", 100) + honest[start + 28 :]

    assert "damaged" in refusal(lying)


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        b"<!DOCTYPE worksheet>",
    ],
)
@pytest.mark.parametrize("place", [SHEET, "xl/workbook.xml", "docProps/core.xml"])
def test_a_document_type_is_refused_wherever_it_stands(declaration: bytes, place: str) -> None:
    data = workbook(EXECUTIVES, FINANCE)
    content = part(data, place)
    body = content[content.index(b"?>") + 2 :] if content.startswith(b"<?xml") else content

    assert "XML document type" in refusal(with_parts(data, {place: declaration + body}))


def test_a_document_type_is_found_in_utf_16_and_in_parts_that_are_no_xml() -> None:
    data = workbook(EXECUTIVES, FINANCE)

    sly = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><worksheet/>'.encode("utf-16")

    assert "XML document type" in refusal(with_parts(data, {SHEET: sly}))
    assert "XML document type" in refusal(with_parts(data, {"xl/x.bin": b"\0" * 70_000 + b"<!DOCTYPE x>"}))


def test_parts_that_are_not_well_formed_are_refused() -> None:
    assert "damaged" in refusal(with_parts(workbook(EXECUTIVES), {SHEET: b"<worksheet><row></worksheet>"}))
    assert "damaged" in refusal(with_parts(workbook(EXECUTIVES), {}, without=[SHEET]))


def test_a_workbook_under_a_password_inside_the_archive_is_refused() -> None:
    data = bytearray(workbook(EXECUTIVES))
    for place in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[place] |= 1

    assert "protected by a password" in refusal(bytes(data))


def test_too_many_rows_or_columns_are_refused_with_the_limits() -> None:
    wide = workbook([f"c{n}" for n in range(101)])
    long = "seat,name\n" + "a,b\n" * 20_001

    assert "larger than 20,000 rows by 100 columns" in refusal(wide)
    assert "larger than 20,000 rows by 100 columns" in refusal(long.encode(), "list.csv")


def test_a_stray_cell_far_down_is_refused_and_does_not_stop_the_reader() -> None:
    data = workbook(EXECUTIVES, FINANCE)
    far = part(data, SHEET).replace(
        b"</sheetData>", b'<row r="999999999"><c r="A999999999"><v>1</v></c></row></sheetData>'
    )
    started = time.process_time()

    assert "larger than 20,000 rows" in refusal(with_parts(data, {SHEET: far}))
    assert time.process_time() - started < 3


def test_formatting_far_down_does_no_harm() -> None:
    made = Workbook()
    made.active.append(EXECUTIVES)
    made.active.append(FINANCE)
    made.active.cell(row=900_000, column=300).style = "Good"

    assert len(read_roster(saved(made), "list.xlsx").rows) == 2


def test_what_a_sheet_declares_about_its_size_is_not_believed() -> None:
    data = workbook(EXECUTIVES, FINANCE)
    small = part(data, SHEET).replace(b'ref="A1:G2"', b'ref="A1"')

    assert small != part(data, SHEET)
    assert len(read_roster(with_parts(data, {SHEET: small}), "list.xlsx").executives) == 1


def test_a_formula_with_a_stored_value_gives_the_value_and_says_so() -> None:
    data = workbook(EXECUTIVES, ('="C"&"FO"', *FINANCE[1:]))
    stored = part(data, SHEET).replace(b"<v />", b"<v>CFO</v>").replace(b'<c r="A2">', b'<c r="A2" t="str">')

    row = read_roster(with_parts(data, {SHEET: stored}), "list.xlsx").executives[0]

    assert row.record is not None
    assert row.record["seat"] == "CFO"
    assert [finding.problem for finding in row.findings] == ["formula_value"]


def test_strings_that_a_workbook_keeps_apart_are_read_with_their_formatting_left_out() -> None:
    data = workbook(EXECUTIVES, FINANCE)
    shared = (
        f'<sst xmlns="{MAIN}"><si><r><t>Chief </t></r><r><rPr><b/></rPr><t>Executive</t></r></si>'
        "<si><t>'=1+1</t></si></sst>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}" /></Types>'
    cell = b'<c r="A2" t="inlineStr"><is><t>CFO</t></is></c>'
    parts = {
        "xl/sharedStrings.xml": shared.encode(),
        "[Content_Types].xml": part(data, "[Content_Types].xml").replace(b"</Types>", override.encode()),
        SHEET: part(data, SHEET)
        .replace(cell, b'<c r="A2" t="s"><v>0</v></c>')
        .replace(b">2019-09-16<", b">1 May 2019<"),
    }

    row = read_roster(with_parts(data, parts), "list.xlsx").executives[0]

    assert row.record is not None
    assert (row.record["seat"], row.record["active_from"]) == ("Chief Executive", "2019-05-01")


def test_an_error_in_a_cell_refuses_its_row_only() -> None:
    made = Workbook()
    for row in (EXECUTIVES, FINANCE, ("#REF!", "A B", "a@example.org", "input")):
        made.active.append(row)

    roster = read_roster(saved(made), "list.xlsx")

    assert [row.verdict for row in roster.rows] == ["header", "accept", "refuse"]
    assert "error #REF!" in roster.refused[0].sentence()


def test_a_hidden_sheet_is_named_and_not_read() -> None:
    made = Workbook()
    made.active.append(EXECUTIVES)
    made.active.append(FINANCE)
    hidden = made.create_sheet("Old")
    hidden.append(EXECUTIVES)
    hidden.sheet_state = "hidden"

    roster = read_roster(saved(made), "list.xlsx")

    assert {row.sheet for row in roster.rows} == {"Sheet"}
    assert roster.notes == ("The sheet “Old” is hidden and was not read.",)


def test_ten_thousand_rows_are_read_in_less_than_five_seconds() -> None:
    rows = [
        (f"R{n}", "t.w@example.org", "Issue", f"Statement number {n}, said once. " * 4, "31/12/2026", "Must", "Y")
        for n in range(10_000)
    ]
    began = time.process_time()
    data = workbook(REQUIREMENTS, *rows)
    written = time.process_time()

    roster = read_roster(data, "list.xlsx", known_emails={"t.w@example.org"})

    read = time.process_time()
    assert read - written < max(5, 4 * (written - began))  # a slow machine took its time to write the file, too
    assert len(roster.requirements) == 10_000


def test_a_cell_of_40_000_characters_refuses_its_row_and_no_other() -> None:
    good = ("R1", "t.w@example.org", "issue", "Short.", "", "must", "no")
    long = ("R2", "t.w@example.org", "issue", "x" * 40_000, "", "must", "no")
    data = csv_of(REQUIREMENTS, good, long, ("R3", *good[1:3], "Other.", *good[4:]))

    roster = read_roster(data, "list.csv", known_emails={"t.w@example.org"})

    assert [row.source_ref for row in roster.requirements] == ["R1", "R3"]
    assert roster.refused[0].findings[0].length == 40_000
