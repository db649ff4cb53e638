"""Trusted browsers: by cookie, for one person, for thirty days, until revoked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from pmo.access import browsers
from pmo.access.models import TrustedBrowser
from pmo.clock.shifting import set_time, unset_time
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock_at_now():
    set_time(NOW)
    yield
    unset_time()


@pytest.fixture
def person():
    return scenes.a_person()


def a_request(secret=""):
    request = RequestFactory().get("/")
    if secret:
        request.COOKIES[browsers.COOKIE] = secret
    return request


def trusted(person, request=None):
    """Let a browser be trusted; return the cookie that it got."""
    response = HttpResponse()
    browsers.trust_browser(request or a_request(), response, person)
    return response.cookies[browsers.COOKIE]


def test_a_browser_that_was_proved_is_known_for_thirty_days(person):
    secret = trusted(person).value

    set_time(NOW + timedelta(days=29, hours=23))
    within = browsers.trusted_browser(a_request(secret), person)
    set_time(NOW + timedelta(days=30, hours=1))
    after = browsers.trusted_browser(a_request(secret), person)

    assert within
    assert after is None


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(person, settings):
    settings.SESSION_COOKIE_SECURE = True

    cookie = trusted(person)

    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert cookie["max-age"] == 30 * 24 * 3600


def test_the_database_holds_no_cookie(person):
    secret = trusted(person).value

    assert all(secret not in str(value) for value in TrustedBrowser.objects.values_list().get())


def test_a_cookie_copied_to_somebody_else_is_worth_nothing(person):
    secret = trusted(person).value

    assert browsers.trusted_browser(a_request(secret), scenes.a_person()) is None


@pytest.mark.parametrize("secret", ["", "x", "é", "A" * 5000])
def test_a_forged_cookie_is_worth_nothing(person, secret):
    trusted(person)

    assert browsers.trusted_browser(a_request(secret), person) is None


def test_a_planted_cookie_is_never_the_one_that_is_trusted(person):
    assert trusted(person, a_request("planted")).value != "planted"
    assert browsers.trusted_browser(a_request("planted"), person) is None


def test_proving_again_gives_a_fresh_secret_and_ends_the_old_one(person):
    first = trusted(person).value
    second = trusted(person, a_request(first)).value

    assert browsers.trusted_browser(a_request(first), person) is None
    assert browsers.trusted_browser(a_request(second), person)


def test_revoking_ends_all_browsers_of_a_person(person):
    first, second = trusted(person).value, trusted(person).value

    assert browsers.revoke_browsers(person) == 2
    assert browsers.trusted_browser(a_request(first), person) is None
    assert browsers.trusted_browser(a_request(second), person) is None
