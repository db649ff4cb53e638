"""What holds on every page that asks for something: no script needed, no mouse, no text lost, no deed done twice."""

import re

import pytest
from playwright.sync_api import expect

from executives.models import Requirement
from pmo.audit.models import LedgerEntry
from tests.browser.accessibility import violations
from tests.browser.people import PHONE, press, says, signs_as
from tests.scenes import executives as scenes
from tests.scenes.rounds import a_draft_saying, a_version_out_for_signature, asked

PASSWORD = scenes.PASSWORD


@pytest.fixture
def office(transactional_db):
    """An office with a seat that signs."""
    office = scenes.an_office("harbour")
    scenes.a_seat(office, "Chief Executive", name="Ada Oyelaran")
    return office


def ada_of(office):
    return scenes.holder_of(office.seats.get())


def test_a_stance_is_taken_without_javascript(at, office):
    round_ = asked(a_draft_saying(office, "Jobs finish late."))
    phone = at(ada_of(office).email, PHONE, password=PASSWORD, java_script_enabled=False)

    phone.goto("/harbour/waiting/")
    phone.locator("main .btn-primary").click()
    phone.get_by_role("radio", name="Agree, with a reservation").check()
    phone.get_by_label("What is your reason?").fill("Not in winter.")
    press(phone, "Save and go on")

    says(phone, "You have answered the one statement")
    assert round_.items.get().stances.get().reason == "Not in winter."


def test_the_mandate_is_read_and_signed_without_javascript(at, office):
    version = a_version_out_for_signature(office, "Jobs finish late.")
    phone = at(ada_of(office).email, PHONE, java_script_enabled=False)

    phone.goto("/harbour/sign/")
    says(phone, "Jobs finish late.")
    phone.get_by_label("Your password").fill(PASSWORD)
    signs_as(phone, ada_of(office).name)
    press(phone, "Sign version 1.0")
    says(phone, "version 1.0 is in force")
    phone.goto("/harbour/mandate/")

    says(phone, "Jobs finish late.")
    assert version.signatures.count() == 1


def test_a_stance_is_taken_with_the_keyboard_alone(at, office):
    round_ = asked(a_draft_saying(office, "Jobs finish late."))
    page = at(ada_of(office).email, password=PASSWORD)

    page.goto("/harbour/rounds/1/answer/")
    press_tab_until(page, "it => it.type === 'radio'")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    press_tab_until(page, "it => it.type === 'submit' && it.closest('main') !== null")
    expect(page.locator(":focus")).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")

    says(page, "You have answered the one statement")
    assert round_.items.get().stances.get().choice == "agree"


def press_tab_until(page, found: str, at_most: int = 40) -> None:
    for _step in range(at_most):
        page.keyboard.press("Tab")
        if page.locator(":focus").count() and page.locator(":focus").evaluate(found):
            return
    raise AssertionError(f"Tab never came to {found}")


def test_the_second_editor_of_a_statement_sees_both_texts(at, office):
    statement = a_draft_saying(office, "Jobs finish late.").statements.get()
    first, second = (at(scenes.manager_of(office).email) for _editor in range(2))

    for page in (first, second):
        page.goto("/harbour/mandate/draft/ISS-1/")
    first.get_by_label("Statement", exact=True).fill("Most jobs finish late.")
    press(first, "Save")
    second.get_by_label("Statement", exact=True).fill("Some jobs finish late.")
    press(second, "Save")

    says(second, "Most jobs finish late.")
    assert second.get_by_label("Statement", exact=True).input_value() == "Some jobs finish late."
    assert violations(second) == []
    statement.refresh_from_db()
    assert statement.text == "Most jobs finish late."
    press(second, "Save mine over it")
    second.wait_for_url(re.compile("/draft/$|#"))
    statement.refresh_from_db()
    assert statement.text == "Some jobs finish late."


def test_a_double_click_confirms_once(at, office):
    scenes.a_played_back_requirement(office.seats.get(), "We wait for answers.")
    scenes.a_played_back_requirement(office.seats.get(), "We pay twice.")
    phone = at(ada_of(office).email, PHONE)

    phone.goto("/harbour/words/")
    phone.get_by_role("button", name="Yes, these are my words").dblclick()
    says(phone, "We pay twice.")

    states = Requirement.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == ["confirmed", "played_back"]
    assert LedgerEntry.objects.filter(event__contains="confirm").count() == 1
