"""One office with a seat, a requirement and a file; people of every role; and where the doors are."""

import pytest
from django.urls import reverse

from executives.services import rosters
from tests.executives.importing.making import csv_of
from tests.executives.views.doors import CFO, SEATS, signed_in
from tests.scenes import executives as scenes


@pytest.fixture
def office():
    return scenes.an_office("harbour-rail")


@pytest.fixture
def seat(office):
    return scenes.a_seat(office, "Director, Port & Terminals", name="Ingrid Maas")


@pytest.fixture
def requirement(seat):
    return scenes.a_requirement(seat, "A ship doesn’t wait twelve weeks.")


@pytest.fixture
def roster(office):
    data = csv_of(SEATS, CFO, ("", "Nobody", "n@example.org", "signatory", "no", "", ""))
    return rosters.keep_roster(office_id=office.pk, name="list.csv", data=data, by=scenes.manager_of(office))


@pytest.fixture
def people(office, seat):
    return {
        "manager": scenes.manager_of(office),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "executive": scenes.holder_of(seat),
        "stranger": scenes.manager_of(scenes.an_office()),
    }


@pytest.fixture
def manager(people):
    return signed_in(people["manager"])


@pytest.fixture
def executive(people):
    return signed_in(people["executive"])


@pytest.fixture
def at(office, seat, requirement, roster):
    numbers = {
        **dict.fromkeys(("seat", "edit_seat", "hand_over", "vacate"), seat.pk),
        **dict.fromkeys(("requirement", "edit_requirement", "withdraw", "play_back"), requirement.number),
        **dict.fromkeys(("word", "correct", "leave_out", "confirm"), requirement.number),
        "roster": roster.pk,
    }

    def at(name, slug="harbour-rail"):
        more = {"number": numbers[name]} if name in numbers else {}
        return reverse(f"executives:{name}", kwargs={"office": slug, **more})

    return at
