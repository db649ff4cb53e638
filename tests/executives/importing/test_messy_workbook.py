"""The workbook as it is really kept, row by row against what must come of it."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from executives.importing.matching import same_statement_key
from executives.importing.roster import Roster, read_roster
from executives.importing.rows import Row

HARBOUR_RAIL = Path(__file__).parents[2] / "data/harbour-rail"
DEMONSTRATION = Path(__file__).parents[3] / "pmo/desk/demonstration/data"
EXPECTED = json.loads((HARBOUR_RAIL / "messy-expected.json").read_text())
WORKBOOK = HARBOUR_RAIL / EXPECTED["file"]
REFS = {row["row"]: row["source_ref"] for row in EXPECTED["rows"] if "source_ref" in row}


@pytest.fixture(scope="module")
def roster() -> Roster:
    return read_roster(WORKBOOK.read_bytes(), WORKBOOK.name)


@pytest.fixture(scope="module")
def rows(roster: Roster) -> dict[tuple[str, int], Row]:
    return {(row.sheet, row.number): row for row in roster.rows}


def told(row: Row) -> list[dict[str, Any]]:
    """Return the findings as the expectation writes them; it names an earlier row by its reference."""
    findings = [finding.as_dict() for finding in row.findings]
    for finding in findings:
        if "same_as" in finding:
            finding["same_as"] = REFS[int(finding["same_as"].removeprefix("row "))]
    return findings


def test_every_row_of_the_workbook_has_a_verdict(rows: dict[tuple[str, int], Row]) -> None:
    assert sorted(rows) == sorted((row["sheet"], row["row"]) for row in EXPECTED["rows"])
    assert len(rows) == 86


@pytest.mark.parametrize("expected", EXPECTED["rows"], ids=lambda row: f"{row['sheet']} {row['row']}")
def test_a_row_gets_the_expected_verdict_record_and_findings(
    expected: dict[str, Any], rows: dict[tuple[str, int], Row]
) -> None:
    row = rows[expected["sheet"], expected["row"]]

    assert row.verdict == expected["verdict"], row.sentence()
    assert row.record == expected.get("record")
    assert told(row) == expected.get("findings", [])


def test_the_verdicts_are_counted_by_sheet(roster: Roster) -> None:
    assert roster.counts() == EXPECTED["counts"]


@pytest.mark.parametrize("sheet", EXPECTED["column_mapping"])
def test_the_columns_are_mapped_to_their_fields(sheet: str, roster: Roster) -> None:
    header = roster.headers[sheet]

    mapped = {header.labels[place]: field for field, place in header.fields.items()}

    assert mapped == EXPECTED["column_mapping"][sheet]


def test_every_row_says_in_a_sentence_what_becomes_of_it(roster: Roster) -> None:
    for row in roster.rows:
        sentence = row.sentence()

        assert sentence.endswith("."), sentence
        assert "%(" not in sentence
        assert "None" not in sentence


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("Executives", 16), "t.wieczorek@example.org stands in row 6 already"),
        (("Executives", 17), "“Not-An-Address” is not an e-mail address"),
        (("Requirements", 12), "gavin.thripp@example.org is not on the list of executives"),
        (("Requirements", 13), "“Wish” is not one of issue, opportunity, need, constraint, exclusion"),
        (("Requirements", 21), "40,000 characters are more than the 8,000 that fit"),
        (("Requirements", 28), '="Trains late: "&SUM(3,4), without a value'),
        (("Requirements", 55), "“31/06/2026”: there is no 31 June"),
        (("Requirements", 61), "What they said: Nothing is written here"),
        (("Requirements", 65), "the same as row 59 of the same executive"),
    ],
)
def test_a_refusal_says_what_was_wrong(place: tuple[str, int], words: str, rows: dict[tuple[str, int], Row]) -> None:
    assert words in rows[place].sentence()


def test_an_ambiguous_date_is_shown_with_the_reading_chosen(rows: dict[tuple[str, int], Row]) -> None:
    row = rows["Executives", 11]

    assert row.asks_for_a_look
    assert "“03/02/2020” was read with the day first, as 3 February 2020" in row.sentence()
    assert not rows["Executives", 6].asks_for_a_look


def test_the_workbook_and_the_csv_say_the_same_by_executive_and_statement(roster: Roster) -> None:
    with (DEMONSTRATION / "requirements.csv").open(encoding="utf-8", newline="") as file:
        by_key = {same_statement_key(row["executive_email"], row["statement"]): row for row in csv.DictReader(file)}

    matched = {
        row.number: by_key[key]["ref"]
        for row in roster.requirements
        if row.record and (key := same_statement_key(row.record["executive_email"], row.record["statement"])) in by_key
    }

    assert matched == REFS
