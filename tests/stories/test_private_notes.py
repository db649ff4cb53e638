"""What only PMO managers may read is found nowhere else: on no page, in no file, mail, log or row of the ledger."""

import io
import logging
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from executives.models import Interview
from executives.services.talks import keep_notes
from pmo.access.models import Office
from pmo.audit.models import LedgerEntry, Payload
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from pmo.notices.models import Mail, MailboxMessage, Notice
from tests.stories.conftest import PEOPLE
from tools.crawling.following import Page, browser, crawl

pytestmark = pytest.mark.django_db
CANARY = "Zwyxfoo"
OTHERS = [role for role in PEOPLE if role != cast.MANAGER.role]


@pytest.fixture
def log():
    """All that is written to the log while the test runs."""
    place = io.StringIO()
    handler = logging.StreamHandler(place)
    logging.getLogger().addHandler(handler)
    yield place
    logging.getLogger().removeHandler(handler)


def tell(office: Office) -> list[str]:
    """Put the canary into a private note of every talk; return where the talks stand."""
    talks = list(Interview.objects.filter(office=office))
    for talk in talks:
        given = {"notes": talk.notes, "private": f"{CANARY} {talk.number}", "shown_revision": talk.revision}
        keep_notes(interview_id=talk.pk, **given, by=cast.person(cast.MANAGER))
    return [f"/{office.slug}/talks/{talk.number}/" for talk in talks]


def told(client: Client, address: str) -> str:
    """Return all that an address answers, files included."""
    answer = client.get(address)
    return (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")


class Listener(Client):
    """A browser that remembers where it heard the canary, and what it could not hear."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.heard: set[str] = set()
        self.unheard: set[str] = set()

    def get(self, path: str, *args: Any, **given: Any) -> Any:
        """Ask for an address, and listen."""
        answer = super().get(path, *args, **given)
        if answer.streaming:
            self.unheard.add(path)
        elif CANARY.encode() in answer.content:
            self.heard.add(path)
        return answer


def files(pages: list[Page]) -> set[str]:
    """Return what is offered as a file wherever a person has got to."""
    links = {(page.address, link) for page in pages if page.markup for link in page.markup.links if "format=" in link}
    return {f"{urlsplit(at).path}{link}" if link.startswith("?") else link for at, link in links}


@pytest.mark.parametrize("stage", [Stage.REVIEWED], indirect=True, scope="module")
def test_a_private_note_is_found_by_nobody_but_pmo_managers(stage, log):
    talks = tell(stage.office)
    search = f"/{stage.office.slug}/requirements/?text={CANARY.lower()}"
    manager, found = browser(cast.person(cast.MANAGER)), []

    for role in OTHERS:
        client = Listener(raise_request_exception=False)
        client.force_login(cast.person(PEOPLE[role]), backend=settings.AUTHENTICATION_BACKENDS[0])
        pages = crawl(client, stage.office, examples=1)
        as_files = {f"{page.address}?format=csv" for page in pages if "?" not in page.address}
        wanted = {*talks, *as_files, *files(pages), *client.unheard}
        found += [(role, at) for at in client.heard]
        found += [(role, at) for at in wanted if CANARY in told(client, at)]
        refused = client.post(talks[0], {"notes": "x", "private": CANARY, "shown": "2"})
        found += [(role, "refused")] if CANARY in refused.content.decode() else []
    found += [("file", at) for at in files(crawl(manager, stage.office, examples=1)) if CANARY in told(manager, at)]
    found += [("search", search)] if "REQ-" in told(manager, search).partition("<table")[2] else []

    assert CANARY in told(manager, talks[0])
    assert found == []


@pytest.mark.parametrize("stage", [Stage.REVIEWED], indirect=True, scope="module")
def test_a_private_note_is_in_no_row_that_others_read_and_in_no_log(stage, log):
    talks, manager = tell(stage.office), browser(cast.person(cast.MANAGER))

    stale = manager.post(talks[0], {"notes": "x", "private": CANARY * 2, "shown": "0"})
    too_long = manager.post(talks[0], {"notes": "x", "private": CANARY * 9000, "shown": "2"})
    broken = manager.post(talks[0], {"notes": "x", "private": f"{CANARY}\x00", "shown": "2"})

    rows = {
        "payload": Payload.objects.values_list("content", flat=True),
        "ledger": LedgerEntry.objects.values_list("about_key", flat=True),
        "mail": Mail.objects.values_list("text", flat=True),
        "mailbox": MailboxMessage.objects.values_list("text", flat=True),
        "notice": Notice.objects.values_list("occurrence", flat=True),
        "talk": Interview.objects.values_list("notes", flat=True),
    }
    assert (stale.status_code, too_long.status_code, broken.status_code) == (409, 400, 400)
    assert {name for name, texts in rows.items() if any(CANARY in (text or "") for text in texts)} == set()
    assert CANARY not in log.getvalue()
