"""Personal links at the door: who comes in, by what, and what everybody else is told."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pmo.access import links
from pmo.access.browsers import COOKIE, revoke_browsers
from pmo.access.models import Proof
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time
from tests.scenes import executives as scenes
from tests.scenes.links import come_in_by_code, mailed_code, page

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(autouse=True)
def an_ordinary_day(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    set_time(NOW)
    yield
    unset_time()
    cache.clear()


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def manager(office):
    return scenes.a_manager(office)


@pytest.fixture
def target(office):
    return f"/{office.slug}/requirements/"


@pytest.fixture
def link(office, manager, target):
    return links.make_link(person=manager, office=office, purpose="review.answer", path=target)


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("sender", ["stranger", "scanner", "addressee", "somebody else"])
def test_opening_a_link_changes_nothing(client, office, link, method, sender):
    if sender == "addressee":
        client.force_login(link.person)
    if sender == "somebody else":
        client.force_login(scenes.a_person())
    headers = {"User-Agent": "SafeLinks/1.0", "Sec-Purpose": "prefetch"} if sender == "scanner" else {}

    with CaptureQueriesContext(
        connection,
    ) as asked:
        answers = [getattr(client, method)(page(link), headers=headers) for _time in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert [each["sql"] for each in asked if each["sql"].startswith(WRITES)] == []
    assert mail.outbox == []


def test_the_page_says_whom_it_is_for_and_has_one_button(client, office, link):
    shown = client.get(page(link)).content.decode()

    assert "This link is for Mina Manager." in shown
    assert office.organisation in shown
    assert shown.count("btn-primary") == 1
    assert "Mail me a code" in shown
    assert "<h1>Is the mandate still right?</h1>" in shown
    assert link.person.email not in shown


def test_the_address_of_the_page_goes_to_nobody_else(client, link):
    answer = client.get(page(link))

    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_a_code_comes_first_and_then_the_page(client, link):
    asked = client.post(page(link))
    entered = client.post(asked.url, {"code": mailed_code(), "next": link.path})

    assert asked.url.startswith("/account/login/code/confirm/")
    assert mail.outbox[0].to == [link.person.email]
    assert entered.url == link.path
    assert client.get(link.path).status_code == 200


def test_on_a_browser_that_was_proved_one_button_is_enough(client, link):
    come_in_by_code(client, link)
    client.post("/account/logout/")
    mail.outbox.clear()

    shown = client.get(page(link)).content.decode()
    entered = client.post(page(link))

    assert "Mail me a code" not in shown
    assert entered.url == link.path
    assert client.get(link.path).status_code == 200
    assert mail.outbox == []


def test_an_ordinary_sign_in_by_code_proves_the_browser_too(client, link):
    client.post("/account/login/code/", {"email": link.person.email})
    client.post("/account/login/code/confirm/", {"code": mailed_code()})
    client.post("/account/logout/")

    assert client.post(page(link)).url == link.path


def test_a_password_proves_no_browser(client, link):
    client.post("/account/login/", {"login": link.person.email, "password": scenes.PASSWORD})
    client.post("/account/logout/")

    assert COOKIE not in client.cookies
    assert client.post(page(link)).url.startswith("/account/login/code/confirm/")


def test_whoever_has_a_second_step_is_asked_for_it_after_the_link_too(client, link):
    come_in_by_code(client, link)
    client.post("/account/logout/")
    Authenticator.objects.create(user=link.person, type=Authenticator.Type.TOTP, data={"secret": "x"})

    entered = client.post(page(link))

    assert entered.url.startswith("/account/2fa/")
    assert client.get(link.path).status_code == 302


def test_a_link_is_no_proof_for_changing_how_one_signs_in(client, link):
    come_in_by_code(client, link)
    client.post("/account/logout/")
    Proof.objects.all().delete()
    client.post(page(link))

    assert client.get("/preferences/sign-in/app/").url.startswith("/preferences/sign-in/prove/")
    signed_in = LedgerEntry.objects.filter(event="person.signed_in").last()
    assert json.loads(signed_in.payload.content) == {"methods": ["link"]}


@pytest.mark.parametrize("end", ["thirty days", "revoked"])
def test_the_proof_of_a_browser_ends(client, office, link, end):
    come_in_by_code(client, link)
    client.post("/account/logout/")
    if end == "revoked":
        revoke_browsers(link.person)
    else:
        set_time(NOW + timedelta(days=30, hours=1))
    later = links.make_link(person=link.person, office=office, purpose="x", path=link.path)

    assert client.post(page(later)).url.startswith("/account/login/code/confirm/")


def test_whoever_is_signed_in_already_goes_straight_on(client, link):
    client.force_login(link.person)

    assert "Go on" in client.get(page(link)).content.decode()
    assert client.post(page(link)).url == link.path


def test_a_link_is_not_used_up(client, link):
    client.force_login(link.person)

    assert [client.post(page(link)).url for _time in range(3)] == [link.path] * 3


def test_somebody_else_is_told_so_and_may_sign_out(client, link):
    other = scenes.a_person(name="Otto Other")
    client.force_login(other)

    shown, tried = client.get(page(link)), client.post(page(link))
    entry = LedgerEntry.objects.get(event="link.refused")
    out = client.post("/account/logout/", {"next": page(link)})

    assert "You are signed in as Otto Other." in shown.content.decode()
    assert tried.status_code == 409
    assert (entry.about_id, entry.actor_id) == (link.pk, other.pk)
    assert out.url == page(link)
    assert "_auth_user_id" not in client.session


def test_a_proved_browser_of_somebody_else_opens_nothing(client, link):
    come_in_by_code(client, link)
    client.post("/account/logout/")
    other = links.make_link(person=scenes.a_person(), office=None, purpose="x", path="/")

    assert client.post(page(other)).url.startswith("/account/login/code/confirm/")
