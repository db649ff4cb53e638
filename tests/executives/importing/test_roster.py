from pathlib import Path

import pytest
from openpyxl import Workbook

from executives.importing.matching import same_statement_key
from executives.importing.roster import Roster, read_roster
from tests.executives.importing.making import EXECUTIVES, FINANCE, REQUIREMENTS, csv_of, saved, workbook

DEMONSTRATION = Path(__file__).parents[3] / "pmo/desk/demonstration/data"
KNOWN = {"t.w@example.org"}
SAID = ("R1", "t.w@example.org", "issue", "It is late.", "2026-12-31", "must", "no")


def executives(*rows: tuple[str, ...], labels: tuple[str, ...] = EXECUTIVES) -> Roster:
    return read_roster(csv_of(labels, *rows), "executives.csv")


def requirements(*rows: tuple[str, ...]) -> Roster:
    return read_roster(csv_of(REQUIREMENTS, *rows), "requirements.csv", known_emails=KNOWN)


def verdicts(roster: Roster) -> list[str]:
    return [row.verdict for row in roster.rows]


def problems(roster: Roster) -> list[str]:
    return [finding.problem for row in roster.rows for finding in row.findings]


def test_the_demonstration_files_are_taken_as_they_stand() -> None:
    seats = read_roster((DEMONSTRATION / "executives.csv").read_bytes(), "executives.csv")
    people = {row.record["email"] for row in seats.executives if row.record}
    wanted = read_roster((DEMONSTRATION / "requirements.csv").read_bytes(), "r.csv", known_emails=people)

    assert verdicts(seats) == ["header", *["accept"] * 9]
    assert len(wanted.requirements) == 45
    assert not wanted.refused
    assert wanted.requirements[0].source_ref == "R001"
    assert wanted.notes == ()


def test_requirements_of_nobody_known_are_refused() -> None:
    roster = read_roster(csv_of(REQUIREMENTS, SAID), "requirements.csv")

    assert problems(roster) == ["unknown_executive"]


def test_a_known_address_is_known_in_any_case() -> None:
    roster = read_roster(csv_of(REQUIREMENTS, SAID), "requirements.csv", known_emails={" T.W@Example.org"})

    assert verdicts(roster) == ["header", "accept"]


def test_a_seat_without_a_person_is_a_vacancy() -> None:
    roster = executives(FINANCE, ("Director of Ferries", "", "", "input", "", "", ""))

    assert verdicts(roster)[1:] == ["accept", "accept"]


def test_a_vacancy_says_that_it_is_one() -> None:
    roster = executives(("Ferries", "", "", "input", "no", "", ""))

    assert roster.executives[0].is_vacancy
    assert roster.executives[0].sentence() == "A seat without a person: a vacancy."


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("", "A B", "a@example.org", "input"), "seat"),
        (("Ferries", "A B", "a@example.org", ""), "decision_role"),
        (("Ferries", "A B", "", "input"), "email"),
        (("Ferries", "", "a@example.org", "input"), "name"),
    ],
)
def test_what_a_seat_cannot_be_without_is_asked_for(row: tuple[str, ...], field: str) -> None:
    roster = executives(row)

    assert [(finding.field, finding.problem) for finding in roster.rows[1].findings] == [(field, "missing")]
    assert roster.rows[1].record is None


def test_a_lone_seat_is_asked_about_and_not_passed_over() -> None:
    assert verdicts(executives(FINANCE, ("Director of Ferries", "", "", "", "", "", ""))) == [
        "header",
        "accept",
        "refuse",
    ]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("decision_role", "voter", "unknown_role"),
        ("sponsor", "perhaps", "unknown_yes_no"),
        ("active_from", "last spring", "unreadable_date"),
        ("active_from", "05/06/24", "unreadable_date"),
        ("active_from", "2026-02-30", "impossible_date"),
        ("active_to", "2019-09-15", "dates_reversed"),
        ("email", "t.w@", "invalid_email"),
        ("name", "Theo Winter <chief@example.org>", "name_of_an_address"),
        ("seat", "x" * 201, "too_long"),
    ],
)
def test_what_cannot_be_read_is_refused_and_never_guessed(field: str, value: str, problem: str) -> None:
    row = dict(zip(EXECUTIVES, FINANCE, strict=True)) | {field: value}

    roster = executives(tuple(row.values()))

    assert problems(roster) == [problem]
    assert verdicts(roster) == ["header", "refuse"]


@pytest.mark.parametrize(
    ("typed", "day", "ambiguous"),
    [
        ("2026-06-30", "2026-06-30", False),
        ("2026/6/3", "2026-06-03", False),
        ("30.6.2026", "2026-06-30", False),
        ("03-02-2026", "2026-02-03", True),
        ("05/05/2026", "2026-05-05", False),
        ("3rd Feb 2026", "2026-02-03", False),
        ("3 Sept. 2026", "2026-09-03", False),
        ("February 3 2026", "2026-02-03", False),
        ("29 February 2028", "2028-02-29", False),
    ],
)
def test_a_typed_date_is_read_day_first(typed: str, day: str, ambiguous: bool) -> None:
    row = requirements((*SAID[:4], typed, *SAID[5:])).requirements[0]

    assert row.record is not None
    assert row.record["wanted_by"] == day
    assert row.asks_for_a_look is ambiguous


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("31/06/2026", "there is no 31 June."),
        ("29/02/2027", "there is no 29 February 2027."),
        ("09/16/2026", "there is no month 16."),
        ("0 June 2026", "there is no 0 June."),
        ("1 June 0026", "the year 26 is out of reach."),
    ],
)
def test_an_impossible_date_is_refused_with_its_reason(typed: str, reason: str) -> None:
    assert reason in requirements((*SAID[:4], typed, *SAID[5:])).refused[0].sentence()


@pytest.mark.parametrize(
    ("typed", "label"),
    [("Won’t", "wont"), ("WON'T HAVE", "wont"), ("must-have", "must"), (" Could ", "could"), ("S", "should")],
)
def test_a_priority_is_read_in_its_spellings(typed: str, label: str) -> None:
    row = requirements((*SAID[:5], typed, SAID[6])).requirements[0]

    assert row.record is not None
    assert row.record["priority"] == label


def test_two_people_in_one_seat_at_once_are_refused_and_one_after_the_other_taken() -> None:
    before = ("CFO", "A B", "a@example.org", "signatory", "no", "2010-01-01", "2019-09-15")
    at_once = ("cfo", "C D", "c@example.org", "signatory", "no", "2020-01-01", "")

    assert verdicts(executives(before, FINANCE)) == ["header", "accept", "accept"]
    assert problems(executives(FINANCE, at_once)) == ["duplicate_seat"]


def test_a_reference_is_given_once() -> None:
    roster = requirements(SAID, (*SAID[:3], "Something else.", *SAID[4:]))

    assert problems(roster) == ["duplicate_ref"]
    assert "R1 stands in row 2 already" in roster.refused[0].sentence()


def test_the_same_words_of_the_same_executive_are_taken_once() -> None:
    roster = requirements(SAID, ("R2", *SAID[1:3], "it is  LATE.", *SAID[4:]))

    assert roster.refused[0].findings[-1].as_dict()["same_as"] == "R1"


def test_a_refused_row_is_not_what_a_later_one_repeats() -> None:
    roster = requirements(("R1", SAID[1], "wish", *SAID[3:]), ("R2", *SAID[1:]))

    assert verdicts(roster) == ["header", "refuse", "accept"]


def test_labels_are_known_in_any_case_and_punctuation() -> None:
    labels = (" SEAT:", "Full\u00a0Name", "E-Mail", "Role in the decision?", "Sponsor", "In post from", "Until")

    assert verdicts(executives(FINANCE, labels=labels)) == ["header", "accept"]


def test_columns_that_are_not_read_are_named() -> None:
    roster = read_roster(csv_of((*EXECUTIVES, "Shoe size"), (*FINANCE, "43")), "executives.csv")

    assert roster.notes == ("Not read in “executives.csv”: the columns Shoe size.",)


def test_a_header_that_repeats_is_a_header_again() -> None:
    assert verdicts(executives(FINANCE, EXECUTIVES)) == ["header", "accept", "header"]


def test_numbers_and_truth_in_cells_are_read_as_words() -> None:
    data = workbook(REQUIREMENTS, (17, "t.w@example.org", "need", 2027, None, "must", True))

    row = read_roster(data, "list.xlsx", known_emails=KNOWN).requirements[0]

    assert row.record is not None
    assert (row.source_ref, row.record["statement"], row.record["confirmed"]) == ("17", "2027", "yes")


def test_the_preview_of_a_refused_row_keeps_what_was_typed() -> None:
    roster = requirements(("R1", SAID[1], "Wish", *SAID[3:]))

    assert roster.refused[0].as_found == ("R1", SAID[1], "Wish", *SAID[3:])


def test_characters_that_cannot_be_seen_are_removed_and_own_words_kept() -> None:
    row = requirements((*SAID[:3], "\u200bA\u00a0ship’s\x7f call ", *SAID[4:])).requirements[0]

    assert row.record is not None
    assert row.record["statement"] == "A\u00a0ship’s call"
    assert [finding.problem for finding in row.findings] == ["control_characters", "smart_quotes"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s “late”", 'it\'s  "LATE" '),
        ("Über\nuns", "u\u0308ber uns"),
        ("«so»", '"so"'),
    ],
)
def test_statements_are_the_same_whatever_their_case_spaces_and_quotes(one: str, other: str) -> None:
    assert same_statement_key("A@b.org ", one) == same_statement_key("a@B.org", other)


def test_statements_of_two_people_or_with_other_words_differ() -> None:
    assert same_statement_key("a@b.org", "x") != same_statement_key("c@b.org", "x")
    assert same_statement_key("a@b.org", "x-y") != same_statement_key("a@b.org", "x y")


def test_a_merged_date_goes_to_the_rows_below_it() -> None:
    made = Workbook()
    for row in (REQUIREMENTS, SAID, ("R2", *SAID[1:3], "Other.", None, *SAID[5:])):
        made.active.append(row)
    made.active.merge_cells("E2:E3")

    row = read_roster(saved(made), "list.xlsx", known_emails=KNOWN).requirements[1]

    assert row.record is not None
    assert row.record["wanted_by"] == "2026-12-31"
    assert row.findings[0].take_value_from_row == 2
