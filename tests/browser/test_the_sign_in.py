"""One's own sign-in in a real browser, with a device of the browser's own that makes passkeys."""

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from mandates.models import Signature
from pmo.access.models import Person
from pmo.desk.demonstration import cast
from tests.browser.accessibility import barriers, violations
from tests.browser.people import PHONE, press, says, signs_as
from tests.scenes.demonstration import SIGNING
from tests.scenes.executives import PASSWORD, a_person
from tests.scenes.sign_in import MINE, code_now, next_code

FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(autouse=True)
def fresh_counts() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def with_a_finger(page: Page) -> Page:
    """Give the browser a device that makes passkeys and always finds its owner's finger."""
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    return page


def goes_to(page: Page, address: str) -> None:
    """Expect to arrive somewhere."""
    page.wait_for_url(lambda url: url.partition("//")[2].partition("/")[2] == address.lstrip("/"))


def open_to_all(page: Page, address: str = "") -> None:
    """Expect a page to stand in nobody's way: on a phone and at a desk, light and dark."""
    if address:
        page.goto(address)
    found = list(barriers(page))
    assert found == [], page.url


def test_a_passkey_is_added_signs_in_and_signs_a_version(at, demonstration_at):
    demonstration_at(SIGNING)
    waiting = Signature.objects.first().version.signature_requests.filter(state="waiting")
    person = Person.objects.get(held__seat=waiting.first().seat, held__end__isnull=True)
    page = with_a_finger(at(person.email, PHONE))

    page.goto(f"{MINE}passkeys/add/")
    page.get_by_label("Your password").fill(cast.password())
    press(page, "Go on")
    open_to_all(page)
    page.get_by_label("Name of the passkey").fill("My phone")
    press(page, "Add the passkey")
    goes_to(page, MINE)
    says(page, "My phone")
    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    press(page, "Sign in with a passkey")
    page.wait_for_url(re.compile("/harbour-rail/"))
    page.goto("/harbour-rail/sign/")
    signs_as(page, person.name)
    assert violations(page) == []
    press(page, "Sign with my passkey")
    says(page, "You have signed version")

    assert Signature.objects.get(person=person).method == "passkey"


def test_an_authenticator_app_is_set_up_and_asked_for(at):
    person = a_person()
    page = at(person.email, password=PASSWORD)

    page.goto(f"{MINE}app/")
    secret = "".join(page.locator(".pm-secret").inner_text().split())
    open_to_all(page)
    page.get_by_label("The six digits that the app shows").fill(code_now(secret))
    press(page, "Ask for it at every sign-in")
    says(page, "Keep these recovery codes")
    open_to_all(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download them as a file").click()
    press(page, "I have kept them")
    for address in (MINE, f"{MINE}recovery-codes/", f"{MINE}everywhere/", f"{MINE}prove/"):
        open_to_all(page, address)
    page.context.clear_cookies()
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, re.compile("^Sign in$"))
    says(page, "The second step")
    open_to_all(page)
    page.get_by_label("The code that the app shows").fill(next_code(secret))
    press(page, "Sign in")
    page.goto(MINE)
    says(page, "Ten recovery codes are left")

    assert len(download.value.path().read_text().split("\n\n")[1].split()) == 10
