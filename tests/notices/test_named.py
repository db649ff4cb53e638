"""The ledger says in words who was told of what."""

from datetime import date

import pytest
from django.urls import reverse

from pmo.access.models import Membership, Person
from pmo.notices.services import send_due
from pmo.notices.services.reach import pause
from tests.scenes import notices as scene


@pytest.fixture
def reminded(kind, client):
    """An office whose ledger its administrator reads: a rule was set, a reminder went out."""
    office, administrator = scene.an_office()
    addressee = scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, administrator, [7, 3, 1])
    send_due(scene.at(date(2026, 3, 24), 8, 1))
    client.force_login(administrator)
    return office, administrator, Membership.objects.get(pk=addressee.partition(":")[2]).person


def ledger(client, office, **asked) -> dict[str, str]:
    page = client.get(reverse("desk:ledger", kwargs={"office": office.slug}, query=asked))
    return {deed.event: deed.about for deed in page.context["screen"].deeds}


def test_a_reminder_is_named_by_its_kind_its_day_and_who_got_it(client, reminded):
    office, _administrator, mia = reminded

    assert ledger(client, office)["told somebody by mail"] == f"Papers to read, 7 days before, to {mia.name}"


def test_a_rule_is_named_as_its_page_names_it(client, reminded):
    assert ledger(client, reminded[0])["changed a reminder rule"] == "Papers to read"


def test_whose_reminders_are_paused_is_said_by_name(client, reminded):
    office, administrator, mia = reminded
    pause(office_id=office.pk, person_id=mia.pk, until=date(2026, 4, 9), reason="On a long journey", by=administrator)

    assert ledger(client, office)["paused somebody’s reminders"] == Person.objects.get(pk=mia.pk).name


def test_many_reminders_take_no_more_queries(client, reminded, django_assert_max_num_queries):
    office, administrator, _mia = reminded
    for _turn in range(5):
        scene.somebody_owes(office, administrator)
    scene.planned(scene.at(date(2026, 3, 28), 6))
    send_due(scene.at(date(2026, 3, 28), 8, 1))

    with django_assert_max_num_queries(14):
        page = client.get(reverse("desk:ledger", kwargs={"office": office.slug}))

    assert [deed.event for deed in page.context["screen"].deeds].count("told somebody by mail") == 7
