"""The ledger in the browser."""

import pytest
from django.urls import reverse

from pmo.audit.models import LedgerEntry, Payload
from pmo.audit.services import record
from tests.audit.test_ledger import tamper
from tests.scenes.executives import administrator_of, an_auditor, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office("harbour-rail")


@pytest.fixture
def auditor(office, client):
    person = an_auditor(office)
    client.force_login(person)
    return person


def ledger(office, **query):
    return reverse("desk:ledger", kwargs={"office": office.slug}, query=query)


def test_deeds_stand_there_newest_first_with_who_did_them(client, office, auditor):
    page = client.get(ledger(office)).content.decode()

    assert "gave a role" in page
    assert "Ada Administrator" in page
    assert page.index("gave a role") < page.index("opened the office")


def test_it_can_be_narrowed_to_a_deed(client, office, auditor):
    page = client.get(ledger(office, event="office.opened"))

    assert [deed.event for deed in page.context["screen"].deeds] == ["opened the office"]


def test_nothing_that_fits_is_said_so(client, office, auditor):
    page = client.get(ledger(office, about="REQ-999"))

    assert "No entry fits" in page.content.decode()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_leaves_as_a_file(client, office, auditor, kind):
    page = client.get(ledger(office, format=kind))

    assert page.status_code == 200
    assert kind in page["Content-Disposition"]


def test_the_chain_is_proved_on_the_page(client, office, auditor):
    page = client.get(reverse("desk:proof", kwargs={"office": office.slug}))

    assert "entries hold" in page.content.decode()


def test_a_broken_entry_is_named_on_the_page(client, office, auditor):
    tamper("UPDATE audit_ledgerentry SET event = 'x' WHERE office = %s AND number = 2", office.pk)

    page = client.get(reverse("desk:proof", kwargs={"office": office.slug}))

    assert "Entry 2 is broken" in page.content.decode()


def test_the_number_of_queries_does_not_grow(client, office, auditor, django_assert_max_num_queries):
    client.get(ledger(office))
    for turn in range(120):
        record("office.changed", about=office, office=office, by=administrator_of(office), payload={"turn": turn})

    with django_assert_max_num_queries(12):
        page = client.get(ledger(office))

    assert len(page.context["screen"].deeds) == 50


def test_another_offices_deeds_are_not_there(client, office, auditor):
    an_office("northfield")

    page = client.get(ledger(office))

    assert {entry.office for entry in page.context["screen"].page.object_list} == {office.pk}
    assert LedgerEntry.objects.exclude(office=office.pk).exists()
    assert Payload.objects.count() == LedgerEntry.objects.count()
