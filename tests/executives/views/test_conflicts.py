"""The doors of what cannot both be had."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.executives.views.doors import signed_in
from tests.scenes import executives as scenes
from tests.scenes.talks import a_conflict, resolved

pytestmark = pytest.mark.django_db
LIST = "/harbour-rail/conflicts/"


@pytest.fixture
def other(office):
    return scenes.a_requirement(scenes.a_seat(office, "Chief Financial Officer"), "Nobody buys a crane.")


def test_from_the_requirement_to_the_resolution(manager, requirement, other):
    new = f"/harbour-rail/requirements/{requirement.key}/conflict/"
    page = manager.post(new, {"other": other.pk, "note": "One crane."}, follow=True).content.decode()
    theirs = manager.get(f"/harbour-rail/requirements/{other.key}/").content.decode()
    listed = manager.get(LIST).content.decode()
    number = listed.split(f"{LIST}")[1].split("/")[0]
    manager.post(f"{LIST}{number}/resolve/", {"resolution": "Ingrid waits until 2027."})
    done = manager.get(LIST).content.decode()

    assert "Nobody buys a crane." in page
    assert "A ship doesn’t wait twelve weeks." in theirs
    assert "One open conflict" in listed
    assert "Ingrid waits until 2027." in done
    assert "No conflict is open." in done


def test_who_gets_in(people, requirement, other):
    conflict = a_conflict(requirement, other)
    at = (LIST, f"/harbour-rail/requirements/{requirement.key}/conflict/", f"{LIST}{conflict.pk}/resolve/")

    found = {role: [signed_in(person).get(each).status_code for each in at] for role, person in people.items()}

    assert found == {
        "manager": [200, 200, 200],
        "administrator": [200, 403, 403],
        "auditor": [200, 403, 403],
        "executive": [403, 403, 403],
        "stranger": [404, 404, 404],
    }


def test_a_conflict_of_another_office_is_not_found(requirement, other):
    conflict = a_conflict(requirement, other)
    client = signed_in(scenes.manager_of(scenes.an_office("elsewhere")))

    assert client.get(f"/elsewhere/conflicts/{conflict.pk}/resolve/").status_code == 404
    assert "crane" not in client.get("/elsewhere/conflicts/").content.decode()


def test_the_list_and_the_requirement_ask_no_more_when_there_are_more(manager, office, requirement, other):
    def asked() -> list[int]:
        counts = []
        for at in (LIST, f"/harbour-rail/requirements/{requirement.key}/"):
            with CaptureQueriesContext(connection) as queries:
                manager.get(at)
            counts.append(len(queries))
        return counts

    a_conflict(requirement, other)
    resolved(a_conflict(requirement, scenes.a_requirement(scenes.a_seat(office))))
    few = asked()
    for _each in range(6):
        a_conflict(requirement, scenes.a_requirement(scenes.a_seat(office)))
        resolved(a_conflict(requirement, scenes.a_requirement(scenes.a_seat(office))))

    assert asked() == few
    assert max(few) <= 20
