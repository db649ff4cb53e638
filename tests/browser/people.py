"""The people of the demonstration, at their browsers."""

import re

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from pmo.access.models import Person

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
