"""Steps 3 to 5 in a browser: the mandate is drafted, agreed in two rounds, and signed into force."""

import re

import pytest

from mandates.models import MandateVersion
from mandates.states import VersionState
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.browser.accessibility import violations
from tests.browser.people import PHONE, asks_nothing_wide, press, says
from tests.scenes import executives as scenes
from tests.scenes.rounds import a_draft_saying, a_version_out_for_signature, an_agreed_version, in_days, signed

DRAFT = f"/{cast.SLUG}/mandate/draft"
SIX_DIGITS = re.compile(r"\d{6}")


def add(page, kind: str, text: str, **fields: str) -> None:
    """Add a statement, then leave the page of its sources for the draft."""
    page.goto(f"{DRAFT}/new/{kind}/")
    page.get_by_label("Statement", exact=True).fill(text)
    for label, value in fields.items():
        field = page.get_by_label(re.compile(f"^{label.replace('_', ' ')}( \\(optional\\))?$"))
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    press(page, "Add it, then choose its sources")
    says(page, text)


def test_a_manager_drafts_every_kind_of_statement_with_its_sources(at, demonstration_at):
    demonstration_at(Stage.ELICITED)
    page = at(cast.MANAGER.email, password=cast.password())

    page.goto(f"{DRAFT}/")
    page.locator("main .btn-primary").click()
    press(page, "Open the draft")
    page.get_by_role("link", name="Change the header").click()
    page.get_by_label("Title").fill("Mandate of the Group Project Office")
    page.get_by_label("Who is served").fill("The nine members of the leadership team")
    press(page, re.compile("^Save"))
    add(page, "ISS", "Jobs finish months after their date.")
    page.get_by_role("checkbox").first.check()
    press(page, "Save the sources")
    add(
        page,
        "BEN",
        "Jobs finish when they were promised.",
        What_it_means="On the date first approved.",
        Owner="Chief Operating Officer",
        Measure="Mean of finish less first approved finish",
        Unit="months",
        Data_source="Group list of jobs",
        Baseline="4.6",
        Baseline_measured_on="2025-09-30",
        Target="1.5",
        Target_reached_by="2027-12-31",
        Better_is="Down",
        Tolerance="0.5",
    )
    add(page, "GOAL", "One list of jobs that everybody believes.")
    add(page, "OBJ", "Every job is on the list.", Measure="Share of jobs", Target="100 %", Due="2026-09-30")
    add(page, "EXC", "The office does not run jobs itself.")
    page.goto(f"{DRAFT}/BEN-1/links/")
    page.get_by_label(re.compile("^ISS-1")).check()
    press(page, "Save the links")
    page.goto(f"/{cast.SLUG}/mandate/landing/")
    page.get_by_role("link", name=re.compile("^Leave it out")).first.click()
    page.get_by_label("Not now").check()
    page.get_by_label("In a sentence to the executive").fill("We come back to it with the next budget.")
    press(page, "Leave it out with this reason")
    says(page, "We come back to it with the next budget.")
    page.goto(f"{DRAFT}/")

    for words in ("Jobs finish months after", "4.6", "1.5", "One list of jobs", "Every job is on the list", "EXC-1"):
        says(page, words)
    assert violations(page) == []


@pytest.fixture
def office(transactional_db, settings):
    """An office with three seats that sign."""
    settings.EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
    office = scenes.an_office("harbour")
    for title, name in (("Chief Executive", "Ada Oyelaran"), ("Finance", "Ben Wieczorek"), ("Operations", "Cleo Maas")):
        scenes.a_seat(office, title, name=name)
    return office


def executives_of(office, at):
    people = [scenes.holder_of(seat) for seat in office.seats.order_by("pk")]
    return [at(person.email, PHONE) for person in people]


def open_round(desk, office) -> None:
    desk.goto("/harbour/rounds/open/")
    desk.get_by_label("Answers until the end of").fill(in_days(office, 7).isoformat())
    press(desk, re.compile("^Open the round"))


def agree(phone) -> None:
    phone.get_by_role("radio", name="Agree", exact=True).check()
    press(phone, "Save and go on")


def test_two_rounds_lead_to_consensus(at, office):
    a_draft_saying(office, "Jobs finish late.", "Money is spent twice.")
    desk = at(scenes.manager_of(office).email)
    ada, ben, cleo = executives_of(office, at)

    open_round(desk, office)
    for phone in (ada, ben, cleo):
        phone.goto("/harbour/waiting/")
        phone.locator("main .btn-primary").click()
        asks_nothing_wide(phone)
    for phone in (ada, ben):
        agree(phone)
        agree(phone)
        says(phone, "You have answered all two")
    cleo.get_by_role("radio", name="Object").check()
    cleo.get_by_label("What would you put instead?").fill("Half of our jobs finish late.")
    press(cleo, "Save and go on")
    says(cleo, "put right")
    assert cleo.get_by_label("What would you put instead?").input_value() == "Half of our jobs finish late."
    assert violations(cleo) == []
    cleo.get_by_label("What is your reason?").fill("Not all of them do.")
    press(cleo, "Save and go on")
    agree(cleo)
    says(cleo, "You have answered all two")
    desk.goto("/harbour/rounds/1/")
    press(desk, "Close the round and show the results")
    says(desk, "Round 1: 1 of 2 statements agreed by all")
    says(desk, "Not all of them do.")
    desk.goto("/harbour/mandate/draft/ISS-1/")
    desk.get_by_label("Statement", exact=True).fill("Half of our jobs finish late.")
    press(desk, "Save")
    open_round(desk, office)
    for phone in (ada, ben, cleo):
        phone.goto("/harbour/waiting/")
        phone.locator("main .btn-primary").click()
        says(phone, "Half of our jobs finish late.")
        agree(phone)
        says(phone, "You have answered the one statement")
    desk.goto("/harbour/rounds/2/")
    press(desk, "Close the round and show the results")

    says(desk, "Round 2: 2 of 2 statements agreed by all")
    assert MandateVersion.objects.get().state == VersionState.AGREED
    desk.get_by_role("link", name="Go to the signatures").click()
    says(desk, "Version 1.0 is agreed and can be signed")


def test_the_last_of_three_signatures_puts_the_version_in_force(at, office):
    an_agreed_version(office, "Jobs finish late.")
    desk = at(scenes.manager_of(office).email)
    ada, ben, cleo = executives_of(office, at)

    desk.goto("/harbour/signatures/")
    desk.get_by_label("Please sign by").fill(in_days(office, 7).isoformat())
    press(desk, "Ask three seats to sign")
    for phone in (ada, ben):
        phone.goto("/harbour/waiting/")
        phone.locator("main .btn-primary").click()
        asks_nothing_wide(phone)
        phone.get_by_label("Your password").fill(scenes.PASSWORD)
        phone.get_by_role("checkbox").check()
        press(phone, "Sign version 1.0")
        says(phone, "You have signed version 1.0")
    cleo.goto("/harbour/sign/")
    press(cleo, "Mail me a code")
    cleo.get_by_label("The six digits that we mailed to you").fill("000000")
    cleo.get_by_role("checkbox").check()
    press(cleo, "Sign version 1.0")
    says(cleo, "put right")
    assert violations(cleo) == []
    desk.goto("/mailbox/")
    code = SIX_DIGITS.search(desk.get_by_text("is the code with which you sign").first.inner_text())[0]
    cleo.get_by_label("The six digits that we mailed to you").fill(code)
    cleo.get_by_role("checkbox").check()
    press(cleo, "Sign version 1.0")

    says(cleo, "version 1.0 is in force")
    asks_nothing_wide(cleo)
    assert MandateVersion.objects.get().state == VersionState.IN_FORCE


def test_a_double_click_signs_once(at, office):
    version = a_version_out_for_signature(office, "Jobs finish late.")
    ada, *_others = office.seats.order_by("pk")
    phone = at(scenes.holder_of(ada).email, PHONE)

    phone.goto("/harbour/sign/")
    phone.get_by_label("Your password").fill(scenes.PASSWORD)
    phone.get_by_role("checkbox").check()
    phone.get_by_role("button", name="Sign version 1.0").dblclick()

    says(phone, "You have signed version 1.0")
    assert version.signatures.count() == 1
    signed(version, office.seats.order_by("pk")[1])
    assert version.signatures.count() == 2
