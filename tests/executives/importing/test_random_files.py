"""Random bytes, random damage, random cells: a file is read, or refused with a sentence."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from executives.importing.roster import read_roster
from executives.importing.sheets import UnreadableFile
from tests.executives.importing.making import EXECUTIVES, FINANCE, REQUIREMENTS, part, with_parts, workbook

MADE = workbook(EXECUTIVES, FINANCE)
SHEET = "xl/worksheets/sheet1.xml"


def either_read_or_refused(data: bytes, name: str) -> None:
    sentences = []
    try:
        sentences = [row.sentence() for row in read_roster(data, name).rows]
    except UnreadableFile as refused:
        sentences = [refused.sentence]

    assert all(sentences)


@given(some.binary(max_size=2000), some.sampled_from(["list.csv", "list.xlsx", "list", "list.xls"]))
def test_no_bytes_break_the_reader(data: bytes, name: str) -> None:
    either_read_or_refused(data, name)


@given(some.binary(max_size=500))
def test_no_bytes_after_the_mark_of_an_archive_break_the_reader(data: bytes) -> None:
    either_read_or_refused(b"PK\x03\x04" + data, "list.xlsx")


@given(some.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_damage_to_a_workbook_breaks_the_reader(data: some.DataObject) -> None:
    damaged = bytearray(MADE)
    for _ in range(data.draw(some.integers(1, 5))):
        damaged[data.draw(some.integers(0, len(damaged) - 1))] = data.draw(some.integers(0, 255))

    either_read_or_refused(bytes(damaged), "list.xlsx")


@given(some.data())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_damage_to_the_parts_of_a_workbook_breaks_the_reader(data: some.DataObject) -> None:
    place = data.draw(some.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]))
    content = bytearray(part(MADE, place))
    for _ in range(data.draw(some.integers(1, 4))):
        content[data.draw(some.integers(0, len(content) - 1))] = data.draw(some.sampled_from(b'<>/"&9aA= \n'))

    either_read_or_refused(with_parts(MADE, {place: bytes(content)}), "list.xlsx")


cells = some.one_of(
    some.text(max_size=60),
    some.integers(),
    some.floats(),
    some.booleans(),
    some.none(),
    some.datetimes(),
    some.sampled_from(["31/02/2026", "=1+1", "@x", "\u202eabc", "a@b.c", "Issue", "Won’t", "  ", "99/99/9999"]),
)


@given(some.lists(some.lists(cells, max_size=9), max_size=6))
@settings(deadline=None)
def test_no_cells_break_the_reader(rows: list[list[object]]) -> None:
    header = [*REQUIREMENTS, *EXECUTIVES[:2]]
    lines = [header, *([str(value).replace("\0", "") for value in row] for row in rows)]
    text = "\n".join(";".join('"' + value.replace('"', '""') + '"' for value in line) for line in lines)

    either_read_or_refused(text.encode("utf-8", "replace"), "list.csv")
