"""The other pages of the mandate as they stood on a day, whom the office knew as what, and the way between them."""

from datetime import date

import pytest

from executives.selectors.past_seats import seats_on
from executives.selectors.seats import person_in
from executives.services.seats import change_seat, seat_person
from executives.states import DecisionRole
from mandates.selectors.documents import document_of
from mandates.selectors.looking_back import version_then
from mandates.services.reservations import close_reservation
from pmo.clock.shifting import unset_time
from tests.scenes.executives import a_person, a_seat, an_office, holder_of, manager_of
from tests.scenes.mandates import words
from tests.scenes.past import at, page, sent, signed_step_by_step, then
from tests.scenes.rounds import a_version_in_force, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _true_time_again():
    yield
    unset_time()


@pytest.fixture
def office():
    at(1)
    return an_office()


@pytest.fixture
def ceo(office):
    return a_seat(office, "Chief Executive", sponsor=True)


@pytest.fixture
def cfo(office):
    return a_seat(office, "Chief Financial Officer")


@pytest.fixture
def reading(client, office):
    client.force_login(manager_of(office))
    return client


@pytest.fixture
def signing(office, ceo, cfo):
    return signed_step_by_step(office, ceo, cfo)


@pytest.fixture
def handed_on(office, ceo, cfo):
    """1.0 in force on the 3rd; on the 9th the seat gets another name, holder and part, the other is the sponsor."""
    at(3)
    a_version_in_force(office, "Costs run over.")
    at(9)
    by, signatory = manager_of(office), DecisionRole.SIGNATORY
    change_seat(seat_id=ceo.pk, title="President", decision_role=signatory, sponsor=False, by=by)
    change_seat(seat_id=cfo.pk, title="Chief Financial Officer", decision_role=signatory, sponsor=True, by=by)
    seat_person(seat_id=ceo.pk, person=a_person(name="Nadia New"), start=date(2027, 7, 9), by=by)
    a_seat(office, "Latecomer")
    at(25)


def test_seats_are_what_they_were_and_held_by_whom_they_were_held(office, ceo, handed_on):
    was, is_now = seats_on(office, date(2027, 7, 8)), seats_on(office, date(2027, 7, 9))

    assert [(each.title, each.sponsor) for each in was] == [
        ("Chief Executive", True),
        ("Chief Financial Officer", False),
    ]
    assert [(each.title, each.sponsor) for each in is_now] == [
        ("President", False),
        ("Chief Financial Officer", True),
        ("Latecomer", False),
    ]
    assert person_in(was[0]).name != person_in(is_now[0]).name == "Nadia New"


def test_the_document_names_the_sponsor_and_the_holders_of_the_day(office, handed_on):
    was = document_of(version_then(office, then(8)), then(8)).seats
    after = document_of(version_then(office, then(9)), then(9)).seats

    assert [(each.title, each.sponsor, each.is_former) for each in was] == [
        ("Chief Executive", True, False),
        ("Chief Financial Officer", False, False),
    ]
    assert [(each.title, each.sponsor, each.is_former) for each in after] == [
        ("President", False, True),
        ("Chief Financial Officer", True, False),
        ("Latecomer", False, False),
    ]


def test_a_numbered_version_is_shown_as_its_signatures_stood(reading, office, signing):
    early = reading.get(page(office, "version", number="1.0"), {"on": "2027-07-06"})
    never = reading.get(page(office, "version", number="1.0"), {"on": "2027-07-01"})

    assert "one of two signatories" in words(early)
    assert "Out for signature" in words(early)
    assert f'{page(office, "why", number="1.0", key="ISS-1")}?on=2027-07-06"' in early.content.decode()
    assert "No mandate was in force" in words(never)


def test_versions_are_listed_as_they_stood(reading, office, ceo):
    at(3)
    a_version_in_force(office, "Costs run over.")
    at(5)
    a_version_in_force(office, "Jobs finish late.")
    at(9)

    listed = words(reading.get(page(office, "versions"), {"on": "2027-07-04"}))
    file = reading.get(page(office, "versions"), {"on": "2027-07-04", "format": "csv"})

    assert "1.0 In force" in listed
    assert "2.0" not in listed
    assert "Superseded" not in listed
    assert "versions on 2027-07-04.csv" in file["Content-Disposition"]


def test_reservations_are_open_that_were_open_then(reading, office, ceo):
    at(3)
    version = sent(office)
    kept = signed(version, ceo, reservation="The target is bold.").reserved
    at(7)
    close_reservation(reservation_id=kept.pk, word="It was met.", by=holder_of(ceo))
    at(9)

    then_, now = (
        words(reading.get(page(office, "dissent"), {"on": "2027-07-05"})),
        words(reading.get(page(office, "dissent"))),
    )
    none = words(reading.get(page(office, "dissent"), {"on": "2027-07-02"}))

    assert "It was met." in now
    assert "It was met." not in then_
    assert "One was open." in then_
    assert "The target is bold." not in none


def test_what_one_had_signed_is_put_beside_what_stood_or_was_asked_then(client, office, ceo):
    at(3)
    a_version_in_force(office, "Costs run over.")
    at(5)
    version = sent(office)
    at(7)
    signed(version, ceo)
    at(9)
    client.force_login(holder_of(ceo))

    before, asked_for, after = (
        words(client.get(page(office, "since"), {"on": f"2027-07-0{day}"})) for day in (4, 6, 8)
    )

    assert "You signed version 1.0 on 3 July 2027 . Nothing newer stands." in before
    assert "Version 2.0 waits for your signature." in asked_for
    assert "You signed version 2.0 on 7 July 2027 . Nothing newer stands." in after


@pytest.mark.parametrize("name", ["mandate", "signatures", "versions", "dissent", "since"])
def test_each_page_asks_for_a_day_says_which_it_shows_and_keeps_it_for_the_others(reading, office, signing, name):
    today, back = reading.get(page(office, name)), reading.get(page(office, name), {"on": "2027-07-14"})
    source = back.content.decode()

    assert 'name="on"' in today.content.decode()
    assert "This is the mandate as it stood on 14 July 2027 . Back to today" in words(back)
    assert 'value="2027-07-14"' in source
    for other in ("mandate", "signatures", "versions", "dissent", "since", "compare"):
        assert f'href="{page(office, other)}?on=2027-07-14"' in source
    assert reading.get(page(office, name), {"on": "2099-01-01"}).status_code == 400


def test_looking_back_at_signatures_asks_as_many_queries_with_many_versions(
    reading, office, handed_on, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20) as few:
        reading.get(page(office), {"on": "2027-07-10"})
    with django_assert_max_num_queries(20):
        reading.get(page(office, "mandate"), {"on": "2027-07-10"})
    at(26)
    a_version_in_force(office, "Nobody knows.")

    with django_assert_max_num_queries(len(few)):
        reading.get(page(office), {"on": "2027-07-10"})
