"""A file is looked at first; then all its accepted rows go in together, once, or none."""

import json
from datetime import date
from pathlib import Path

import pytest

from executives.models import Holder, Requirement, RosterFile, Seat, Wording
from executives.selectors.rosters import roster_screen
from executives.services import requirements, rosters, seats
from executives.states import RequirementState, RowOutcome
from pmo.access.verdicts import Ground, Refused
from pmo.audit.models import LedgerEntry
from tests.executives.importing.making import csv_of
from tests.executives.planning.lists import ASKED, CFO, SAID, SEATS, outcomes
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent.parent
DATA = ROOT / "pmo/desk/demonstration/data"
MESSY = ROOT / "tests/data/harbour-rail/executives-and-requirements-messy.xlsx"
EXPECTED = json.loads((ROOT / "tests/data/harbour-rail/messy-expected.json").read_text())


def harbour_rail(take_in):
    take_in((DATA / "executives.csv").read_bytes(), "executives.csv")
    return take_in((DATA / "requirements.csv").read_bytes(), "requirements.csv")


def test_nothing_is_written_until_the_manager_says_so(office, look_at):
    screen = look_at(SEATS, CFO)

    assert outcomes(screen) == ["ignored", "new"]
    assert not Seat.objects.exists()


def test_the_two_lists_of_harbour_rail_go_in_whole(office, take_in):
    done = harbour_rail(take_in)

    assert office.seats.count() == 9
    assert office.seats.get(sponsor=True).title == "Chief Operating Officer"
    assert Requirement.objects.filter(office=office).count() == 45
    assert done.applied["counts"]["requirements"]["new"] == 45
    assert Requirement.objects.get(source_ref="R001").wording.wanted_by == date(2026, 9, 30)


def test_confirmed_in_a_file_is_a_report_and_no_confirmation(office, manager, take_in):
    harbour_rail(take_in)

    reported = Requirement.objects.exclude(reported_confirmed_by="")
    assert reported.count() == 44
    assert reported.first().reported_confirmed_by == f"{manager.name}, in the file requirements.csv"
    assert set(Requirement.objects.values_list("state", flat=True)) == {RequirementState.RECORDED}
    assert not Wording.objects.filter(confirmed_at__isnull=False).exists()


def test_taking_in_twice_gives_the_first_result(office, manager, look_at):
    kept = look_at(SEATS, CFO).roster
    first = rosters.apply_roster(roster_id=kept.pk, by=manager)

    second = rosters.apply_roster(roster_id=kept.pk, by=manager)

    assert (first.applied, first.applied_at) == (second.applied, second.applied_at)
    assert LedgerEntry.objects.filter(event="roster.imported").count() == 1


def test_the_same_lists_again_do_nothing(office, take_in):
    harbour_rail(take_in)
    entries = LedgerEntry.objects.exclude(event="roster.imported").count()

    done = harbour_rail(take_in)

    assert done.applied["counts"]["requirements"] == {"ignored": 1, "same": 45}
    assert LedgerEntry.objects.exclude(event="roster.imported").count() == entries


def test_the_messy_workbook_alone_gives_what_was_expected_row_by_row(office, take_in):
    done = take_in(MESSY.read_bytes(), MESSY.name)

    wanted = [row["record"] for row in EXPECTED["rows"] if row["sheet"] == "Requirements" and "record" in row]
    said = Wording.objects.order_by("requirement__number").values_list("kind", "priority", "statement", "measure")
    assert done.applied["counts"]["executives"] == {"ignored": 8, "new": 9, "refused": 2}
    assert done.applied["counts"]["requirements"] == {"ignored": 11, "new": 49, "refused": 7}
    assert [tuple(row) for row in said] == [
        (row["kind"], row["priority"], row["statement"].strip(), row["measure"].strip()) for row in wanted
    ]
    assert Holder.objects.count() == 9


def test_the_messy_workbook_after_the_lists_is_matched_by_its_words(office, take_in):
    harbour_rail(take_in)
    before = Requirement.objects.count()

    done = take_in(MESSY.read_bytes(), MESSY.name)

    counts = done.applied["counts"]["requirements"]
    assert office.seats.count() == 9
    assert Requirement.objects.count() == before + counts.get("new", 0)
    known = {
        row["source_ref"] for row in EXPECTED["rows"] if row.get("record") and row.get("source_ref", "")[:1] == "R"
    }
    assert counts["same"] + counts.get("changed", 0) >= len(known) - 1
    statements = list(Wording.objects.values_list("requirement__seat", "statement"))
    assert len({(seat, " ".join(text.casefold().split())) for seat, text in statements}) == Requirement.objects.count()


def test_other_words_under_the_same_reference_are_a_change_that_asks_again(office, take_in, look_at):
    take_in([SEATS, CFO])
    take_in([ASKED, SAID])
    requirement = scenes.confirmed(Requirement.objects.select_related("wording", "seat").get())

    screen = look_at(ASKED, (*SAID[:3], "It is never timing.", *SAID[4:]))
    changed = screen.rows[1]
    rosters.apply_roster(roster_id=screen.roster.pk, by=screen.roster.by)

    assert changed.outcome == RowOutcome.CHANGED
    assert (changed.before.statement, changed.after.statement) == ("It’s always ‘timing’.", "It is never timing.")
    assert "no longer confirmed" in changed.sentence
    requirement.refresh_from_db()
    assert requirement.state == RequirementState.RECORDED
    assert requirement.wording.confirmed_at is None


def test_case_spaces_and_quotes_make_no_other_words(take_in, look_at):
    take_in([SEATS, CFO])
    take_in([ASKED, SAID])

    screen = look_at(ASKED[1:], (*SAID[1:3], "IT'S  always 'timing'.", *SAID[4:]))

    assert outcomes(screen) == ["ignored", "same"]


def test_a_column_that_the_file_does_not_have_leaves_what_is_there(take_in, look_at):
    take_in([SEATS, CFO])
    take_in([(*ASKED, "measure"), (*SAID, "None in a year")])

    screen = look_at(ASKED, SAID)

    assert outcomes(screen) == ["ignored", "same"]


def test_what_is_missing_in_a_second_file_is_not_deleted(take_in):
    take_in([SEATS, CFO])
    take_in([ASKED, SAID, ("R2", *SAID[1:3], "Another thing.", *SAID[4:])])

    take_in([ASKED, SAID])

    assert Requirement.objects.count() == 2


def test_a_reference_from_a_later_file_is_given_to_the_same_words(take_in):
    take_in([SEATS, CFO])
    take_in([ASKED[1:], SAID[1:]])

    take_in([ASKED, SAID])

    assert Requirement.objects.get().source_ref == "R1"
    assert Wording.objects.count() == 1


def test_a_reference_of_another_seat_is_refused(take_in, look_at):
    take_in([SEATS, CFO, ("COO", "Helen", "h@example.org", "signatory", "yes", "2020-01-01", "")])
    take_in([ASKED, SAID])

    screen = look_at(ASKED, (SAID[0], "h@example.org", *SAID[2:]))

    assert outcomes(screen) == ["ignored", "refused"]
    assert "REQ-1" in screen.rows[1].sentence


def test_two_rows_for_one_requirement_are_not_both_taken_in(take_in, look_at):
    take_in([SEATS, CFO])
    take_in([ASKED, SAID])

    screen = look_at(ASKED, (*SAID[:3], "New words.", *SAID[4:]), ("", *SAID[1:4], "could", "no"))

    assert outcomes(screen) == ["ignored", "changed", "refused"]
    assert "Row 2" in screen.rows[2].sentence


def test_what_its_executive_left_out_does_not_come_back_by_a_file(office, take_in, look_at):
    take_in([SEATS, CFO])
    take_in([ASKED, SAID])
    requirement = Requirement.objects.select_related("wording", "seat").get()
    requirements.decline(
        requirement_id=requirement.pk,
        shown_digest=requirement.wording.digest,
        reason="Settled.",
        by=scenes.holder_of(requirement.seat),
    )

    assert outcomes(look_at(ASKED, SAID)) == ["ignored", "same"]
    assert outcomes(look_at(ASKED, (*SAID[:3], "Other words.", *SAID[4:]))) == ["ignored", "refused"]


def test_a_change_of_the_office_between_looking_and_taking_in_is_told(office, manager, take_in, look_at):
    take_in([SEATS, CFO])
    screen = look_at(ASKED, SAID)
    seats.vacate_seat(seat_id=Seat.objects.get().pk, last_day=date(2020, 1, 1), by=manager)

    with pytest.raises(Refused, match="has changed since you looked"):
        rosters.apply_roster(roster_id=screen.roster.pk, by=manager, shown_digest=screen.digest)

    assert not Requirement.objects.exists()
    assert outcomes(roster_screen(RosterFile.objects.get(pk=screen.roster.pk))) == ["ignored", "refused"]


def test_the_same_file_is_read_again_once_its_people_are_known(office, take_in, look_at):
    first = look_at(ASKED, SAID)
    take_in([SEATS, CFO])

    second = look_at(ASKED, SAID)

    assert outcomes(first) == ["ignored", "refused"]
    assert outcomes(second) == ["ignored", "new"]
    assert first.roster == second.roster


def test_a_file_that_is_none_is_refused_with_a_sentence_and_not_kept(office, manager):
    with pytest.raises(Refused, match="PDF"):
        rosters.keep_roster(office_id=office.pk, name="list.pdf", data=b"%PDF-1.7 x", by=manager)

    assert not RosterFile.objects.exists()


@pytest.mark.parametrize("whose", ["administrator", "auditor", "executive"])
def test_only_a_manager_takes_files_in(office, manager, look_at, whose):
    kept = look_at(SEATS, CFO).roster
    people = {
        "administrator": scenes.administrator_of,
        "auditor": scenes.an_auditor,
        "executive": lambda office: scenes.holder_of(scenes.a_seat(office)),
    }
    person = people[whose](office)

    with pytest.raises(Refused) as keeping:
        rosters.keep_roster(office_id=office.pk, name="a.csv", data=csv_of(SEATS, CFO), by=person)
    with pytest.raises(Refused) as applying:
        rosters.apply_roster(roster_id=kept.pk, by=person)

    assert keeping.value.verdict.ground == applying.value.verdict.ground == Ground.ROLE
