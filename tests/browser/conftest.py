"""A browser page that fails its test when the console complains or another host is asked."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page

STILL = {"locale": "en-GB", "reduced_motion": "reduce"}  # a colour on its way to another one has neither's contrast
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
        "reduced_motion": "reduce",
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
    return listened_to(page, live_server.url, complaints)


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
