"""People set their own name, clock and quiet hours, and say when they are away; nobody else does."""

from datetime import date

import pytest
from django.urls import reverse

from pmo.access.models import Person
from pmo.clock.shifting import unset_time
from pmo.notices.models import Absence
from tests.scenes import notices as scene

SETTINGS = {"name": "Mia Member", "time_zone": "Asia/Tokyo", "language": "de", "quiet_from": "22", "quiet_until": "7"}


@pytest.fixture
def mia(client, db):
    person = Person.objects.create_user(email="mia@example.org", name="Mia")
    client.force_login(person)
    scene.at(date(2026, 3, 1))
    yield person
    unset_time()


def test_ones_settings_are_saved_and_shown(client, mia):
    answer = client.post(reverse("desk:preferences"), SETTINGS)
    shown = client.get(reverse("desk:preferences")).content.decode()

    mia.refresh_from_db()
    assert answer.status_code == 302
    chosen = (mia.name, mia.time_zone, mia.language, mia.quiet_from, mia.quiet_until)
    assert chosen == ("Mia Member", "Asia/Tokyo", "de", 22, 7)
    assert '<option value="de" selected>Deutsch</option>' in shown
    assert '<option value="22" selected>22:00</option>' in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"quiet_until": ""}, "Give both hours"),
        ({"quiet_from": "7"}, "the same hour"),
        ({"quiet_from": "24"}, "Select a valid choice"),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"name": ""}, "This is still empty"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_settings_that_cannot_be_come_back_with_a_sentence(client, mia, wrong, said):
    answer = client.post(reverse("desk:preferences"), SETTINGS | wrong)

    mia.refresh_from_db()
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert mia.quiet_from is None


def test_an_absence_is_added_moved_and_removed(client, mia):
    client.post(reverse("desk:absences"), {"first": "2026-03-10", "last": "2026-03-20"})
    number = Absence.objects.get().pk
    listed = client.get(reverse("desk:absences")).content.decode()
    client.post(reverse("desk:absence", args=[number]), {"first": "2026-03-11", "last": "2026-03-20"})
    moved = Absence.objects.get().first
    for _click in range(2):
        gone = client.post(reverse("desk:back_again", args=[number]))

    assert "20 March 2026" in listed
    assert moved == date(2026, 3, 11)
    assert gone.status_code == 302
    assert not Absence.objects.exists()


def test_days_that_cannot_be_are_refused_at_the_field_and_kept(client, mia):
    answer = client.post(reverse("desk:absences"), {"first": "2026-03-20", "last": "2026-03-10"})

    assert answer.status_code == 400
    assert "The last day lies before the first" in answer.content.decode()
    assert 'value="2026-03-20"' in answer.content.decode()


def test_anothers_absence_is_not_found(client, mia):
    other = Person.objects.create_user(email="other@example.org", name="Otto")
    number = Absence.objects.create(person=other, first=date(2026, 3, 10), last=date(2026, 3, 20)).pk

    shown = client.get(reverse("desk:absence", args=[number]))
    client.post(reverse("desk:back_again", args=[number]))

    assert shown.status_code == 404
    assert Absence.objects.exists()


def test_the_list_leaves_as_a_file(client, mia):
    Absence.objects.create(person=mia, first=date(2026, 3, 10), last=date(2026, 3, 20))

    assert "2026-03-10,2026-03-20" in client.get(reverse("desk:absences"), {"format": "csv"}).getvalue().decode()
