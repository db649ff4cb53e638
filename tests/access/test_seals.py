"""A session copied to another browser opens nothing there, and goes on where it began."""

import pytest
from django.core.cache import cache
from django.test import Client

from pmo.access.seals import COOKIE
from pmo.audit.models import LedgerEntry
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Version/26.1 Mobile/15E148 Safari/604.1"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def manager():
    return scenes.a_manager(scenes.an_office())


@pytest.fixture
def own(manager):
    """The manager's own browser, signed in."""
    client = Client(headers={"user-agent": PHONE})
    client.post("/account/login/", {"login": manager.email, "password": scenes.PASSWORD})
    return client


def copied(own, *names, agent=PHONE):
    """Another browser, with cookies taken from the first."""
    other = Client(headers={"user-agent": agent})
    for name in names:
        other.cookies[name] = own.cookies[name].value
    return other


def test_in_its_own_browser_a_session_goes_on(own):
    assert own.get("/preferences/").status_code == 200


def test_the_session_s_cookie_alone_opens_nothing(own, manager):
    thief = copied(own, "sessionid")

    answer = thief.get("/preferences/")

    assert answer.status_code == 403
    assert "This session began in another browser" in answer.content.decode()
    assert manager.name not in answer.content.decode()
    assert own.get("/preferences/").status_code == 200


def test_the_browser_that_it_was_copied_to_forgets_it_and_may_sign_in(own, manager):
    thief = copied(own, "sessionid")
    thief.get("/preferences/")

    assert thief.get("/account/login/").status_code == 200
    assert own.get("/preferences/").status_code == 200


def test_all_cookies_in_a_browser_of_another_kind_open_nothing(own):
    assert copied(own, "sessionid", COOKIE, agent="curl/8.1").get("/preferences/").status_code == 403


def test_a_newer_version_of_the_same_browser_goes_on(own):
    newer = PHONE.replace("26_1", "26_2").replace("26.1", "26.2")

    assert copied(own, "sessionid", COOKIE, agent=newer).get("/preferences/").status_code == 200


def test_a_deed_tried_by_a_copied_session_does_nothing_and_stands_in_the_ledger(own, manager):
    copied(own, "sessionid").get("/preferences/")
    before = LedgerEntry.objects.filter(event="session.refused").count()
    copied(own, "sessionid").post("/preferences/", {"name": "Somebody else", "time_zone": "Europe/Oslo"})

    manager.refresh_from_db()
    assert before == 0
    assert LedgerEntry.objects.get(event="session.refused").about_id == manager.pk
    assert manager.name == "Mina Manager"


def test_the_seal_is_out_of_reach_of_scripts_and_other_sites(own):
    seal = own.cookies[COOKIE]

    assert (seal["httponly"], seal["samesite"]) == (True, "Lax")


def test_the_database_holds_no_seal(own):
    assert own.cookies[COOKIE].value not in str(dict(own.session))
