"""Who gets in where, and how many questions a page asks the database."""

import pytest

from executives.services import rosters
from tests.executives.importing.making import csv_of
from tests.executives.views.doors import CFO, LETS_IN, OWN, POSTS, READ, SEATS, WRITE, plain, signed_in
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", LETS_IN)
def test_a_page_lets_in_those_whom_it_is_for(role, people, at):
    client = signed_in(people[role])
    found = {name: client.get(at(name)).status_code for name in READ + WRITE + OWN}

    shut = 404 if role == "stranger" else 403
    assert found == {name: 200 if name in LETS_IN[role] else shut for name in READ + WRITE + OWN}


@pytest.mark.parametrize("name", READ + WRITE + OWN)
def test_an_office_that_is_not_there_and_another_s_look_the_same(name, people, at):
    client = signed_in(people["stranger"])

    other, none = client.get(at(name)), client.get(at(name, slug="no-such-office"))

    assert other.status_code == none.status_code == 404
    assert plain(other) == plain(none)


@pytest.mark.parametrize("name", ["seat", "requirement", "roster"])
def test_a_thing_of_another_office_is_not_found_under_one_s_own(name, at, seat, requirement, roster):
    other = scenes.an_office("elsewhere")

    response = signed_in(scenes.manager_of(other)).get(at(name, slug="elsewhere"))

    assert response.status_code == 404


def test_an_executive_does_not_find_the_words_of_another(office, at):
    other = signed_in(scenes.holder_of(scenes.a_seat(office)))

    assert [other.get(at(name)).status_code for name in ("word", "correct", "leave_out")] == [404, 404, 404]
    assert other.post(at("confirm"), {"shown": "x"}).status_code == 404


@pytest.mark.parametrize("name", POSTS)
def test_a_deed_is_not_done_by_looking(name, manager, executive, at):
    whose = executive if name == "confirm" else manager

    assert whose.get(at(name)).status_code == 405


def test_the_wrong_role_reads_the_sentence_why(executive, at):
    assert "for the PMO manager" in executive.get(at("requirements")).content.decode()


def test_a_page_asks_as_many_questions_at_any_size(people, at, office, seat, django_assert_max_num_queries):
    pages = [*READ, "words", "words_all"]
    clients = {name: signed_in(people["executive" if name in OWN else "manager"]) for name in pages}

    def asked() -> dict[str, int]:
        counts = {}
        for name in pages:
            with django_assert_max_num_queries(20) as asked:
                clients[name].get(at(name))
            counts[name] = len(asked)
        return counts

    few = asked()
    for number in range(10):
        scenes.a_confirmed_requirement(scenes.a_seat(office))
        scenes.a_requirement(seat)
        data = csv_of(SEATS, (f"Seat {number}", *CFO[1:]))
        rosters.keep_roster(office_id=office.pk, name="more.csv", data=data, by=people["manager"])

    assert asked() == few
