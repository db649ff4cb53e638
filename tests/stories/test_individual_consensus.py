"""From two lists to individual consensus, by the pages alone."""

import re
from pathlib import Path

import pytest
from django.test import Client

from executives.duties import owed_by
from executives.models import Requirement
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit.verification import verify
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "pmo/desk/demonstration/data"
MESSY = ROOT / "tests/data/harbour-rail/executives-and-requirements-messy.xlsx"
SHOWN = re.compile(r'name="shown" value="([0-9a-f]{64})"')
ACTION = re.compile(r'action="(/harbour-rail/words/REQ-\d+/confirm/)"')
EACH = re.compile(r'name="(REQ-\d+)" value="([0-9a-f]{64})"')


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def take_in(manager: Client, file: Path) -> str:
    with file.open("rb") as upload:
        chosen = manager.post("/harbour-rail/import/", {"file": upload})
    shown = SHOWN.search(manager.get(chosen.url).content.decode())[1]
    return manager.post(chosen.url, {"shown": shown}, follow=True).content.decode()


def test_nine_executives_come_to_individual_consensus():
    office = scenes.an_office("harbour-rail")
    manager = signed_in(scenes.manager_of(office))

    take_in(manager, DATA / "executives.csv")
    told = take_in(manager, DATA / "requirements.csv")
    assert "45 new requirements" in told
    manager.post("/harbour-rail/requirements/play-back/")

    # Ingrid corrects one, leaves one out, and confirms the rest on one page.
    ingrid = Person.objects.get(email="ingrid.maas@example.org")
    phone = signed_in(ingrid)
    first, second, *_rest = Requirement.objects.filter(seat__title="Director, Port & Terminals").order_by("number")
    page = phone.get(f"/harbour-rail/words/{first.key}/correct/").content.decode()
    typed = {"statement": "Ships do not wait.", "kind": "issue", "priority": "must", "shown": SHOWN.search(page)[1]}
    phone.post(f"/harbour-rail/words/{first.key}/correct/", typed)
    page = phone.get(f"/harbour-rail/words/{second.key}/leave-out/").content.decode()
    reason = {"reason": "Settled with Callum.", "shown": SHOWN.search(page)[1]}
    phone.post(f"/harbour-rail/words/{second.key}/leave-out/", reason)
    shown = dict(EACH.findall(phone.get("/harbour-rail/words/all/").content.decode()))
    thanks = phone.post("/harbour-rail/words/all/", shown, follow=True).content.decode()
    assert "Thank you, Ingrid." in thanks
    assert owed_by(standing_of(ingrid, office)) == []

    # The manager changes a confirmed wording: Ingrid is asked again, and sees what changed.
    page = manager.get(f"/harbour-rail/requirements/{first.key}/edit/").content.decode()
    typed |= {"statement": "Ships do not wait at all.", "shown": SHOWN.search(page)[1]}
    manager.post(f"/harbour-rail/requirements/{first.key}/edit/", typed)
    assert len(owed_by(standing_of(ingrid, office))) == 1
    again = phone.get("/harbour-rail/words/").content.decode()
    assert "You had confirmed other words" in again
    phone.post(f"/harbour-rail/words/{first.key}/confirm/", {"shown": SHOWN.search(again)[1]})

    # The workbook as it is really kept adds what is new, and doubles nothing.
    told = take_in(manager, MESSY)
    statements = list(Requirement.objects.values_list("seat", "wording__statement"))
    assert office.seats.count() == 9
    assert len(set(statements)) == len(statements)

    # Everybody confirms, one by one, until nothing waits.
    for seat in office.seats.all():
        client = signed_in(scenes.holder_of(seat))
        while found := SHOWN.search(page := client.get("/harbour-rail/words/").content.decode()):
            client.post(ACTION.search(page)[1], {"shown": found[1]})
    board = manager.get("/harbour-rail/executives/").content.decode()
    assert set(Requirement.objects.values_list("state", flat=True)) == {"confirmed", "declined"}
    assert len(re.findall(r"All \d+ confirmed", board)) == 9
    assert verify(office.pk).holds
