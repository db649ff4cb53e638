"""Step 5 in a browser: the mandate is signed into force. How it came to be agreed: `test_full_consensus`."""

import re

import pytest

from mandates.models import MandateVersion
from mandates.states import VersionState
from tests.browser.accessibility import violations
from tests.browser.people import PHONE, asks_nothing_wide, press, says, signs_as
from tests.scenes import executives as scenes
from tests.scenes.rounds import a_version_out_for_signature, an_agreed_version, in_days, signed

SIX_DIGITS = re.compile(r"\d{6}")


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


def test_the_last_of_three_signatures_puts_the_version_in_force(at, office):
    an_agreed_version(office, "Jobs finish late.")
    desk = at(scenes.manager_of(office).email)
    ada, ben, cleo = executives_of(office, at)

    desk.goto("/harbour/signatures/")
    desk.get_by_label("Please sign by").fill(in_days(office, 7).isoformat())
    press(desk, "Ask three seats to sign")
    names = [scenes.holder_of(seat).name for seat in office.seats.order_by("pk")]
    for phone, name in ((ada, names[0]), (ben, names[1])):
        phone.goto("/harbour/waiting/")
        phone.locator("main .btn-primary").click()
        asks_nothing_wide(phone)
        phone.get_by_label("Your password").fill(scenes.PASSWORD)
        signs_as(phone, name)
        press(phone, "Sign version 1.0")
        says(phone, "You have signed version 1.0")
    cleo.goto("/harbour/sign/")
    press(cleo, "Mail me a code")
    cleo.get_by_label("The six digits that we mailed to you").fill("000000")
    signs_as(cleo, names[2])
    press(cleo, "Sign version 1.0")
    says(cleo, "put right")
    assert violations(cleo) == []
    desk.goto("/mailbox/")
    code = SIX_DIGITS.search(desk.get_by_text("is the code with which you sign").first.inner_text())[0]
    cleo.get_by_label("The six digits that we mailed to you").fill(code)
    signs_as(cleo, names[2])
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
    signs_as(phone, scenes.holder_of(ada).name)
    phone.get_by_role("button", name="Sign version 1.0").dblclick()

    says(phone, "You have signed version 1.0")
    assert version.signatures.count() == 1
    signed(version, office.seats.order_by("pk")[1])
    assert version.signatures.count() == 2
