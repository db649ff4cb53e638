"""Steps 1 and 2 in a browser: two lists and a workbook taken in; every executive confirms their own words."""

import re

import pytest

from executives.models import Requirement, Seat
from executives.services.requirements import play_back
from executives.services.rosters import apply_roster, keep_roster
from executives.states import RequirementState
from pmo.access.models import Office
from pmo.desk.demonstration import cast, material
from pmo.desk.demonstration.stages import Stage
from tests.architecture.source import ROOT
from tests.browser.accessibility import violations
from tests.browser.people import PHONE, asks_nothing_wide, press, says

MESSY = ROOT / "tests/data/harbour-rail/executives-and-requirements-messy.xlsx"
FIRST_STEPS = f"/{cast.FIRST_STEPS}"
INGRID, CALLUM = "ingrid.maas@example.org", "callum.forsyth@example.org"


def look_at_the_rows(page, file) -> None:
    page.goto(f"{FIRST_STEPS}/import/")
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Look at the rows")
    says(page, "nothing is stored until you say so")


def test_a_manager_takes_lists_and_a_messy_workbook_in(at, demonstration_at):
    demonstration_at(Stage.EMPTY)
    page = at(cast.MANAGER.email, password=cast.password())

    look_at_the_rows(page, material.FOLDER / "executives.csv")
    assert not Seat.objects.exists()
    press(page, re.compile("^Take in"))
    says(page, "executives.csv is taken in")
    look_at_the_rows(page, material.FOLDER / "requirements.csv")
    assert violations(page) == []
    press(page, re.compile("^Take in"))
    says(page, "45 new requirements")
    look_at_the_rows(page, MESSY)
    before = Requirement.objects.count()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").last.click()
    press(page, re.compile("^Take in"))
    says(page, "is taken in")

    refused = download.value.path().read_text(encoding="utf-8-sig")
    said = list(Requirement.objects.values_list("seat", "wording__statement"))
    assert (before, Seat.objects.count()) == (45, 9)
    assert len(set(said)) == len(said)
    assert len(refused.splitlines()) >= 8  # the head, and the seven rows left out
    assert set(Requirement.objects.values_list("state", flat=True)) == {RequirementState.RECORDED}


@pytest.fixture
def taken_in(demonstration_at) -> Office:
    """First steps, with both lists taken in and played back."""
    demonstration_at(Stage.EMPTY)
    office, manager = Office.objects.get(slug=cast.FIRST_STEPS), cast.person(cast.MANAGER)
    for name in ("executives.csv", "requirements.csv"):
        kept = keep_roster(office_id=office.pk, name=name, data=material.raw(name), by=manager)
        apply_roster(roster_id=kept.pk, by=manager)
    cast.give_passwords()
    play_back(requirement_ids=list(Requirement.objects.values_list("pk", flat=True)), by=manager)
    return office


def owned_by(email: str) -> list[Requirement]:
    return list(Requirement.objects.filter(seat__holders__person__email=email).order_by("number"))


def test_an_executive_goes_through_their_words_one_by_one_on_a_phone(at, taken_in):
    phone = at(INGRID, PHONE, password=cast.password())
    number = len(owned_by(INGRID))

    phone.goto(f"{FIRST_STEPS}/")
    says(phone, "Waiting for you")
    asks_nothing_wide(phone)
    phone.locator("main .btn-primary").click()
    press(phone, "Yes, these are my words")
    phone.get_by_role("link", name="Correct something").click()
    phone.get_by_label("In your own words").fill("A ship waits half a day because nobody told us it comes.")
    press(phone, "Save and confirm these words")
    phone.get_by_role("link", name="No, leave it out").click()
    phone.get_by_label("Why?").fill("Settled with Callum since.")
    press(phone, "Leave it out")
    for _rest in range(number - 3):
        asks_nothing_wide(phone)
        press(phone, "Yes, these are my words")

    says(phone, "Thank you, Ingrid.")
    states = [requirement.state for requirement in owned_by(INGRID)]
    assert sorted(states) == ["confirmed"] * (number - 1) + ["declined"]
    assert "A ship waits half a day" in owned_by(INGRID)[1].wording.statement


def test_all_is_confirmed_on_one_page_and_asked_again_after_a_change(at, taken_in):
    phone, desk = at(CALLUM, PHONE), at(cast.MANAGER.email)
    first = owned_by(CALLUM)[0]

    phone.goto(f"{FIRST_STEPS}/words/all/")
    asks_nothing_wide(phone)
    press(phone, re.compile("^Confirm all"))
    says(phone, "Thank you, Callum.")
    assert {requirement.state for requirement in owned_by(CALLUM)} == {"confirmed"}
    desk.goto(f"{FIRST_STEPS}/requirements/{first.key}/edit/")
    desk.get_by_label("In their own words").fill("Trains stand still for want of a slot.")
    press(desk, "Save these words")
    says(desk, "Recorded")
    phone.goto(f"{FIRST_STEPS}/waiting/")
    phone.locator("main .btn-primary").click()

    says(phone, "You had confirmed other words")
    asks_nothing_wide(phone)
    press(phone, "Yes, these are my words")
    says(phone, "Thank you, Callum.")
