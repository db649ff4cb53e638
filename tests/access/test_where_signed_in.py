"""Where somebody is signed in: listed in words, ended one by one or all at once."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmo import clock
from pmo.access.links import make_link
from pmo.access.models import PersonalLink, TrustedBrowser
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time
from tests.scenes import executives as scenes
from tests.scenes.sign_in import MINE, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person():
    return scenes.a_person()


@pytest.fixture
def own(person):
    return signed_in(person)


def events():
    return list(LedgerEntry.objects.order_by("number").values_list("event", flat=True))


def test_the_page_lists_sessions_in_words_this_one_first(own, person):
    signed_in(person, "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) Mobile/15E148 Safari/604.1")

    page = own.get(MINE).content.decode()

    assert page.index("Firefox on Linux") < page.index("This browser") < page.index("Safari on iPhone")


def test_one_session_ends_and_the_others_go_on(own, person):
    other = signed_in(person)
    number = re.search(r"sessions/(\d+)/end/", own.get(MINE).content.decode())[1]

    own.post(f"{MINE}sessions/{number}/end/")
    own.post(f"{MINE}sessions/{number}/end/")

    assert other.get(MINE).status_code == 302
    assert own.get(MINE).status_code == 200
    assert events().count("session.ended") == 1


def test_signing_out_everywhere_ends_sessions_trusted_browsers_and_links(own, person):
    other = signed_in(person)
    TrustedBrowser.objects.create(person=person, digest="x")
    make_link(person=person, office=None, purpose="x", path="/")

    answer = own.post(f"{MINE}everywhere/", follow=True)

    assert "You are signed out everywhere." in answer.content.decode()
    assert [each.get(MINE).status_code for each in (own, other)] == [302, 302]
    assert not TrustedBrowser.objects.filter(revoked_at__isnull=True).exists()
    assert not PersonalLink.objects.filter(revoked_at__isnull=True).exists()
    assert events()[-1] == "person.signed_out_everywhere"


def test_ending_the_session_that_asks_signs_out(own, person):
    own.get(MINE)

    answer = own.post(f"{MINE}sessions/{person.usersession_set.get().pk}/end/", follow=True)

    assert answer.redirect_chain[-1][0].startswith("/account/login/")


def test_being_seen_is_noted_every_ten_minutes_and_no_oftener(own, person):
    set_time(clock.now() + timedelta(minutes=9))
    with CaptureQueriesContext(connection) as soon:
        own.get("/preferences/")
    set_time(clock.now() + timedelta(minutes=11))
    own.get("/preferences/")
    seen = person.usersession_set.get().last_seen_at
    noted = abs(seen - clock.now()) < timedelta(minutes=1)
    unset_time()

    assert noted
    assert not any("usersession" in query["sql"] for query in soon)
