"""The doors of files: look first, then take in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from executives.models import RosterFile, Seat
from executives.services import rosters
from tests.executives.importing.making import csv_of
from tests.executives.views.doors import CFO, SEATS, signed_in

pytestmark = pytest.mark.django_db


def test_a_file_is_looked_at_taken_in_and_told_about(manager, office, requirement):
    data = csv_of(SEATS, CFO, ("", "Nobody", "n@example.org", "signatory", "no", "", ""))
    chosen = manager.post(
        reverse("executives:rosters", args=[office.slug]), {"file": SimpleUploadedFile("list.csv", data)}
    )
    preview = manager.get(chosen.url).content.decode()
    assert not Seat.objects.filter(title="CFO").exists()

    shown = preview.split('name="shown" value="')[1][:64]
    taken = manager.post(chosen.url, {"shown": shown}, follow=True)

    assert "Take in 1 record, leave out 1 row" in preview
    assert Seat.objects.filter(title="CFO").exists()
    assert "one new seat" in taken.content.decode()
    assert "Play one back" in taken.content.decode()


def test_a_file_without_a_fault_shows_all_its_rows(manager, office, people):
    kept = rosters.keep_roster(office_id=office.pk, name="b.csv", data=csv_of(SEATS, CFO), by=people["manager"])

    told = manager.get(reverse("executives:roster", args=[office.slug, kept.pk])).content.decode()

    assert "CFO" in told
    assert "Show all" not in told


def test_a_file_is_not_taken_in_when_the_office_has_changed_since(manager, at, roster, people):
    preview = manager.get(at("roster")).content.decode()
    shown = preview.split('name="shown" value="')[1][:64]
    other = rosters.keep_roster(office_id=roster.office_id, name="b.csv", data=csv_of(SEATS, CFO), by=people["manager"])
    rosters.apply_roster(roster_id=other.pk, by=people["manager"])

    response = manager.post(at("roster"), {"shown": shown})

    assert response.status_code == 409
    assert "has changed since you looked" in response.content.decode()
    assert RosterFile.objects.get(pk=roster.pk).applied_at is None


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_those_who_only_read_cannot_choose_nor_take_in_a_file(role, people, at, office):
    client = signed_in(people[role])

    chosen = client.post(at("rosters"), {"file": SimpleUploadedFile("a.csv", csv_of(SEATS, CFO))})
    taken = client.post(at("roster"), {"shown": "x"})

    assert (chosen.status_code, taken.status_code) == (403, 403)
    assert "Look at the rows" not in client.get(at("rosters")).content.decode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("list.xlsx", b"no workbook", "it is none"),
        ("list.csv", b"", "is empty"),
        ("list.csv", b"x" * (5 * 1024 * 1024 + 1), "more than 5 MB"),
        ("list.csv", b"a,b\n1,2\n", "list.csv"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(manager, at, name, data, said):
    before = RosterFile.objects.count()
    response = manager.post(at("rosters"), {"file": SimpleUploadedFile(name, data)})

    assert response.status_code == 400
    assert said in response.content.decode()
    assert RosterFile.objects.count() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_left_out_come_back_in_the_layout_of_the_file_with_the_reason(manager, roster, kind):
    response = manager.get(reverse("executives:refused_rows", args=["harbour-rail", roster.pk, 0, kind]))

    content = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200
    if kind == "csv":
        lines = content.decode("utf-8-sig").splitlines()
        assert lines[0] == ",".join(SEATS) + ",What was wrong"
        assert lines[1].startswith(",Nobody,n@example.org")
        assert len(lines) == 2
