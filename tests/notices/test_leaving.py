"""Leaving one's reminders from a mail: by hand or by one click, and taken back."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pmo.access import links
from pmo.audit.models import LedgerEntry
from pmo.notices.models import Reach
from pmo.notices.states import UNTIL_TAKEN_BACK
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def manager(office):
    return scenes.a_manager(office)


@pytest.fixture
def page(manager, office):
    return f"/unsubscribe/{links.unsubscribe_token(manager, office)}/"


def paused(person):
    return {reach.office for reach in Reach.objects.filter(person=person, paused_until=UNTIL_TAKEN_BACK)}


def entries(office, event):
    return list(LedgerEntry.objects.filter(office=office.pk, event=event).values_list("actor_id", flat=True))


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_page_changes_nothing(client, page, method):
    with CaptureQueriesContext(connection) as asked:
        answer = getattr(client, method)(page)

    assert answer.status_code == 200
    assert [each["sql"] for each in asked if each["sql"].startswith(WRITES)] == []
    assert answer["Referrer-Policy"] == "strict-origin"


def test_one_button_pauses_and_says_how_to_take_it_back(client, page, office, manager):
    before = client.get(page).content.decode()
    after = client.post(page, follow=True).content.decode()

    assert "Pause my reminders" in before
    assert office.organisation in before
    assert "What you owe still stands on your page" in after
    assert "Remind me again" in after
    assert paused(manager) == {office}
    assert entries(office, "reminders.left") == [manager.pk]


def test_leaving_twice_is_one_deed_and_it_can_be_taken_back(client, page, office, manager):
    for _click in range(2):
        client.post(page)
    back = client.post(page, {"again": "1"}, follow=True).content.decode()

    assert paused(manager) == set()
    assert "You are reminded again." in back
    assert entries(office, "reminders.left") == entries(office, "reminders.resumed") == [manager.pk]


def test_a_mail_program_leaves_by_one_click_without_a_form_of_ours(page, office, manager):
    answer = Client(enforce_csrf_checks=True).post(page, ONE_CLICK)

    assert (answer.status_code, answer.content) == (200, b"Your reminders are paused.")
    assert paused(manager) == {office}


@pytest.mark.parametrize("given", [{}, {"again": "1"}, {**ONE_CLICK, "again": "1"}, {"List-Unsubscribe": "All"}])
def test_anything_else_needs_the_form_of_the_page(page, manager, given):
    assert Client(enforce_csrf_checks=True).post(page, given).status_code == 403
    assert not Reach.objects.exists()


def test_one_s_duties_stay(client, page, office):
    seat = scenes.a_seat(office)
    scenes.a_played_back_requirement(seat)
    holder = scenes.holder_of(seat)

    client.post(f"/unsubscribe/{links.unsubscribe_token(holder, office)}/")
    client.force_login(holder)

    assert "Is this what you said?" in client.get(f"/{office.slug}/waiting/").content.decode()


def test_a_mail_of_several_offices_leaves_them_all(client, office, manager):
    other = scenes.an_office()
    scenes.grant_role(office_id=other.pk, person=manager, role="auditor", by=scenes.administrator_of(other))

    client.post(f"/unsubscribe/{links.unsubscribe_token(manager, None)}/")

    assert paused(manager) == {office, other}


def test_a_pause_by_an_administrator_is_not_taken_back_by_the_link(client, page, office, manager):
    until = scenes.date(2200, 1, 1)
    Reach.objects.create(office=office, person=manager, paused_until=until, reason="x", changed_by=manager)

    client.post(page, {"again": "1"})

    assert Reach.objects.get().paused_until == until


@pytest.mark.parametrize("spoil", [lambda t: t[:-27] + "A" * 27, lambda t: "9" + t, lambda t: "x"])
@pytest.mark.parametrize("given", [ONE_CLICK, {}])
def test_a_forged_link_pauses_nobody_and_tells_of_nobody(client, manager, office, spoil, given):
    answer = client.post(f"/unsubscribe/{spoil(links.unsubscribe_token(manager, office))}/", given)

    assert answer.status_code == 404
    assert manager.name not in answer.content.decode()
    assert not Reach.objects.exists()


def test_forged_links_in_series_come_to_an_end(client):
    answers = [client.post(f"/unsubscribe/{number}-1-{'A' * 27}/", ONE_CLICK).status_code for number in range(12)]

    assert answers == [404] * 10 + [429] * 2


def test_one_s_own_settings_lead_to_the_pause_and_back_without_any_mail(client, page, office, manager):
    client.force_login(manager)

    before = client.get("/preferences/").content.decode()
    client.post(page)
    after = client.get("/preferences/").content.decode()

    assert page in before
    assert "they reach you." in before
    assert "you get none." in after
    assert "Take this back" in after
