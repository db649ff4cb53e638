"""A browser page that fails its test when the console complains or another host is asked."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    return browser_context_args | {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}


@pytest.fixture
def quiet_page(page: Page, live_server) -> Iterator[Page]:
    """A page on the live server; every message of its console and every foreign request is a failure."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda asked: foreign(asked.url, live_server.url, complaints))
    yield page
    assert complaints == []


def foreign(url: str, home: str, complaints: list[str]) -> None:
    """Note a request that leaves the site."""
    if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != urlsplit(home).netloc:
        complaints.append(f"asked {url}")
