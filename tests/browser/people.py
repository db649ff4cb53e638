"""The people of the demonstration, at their browsers."""

import csv
import re
from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from pmo.access.models import Person
from pmo.ui.exports import BYTE_ORDER_MARK

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}


def let_in(context: BrowserContext, home: str, person: Person) -> None:
    """Give a browser the session of somebody who has signed in."""
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": home}])


def sign_in(page: Page, email: str, password: str) -> None:
    """Sign in with the password, by hand."""
    page.goto("/account/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/login/" not in url)


def press(page: Page, label: str | re.Pattern[str]) -> None:
    """Press the button with a label."""
    page.get_by_role("button", name=label).click()


def signs_as(page: Page, name: str) -> None:
    """Type one's name and tick what a signature means; who it is, is proved beside it."""
    page.get_by_label("Your name").fill(name)
    for tick in ("I have read version", "I agree to sign electronically"):
        page.get_by_label(tick).check()


def says(page: Page, sentence: str | re.Pattern[str]) -> None:
    """Expect the page to say something."""
    expect(page.locator("main")).to_contain_text(sentence)


def asks_nothing_wide(page: Page) -> None:
    """Expect a page on a phone to be no wider than the phone, with its main button at least as high as a thumb."""
    page.wait_for_load_state()
    expect(page.locator("main")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    for button in page.locator("main .btn-primary:visible").all():
        assert (button.bounding_box() or {"height": 0})["height"] >= 44


def sends(page: Page, address: str, **typed: object) -> str:
    """Send a form from somebody's browser without looking at it; return where its answer leads."""
    token = next((each["value"] for each in page.context.cookies() if each["name"] == settings.CSRF_COOKIE_NAME), "")
    answer = page.request.post(
        address,
        data=urlencode(typed, doseq=True),
        headers={"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": token},
        max_redirects=0,
    )
    assert answer.status == 302, f"{address} answers {answer.status}: {answer.text()[:3000]}"
    return answer.headers["location"]


def file_of(page: Page, address: str) -> list[dict[str, str]]:
    """Return the rows of a list that somebody takes with them."""
    text = page.request.get(address).text().removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(text.splitlines()))


def leaves(page: Page, label: str | re.Pattern[str]) -> None:
    """Press a button, and wait until its page is left."""
    here = page.url
    press(page, label)
    page.wait_for_url(lambda url: url != here)


def fill(page: Page, typed: Mapping[str, str]) -> None:
    """Type into the fields of the form that is shown."""
    for name, value in typed.items():
        field = page.locator(f"main [name={name}]")
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
