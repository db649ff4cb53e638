"""Personal links under attack: what is told, what is counted, what is written down."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from pmo.access import links
from pmo.access.models import PersonalLink
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time
from tests.scenes import executives as scenes
from tests.scenes.links import come_in_by_code, mailed_code, page

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


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


def unknown(link):
    return f"/l/{link.pk}-{'A' * 27}/"


def inactive(link):
    link.person.is_active = False
    link.person.save()
    return page(link)


def altered(link):
    token = page(link)
    PersonalLink.objects.filter(pk=link.pk).update(path="/elsewhere/")
    return token


def leading_away(link):
    PersonalLink.objects.filter(pk=link.pk).update(path="//evil.example/")
    link.refresh_from_db()
    return page(link)


def of_another_number(link):
    token = links.token_of(link).partition("-")[2]
    return f"/l/{link.pk + 1}-{token}/"


def test_all_that_is_no_link_gets_the_same_page(link):
    spoilers = [of_another_number, unknown, altered, leading_away]
    answers = [Client().get(spoil(link)) for spoil in spoilers]
    person = scenes.a_person()
    closed = links.make_link(person=person, office=None, purpose="x", path="/")
    answers.append(Client().get(inactive(closed)))
    pages = {re.sub(r'value="[A-Za-z0-9]{64}"|"/l/[^"]*"', "", each.content.decode()) for each in answers}

    assert {each.status_code for each in answers} == {404}
    assert len(pages) == 1
    assert "This link leads nowhere." in pages.pop()


@pytest.mark.parametrize("end", ["expired", "revoked"])
def test_a_genuine_link_that_ended_says_so_and_no_more(client, link, end):
    if end == "revoked":
        links.revoke_links(link.person)
    else:
        set_time(NOW + timedelta(days=31))
    client.force_login(link.person)

    answer = client.get(page(link))

    assert answer.status_code == 410
    assert "This link has ended" in answer.content.decode()
    assert "This link is for" not in answer.content.decode()


def test_a_deed_tried_by_a_bad_link_stands_once_in_the_ledger(client, office, link):
    token = page(link)
    links.revoke_links(link.person)

    client.get(token)
    before = LedgerEntry.objects.filter(event="link.refused").count()
    client.post(token)
    client.post(f"/l/{link.pk}-{'A' * 27}/")

    assert before == 0
    assert LedgerEntry.objects.get(office=office.pk, event="link.refused").about_key == "review.answer"
    assert LedgerEntry.objects.get(office=0, event="link.refused").about_key == "unknown"


def test_bad_links_in_series_come_to_an_end(client, link):
    answers = [client.post(f"/l/{number}-{'A' * 27}/").status_code for number in range(12)]

    assert answers == [404] * 10 + [429] * 2
    assert LedgerEntry.objects.filter(event="link.refused").count() == 10


def test_codes_in_series_come_to_an_end_and_the_person_still_gets_in(client, link):
    answers = [Client().post(page(link), REMOTE_ADDR="203.0.113.1").status_code for _time in range(11)]

    assert answers == [302] * 10 + [429]
    assert come_in_by_code(client, link).url == link.path


def test_wrong_codes_lead_back_and_not_in(client, link):
    asked = client.post(page(link))
    for _time in range(3):
        last = client.post(asked.url, {"code": "WRONG1", "next": link.path})

    assert last.url == "/account/login/code/"
    assert client.get(link.path).status_code == 302


def test_the_page_of_the_code_leads_nowhere_else(client, link):
    client.post(page(link))

    entered = client.post("/account/login/code/confirm/", {"code": mailed_code(), "next": "https://evil.example/"})

    assert entered.url == "/"


def test_the_form_of_the_link_needs_its_own_page(link):
    assert Client(enforce_csrf_checks=True).post(page(link)).status_code == 403
