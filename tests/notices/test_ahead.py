"""The administrator sees twelve months ahead who would get what, and when; the page asks a constant number of times."""

import time
from datetime import date

import pytest
from django.urls import reverse

from pmo.notices.models import Notice
from pmo.notices.selectors.ahead import ahead_of
from tests.scenes import notices as scene


@pytest.fixture
def office(kind, client):
    """An office that reminds 7 days and 1 day before, and nobody else is told; its administrator is signed in."""
    found, found.boss = scene.an_office()
    scene.at(date(2026, 3, 1))
    scene.a_rule(found, found.boss, [7, 1], weekly_after=False)
    client.force_login(found.boss)
    return found


def address(office):
    return reverse("notices:ahead", kwargs={"office": office.slug})


def test_months_show_their_mails_and_nothing_is_written_down(client, office):
    scene.somebody_owes(office, office.boss, due=date(2026, 6, 5))
    before = Notice.objects.count()

    text = client.get(address(office)).content.decode()

    assert "Two mails would go out in the next twelve months" in text
    assert [(month.key, len(month.mails)) for month in ahead_of(office).months if month.mails] == [
        ("2026-05", 1),
        ("2026-06", 1),
    ]
    assert "Papers to read: 7 days before, " in text
    assert Notice.objects.count() == before


def test_one_person_and_one_month_are_looked_at(client, office):
    scene.somebody_owes(office, office.boss, due=date(2026, 6, 5))
    scene.somebody_owes(office, office.boss, due=date(2026, 9, 5))
    first, second = ahead_of(office).people

    page = client.get(address(office), {"person": second.pk, "month": "2026-09"})

    assert page.context["ahead"].total == 2
    assert page.context["month"].key in {"2026-09", "2026-05"}
    assert {mail.person for mail in page.context["ahead"].mails} == {second}
    assert first != second


@pytest.mark.parametrize("asked", [{"person": "x"}, {"person": "9" * 40}, {"person": "²"}, {"month": "2026-99"}])
def test_an_address_that_nobody_wrote_shows_what_it_can(client, office, asked):
    scene.somebody_owes(office, office.boss, due=date(2026, 6, 5))

    assert client.get(address(office), asked).status_code == 200


def test_the_months_leave_as_a_file(client, office):
    scene.somebody_owes(office, office.boss, due=date(2026, 6, 5))

    text = client.get(address(office), {"format": "csv"}).getvalue().decode()

    assert "Papers to read,7 days before,2026-06-05,no" in text
    assert "spreadsheetml" in client.get(address(office), {"format": "xlsx"})["Content-Type"]


def test_an_office_that_owes_nothing_is_told_so(client, office):
    assert "Nothing: no duty has a day within reach." in client.get(address(office)).content.decode()


def test_the_page_asks_the_database_the_same_number_of_times_at_any_size(client, office, django_assert_max_num_queries):
    counts = []
    for size in (1, 20):
        for _number in range(size):
            scene.somebody_owes(office, office.boss, due=date(2026, 6, 5))
        began = time.monotonic()
        with django_assert_max_num_queries(20) as asked:
            client.get(address(office))
        counts.append(len(asked.captured_queries))
        assert time.monotonic() - began < 3  # a figure to reach is measured by the bench, on a machine of its own

    assert counts[0] == counts[1]
