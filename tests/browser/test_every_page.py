"""Every page of the demonstration, found by its links: open to all, on a phone and at a desk, light and dark."""

from collections import deque
from collections.abc import Iterator
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from pmo.access.models import Office
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.browser.accessibility import barriers, kinds_of_elements, too_wide
from tests.browser.people import PHONE, let_in
from tests.scenes.demonstration import ASKED, REVIEWING

LINKS = "() => [...document.querySelectorAll('a[href]:not([download])')].map(link => link.href)"
FILES = ("version_pdf", "draft_pdf")
LEAVE_ALONE = ("/account/", "/static/", "/gallery/")
EVERYTHING = ("desk", "executives", "mandates", "businessplans", "notices")
ALL = cast.SHOWN
READERS = (cast.AUDITOR,)  # reads the manager's pages, without the deeds: only what is not among those is looked at
OPEN_DEEDS = ("desk", "mandates")  # where a round or a review that is open shows
STAGES = {
    Stage.AMENDED: (EVERYTHING, ALL),  # a version is out for signature, a seat has changed hands
    Stage.EMPTY: (EVERYTHING, (cast.MANAGER, cast.ADMINISTRATOR)),
    Stage.DRAFTED: (EVERYTHING, (cast.MANAGER,)),
    ASKED: (OPEN_DEEDS, (cast.EXECUTIVE, cast.MANAGER)),
    REVIEWING: (OPEN_DEEDS, (cast.EXECUTIVE, cast.MANAGER)),
}


def kind_of(address: str, apps: tuple[str, ...]) -> str | None:
    """Return what kind of page an address is: one of each kind is looked at. Files and other apps are none."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None
    asked = parse_qs(parts.query)
    is_file = "format" in asked or match.url_name in FILES
    if parts.path.startswith(LEAVE_ALONE) or is_file or match.app_name not in apps:
        return None
    told = [str(match.kwargs[part]).partition("-")[0] for part in ("kind", "key") if part in match.kwargs]
    return " ".join([match.view_name, *told, *sorted(asked)])


def pages_of(page: Page, home: str, office: Office, apps: tuple[str, ...], seen: set[str]) -> Iterator[tuple[str, int]]:
    """Go to one page of each kind not seen yet that links lead to, from the office's first page on; say its answer."""
    waiting = deque([f"{home}/{office.slug}/"])
    seen.add("desk:today")
    while waiting:
        address = waiting.popleft()
        answer = page.goto(address)
        yield urlsplit(address).path, answer.status if answer else 0
        for link in (urldefrag(each).url for each in page.evaluate(LINKS)):
            kind = kind_of(link, apps)
            if kind and kind not in seen and is_of(office, link, home):
                seen.add(kind)
                waiting.append(link)


def is_of(office: Office, link: str, home: str) -> bool:
    """Say whether a link stays on this site, and in no other office."""
    inside = urlsplit(link).path.split("/")[1]
    return link.startswith(f"{home}/") and inside in {office.slug, "", "preferences", "mailbox", "why"}


@pytest.fixture(scope="session")
def looked_at() -> set[str]:
    """The kinds of elements that the engine has judged in this run: it is asked again where a page has a new one."""
    return set()


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_stands_in_anybodys_way(quiet_page, context, live_server, demonstration_at, looked_at, stage):
    office = demonstration_at(stage)
    apps, people = STAGES[stage]
    found, seen = {}, set[str]()
    quiet_page.set_viewport_size(PHONE)

    for player in people:
        let_in(context, live_server.url, cast.person(player))
        known = seen if player in READERS else set[str]()
        for address, status in pages_of(quiet_page, live_server.url, office, apps, known):
            faults = list(too_wide(quiet_page)) if status == 200 else [f"answers {status}"]
            if status == 200 and not (kinds := kinds_of_elements(quiet_page)) <= looked_at:
                looked_at |= kinds
                faults += barriers(quiet_page)
                quiet_page.set_viewport_size(PHONE)
            if faults:
                found[player.role, address] = faults
        seen |= known

    assert found == {}
