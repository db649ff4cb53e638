"""Following every link from an office's first page, as one person."""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from time import perf_counter
from urllib.parse import parse_qs, urljoin, urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from pmo.access.models import Office, Person
from tools.crawling.markup import Markup

EXAMPLES = 2
LEAVE_ALONE = {"account_logout"}
DOWNLOADS = ("format",)
KINDS = (
    "kind",
    "key",
)  # an address part whose values are different pages, such as BEN in mandate/draft/new/BEN/


@dataclass(frozen=True)
class Page:
    """What came of asking for one address."""

    address: str
    name: str
    status: int
    queries: int
    seconds: float
    size: int
    found_on: str = ""
    fault: str = ""
    asked: tuple[str, ...] = field(default=(), repr=False, compare=False)
    markup: Markup | None = field(default=None, repr=False, compare=False)


def browser(person: Person | None, host: str = "testserver") -> Client:
    """Return a client of one person who is signed in (of nobody: signed out); faults become pages, as when serving."""
    client = Client(SERVER_NAME=host, raise_request_exception=False)
    if person:
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def crawl(client: Client, office: Office, *, examples: int = EXAMPLES, downloads: bool = False) -> list[Page]:
    """Return a page for every address that links lead to, a few `examples` of each kind of page."""
    start = f"/{office.slug}/"
    waiting, seen, taken = deque([(start, "")]), {start}, Counter[str]()
    pages = []
    while waiting:
        address, found_on = waiting.popleft()
        name = name_of(address)
        taken[name] += 1
        if taken[name] > examples:
            continue
        page, response = visit(client, address, found_on=found_on)
        pages.append(page)
        for link in links_of(page, response, downloads=downloads):
            if link not in seen and office_of(link) in {office.slug, ""}:
                seen.add(link)
                waiting.append((link, address))
    return pages


def visit(client: Client, address: str, *, found_on: str = "", read: bool = True) -> tuple[Page, HttpResponseBase]:
    """Ask for one address and note what it cost; `read` what it says, too."""
    with CaptureQueriesContext(connection) as asked:
        began = perf_counter()
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        seconds = perf_counter() - began
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    markup = Markup(body.decode()) if read and is_page and body else None
    said = tuple(query["sql"] for query in asked.captured_queries)
    name = name_of(address)
    fault = repr(told[1]) if (told := getattr(response, "exc_info", None)) else ""
    page = Page(address, name, response.status_code, len(said), seconds, len(body), found_on, fault, said, markup)
    return page, response


def links_of(page: Page, response: HttpResponseBase, *, downloads: bool) -> Iterator[str]:
    """Yield the addresses on this site that a page leads to, without those that end the visit."""
    found = page.markup.links if page.markup else []
    if 300 <= response.status_code < 400:
        found = [response.headers["Location"]]
    for link in found:
        parts = urlsplit(urljoin(page.address, link))
        is_file = any(name in DOWNLOADS for name in parse_qs(parts.query))
        if parts.scheme or parts.netloc or link.startswith("#") or (is_file and not downloads):
            continue
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        if name_of(address) not in LEAVE_ALONE:
            yield address


@cache
def office_of(address: str) -> str:
    """Return the slug of the office that an address lies in."""
    with suppress(Resolver404):
        return str(resolve(urlsplit(address).path).kwargs.get("office", ""))
    return ""


@cache
def name_of(address: str) -> str:
    """Return the kind of page at an address: the pattern's name, kinds of statement, and the names of what is asked."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return f"nothing at {parts.path}"
    told = [str(match.kwargs[part]).partition("-")[0] for part in KINDS if part in match.kwargs]
    return " ".join([match.view_name, *told, *sorted(f"?{name}" for name in parse_qs(parts.query))])
