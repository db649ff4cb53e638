"""A browser page that fails its test when the console complains or another host is asked."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from pmo.access.models import Person
from tests.browser.people import DESK, let_in, sign_in

PATIENCE = 60_000  # milliseconds: a machine may be slow, and busy with other tests
REFUSALS = (400, 403, 409)  # what the site answers, with a sentence, to what it does not do


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    return browser_context_args | {
        "viewport": {"width": 1440, "height": 900},
        "locale": "en-GB",
        "reduced_motion": "reduce",  # a colour on its way to another has the contrast of neither
    }


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained of while the test ran; the test fails for each."""
    heard: list[str] = []
    yield heard
    assert heard == []


@pytest.fixture
def quiet_page(page: Page, live_server, complaints) -> Page:
    """A page on the live server; every message of its console and every foreign request is a failure."""
    page.set_default_timeout(PATIENCE)
    return listened_to(page, live_server.url, complaints)


@pytest.fixture
def at(browser, browser_context_args, live_server, complaints) -> Iterator[Callable[..., Page]]:
    """Give somebody a browser of their own, in which they have signed in: by hand where a password is named."""
    expect.set_options(timeout=PATIENCE)
    contexts: list[BrowserContext] = []

    def browser_of(email: str, size: dict[str, int] = DESK, *, password: str = "", **settings: object) -> Page:
        given = {"viewport": size, "base_url": live_server.url, **settings}
        context = browser.new_context(**(browser_context_args | given))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = listened_to(context.new_page(), live_server.url, complaints)
        if password:
            sign_in(page, email, password)
        else:
            let_in(context, live_server.url, Person.objects.get_by_natural_key(email))
        return page

    yield browser_of
    for context in contexts:
        context.close()


def listened_to(page: Page, home: str, complaints: list[str]) -> Page:
    """Note what goes wrong on a page. That a form is refused with a status of its own is no fault."""
    page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if is_fault(said) else None)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: foreign(asked.url, home, complaints))
    return page


def is_fault(said: ConsoleMessage) -> bool:
    """Say whether a message of the console tells of a fault."""
    refusal = any(f"status of {status} (" in said.text for status in REFUSALS)
    return said.type in {"error", "warning"} and not refusal


def foreign(url: str, home: str, complaints: list[str]) -> None:
    """Note a request that leaves the site."""
    if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != urlsplit(home).netloc:
        complaints.append(f"asked {url}")
