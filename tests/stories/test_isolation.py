"""Two offices in one installation: what stands at one's addresses is not found from the other, by any address."""

import re

import pytest

from pmo.desk.demonstration.stages import Stage
from tests.scenes.executives import a_manager, administrator_of, an_office
from tests.stories.fuzzing import HOLE, addresses

pytestmark = pytest.mark.django_db
FILLED = {"int": "1", "slug": "csv", "kind": "BEN", "key": "BEN-1", "number": "1.0", "side": "1.0", "str": "BEN-1"}
OF_OFFICE = [route for route in addresses() if route.startswith("/<slug:office>")]


@pytest.fixture(scope="module")
def theirs(kept_stages, django_db_setup, django_db_blocker):
    """The office of the demonstration, with everything in it."""
    with django_db_blocker.unblock(), kept_stages.standing(Stage.REVIEWED, django_db_setup) as office:
        yield office


def at(route: str, office: str) -> str:
    return HOLE.sub(lambda hole: office if hole[2] == "office" else FILLED[hole[1] or "str"], route)


def told(answer) -> bytes:
    """A page without what is new in every form and without the address that was asked for."""
    return re.sub(rb'(name="(csrfmiddlewaretoken|next)" value)="[^"]*"', b"", answer.content)


def test_every_address_of_another_office_is_the_same_page_that_is_not_there(client, theirs):
    ours = an_office("ours")
    for person in (a_manager(ours), administrator_of(ours)):
        client.force_login(person)
        nowhere = client.get("/nowhere/")

        for route in OF_OFFICE:
            for send in (client.get, client.post):
                answer = send(at(route, theirs.slug))

                assert (route, answer.status_code) == (route, 404)
                assert told(answer) == told(nowhere)


def test_another_office_s_things_are_not_found_under_one_s_own_address(client, theirs):
    ours = an_office("ours")
    client.force_login(a_manager(ours))
    seats = set(theirs.seats.values_list("title", flat=True))

    for route in (route for route in OF_OFFICE if "<int" in route):
        for number in (str(theirs.seats.first().pk), "2", "9" * 25):
            for send in (client.get, client.post):
                answer = send(at(route, ours.slug).replace("/1/", f"/{number}/").replace("-1/", f"-{number}/"))

                assert answer.status_code in (403, 404, 405)
                assert not [title for title in seats if title in answer.content.decode()]
