"""Seats outlive their holders; days count at both ends."""

from datetime import UTC, date, datetime

import pytest

from executives.selectors.assistants import seats_of_person
from executives.selectors.seats import holder_of
from executives.services import seats
from executives.states import DecisionRole
from pmo import clock
from pmo.access.models import Person
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db
OPENING, CHANGE = date(2020, 1, 6), date(2026, 3, 1)


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def manager(office):
    return scenes.a_manager(office)


@pytest.fixture
def shifted():
    yield shifting.set_time
    shifting.unset_time()


def events(office) -> list[str]:
    return list(LedgerEntry.objects.filter(office=office.pk).order_by("number").values_list("event", flat=True))


def test_the_same_seat_asked_for_twice_is_one_seat(office, manager):
    given = {"office_id": office.pk, "title": "Chief Executive", "decision_role": DecisionRole.SIGNATORY, "by": manager}
    first = seats.register_seat(**given)

    second = seats.register_seat(**given)

    assert first == second
    assert events(office).count("seat.registered") == 1


def test_a_title_that_another_seat_has_is_refused_in_any_case(office, manager):
    scenes.a_vacant_seat(office, "Chief Executive")

    with pytest.raises(Refused, match="already"):
        seats.register_seat(office_id=office.pk, title="CHIEF EXECUTIVE", decision_role=DecisionRole.INPUT, by=manager)


def test_there_is_one_sponsor_and_the_refusal_names_the_seat(office, manager):
    scenes.a_vacant_seat(office, "Chief Operating Officer", sponsor=True)

    with pytest.raises(Refused, match="Chief Operating Officer"):
        scenes.a_vacant_seat(office, "Chief Executive", sponsor=True)


def test_the_sponsor_moves_when_the_one_seat_gives_it_up(office, manager):
    first = scenes.a_vacant_seat(office, "Chief Operating Officer", sponsor=True)
    second = scenes.a_vacant_seat(office, "Chief Executive")

    seats.change_seat(seat_id=first.pk, title=first.title, decision_role="signatory", sponsor=False, by=manager)
    seats.change_seat(seat_id=second.pk, title=second.title, decision_role="signatory", sponsor=True, by=manager)

    assert list(office.seats.filter(sponsor=True)) == [second]


def test_a_change_without_a_difference_is_no_deed(office, manager):
    seat = scenes.a_vacant_seat(office)

    seats.change_seat(seat_id=seat.pk, title=seat.title, decision_role=seat.decision_role, sponsor=False, by=manager)

    assert "seat.changed" not in events(office)


def test_handing_over_ends_the_open_holder_the_day_before(office, manager):
    seat = scenes.a_seat(office, start=OPENING)
    before, after = scenes.holder_of(seat), scenes.a_person(office)

    seats.seat_person(seat_id=seat.pk, person=after, start=CHANGE, by=manager)

    assert holder_of(seat, date(2026, 2, 28)).person == before
    assert holder_of(seat, CHANGE).person == after
    assert events(office)[-1] == "seat.handed_over"


def test_handing_over_twice_writes_one_holder(office, manager):
    seat, person = scenes.a_seat(office, start=OPENING), scenes.a_person(office)
    first = seats.seat_person(seat_id=seat.pk, person=person, start=CHANGE, by=manager)

    second = seats.seat_person(seat_id=seat.pk, person=person, start=CHANGE, by=manager)

    assert first == second
    assert seat.holders.count() == 2


@pytest.mark.parametrize("start", [OPENING, date(2019, 12, 31)])
def test_nobody_takes_a_seat_before_or_on_the_day_of_the_one_who_holds_it(office, manager, start):
    seat = scenes.a_seat(office, name="Ingrid Maas", start=OPENING)

    with pytest.raises(Refused, match="Ingrid Maas holds this seat from 6 January 2020"):
        seats.seat_person(seat_id=seat.pk, person=scenes.a_person(office), start=start, by=manager)


def test_the_last_day_is_inclusive_and_then_the_seat_is_vacant(office, manager):
    seat = scenes.a_seat(office, start=OPENING)

    seats.vacate_seat(seat_id=seat.pk, last_day=CHANGE, by=manager)

    assert holder_of(seat, CHANGE) is not None
    assert holder_of(seat, date(2026, 3, 2)) is None


def test_vacating_twice_is_one_deed_and_a_vacant_seat_cannot_be_vacated(office, manager):
    seat = scenes.a_seat(office, start=OPENING)
    seats.vacate_seat(seat_id=seat.pk, last_day=CHANGE, by=manager)

    seats.vacate_seat(seat_id=seat.pk, last_day=CHANGE, by=manager)

    assert events(office).count("seat.vacated") == 1
    with pytest.raises(Refused, match="vacant"):
        seats.vacate_seat(seat_id=seat.pk, last_day=date(2026, 3, 9), by=manager)


def test_nobody_takes_a_seat_on_a_day_that_was_another_s(office, manager):
    seat = scenes.a_seat(office, start=OPENING)
    seats.vacate_seat(seat_id=seat.pk, last_day=CHANGE, by=manager)

    with pytest.raises(Refused, match="until 1 March 2026"):
        seats.seat_person(seat_id=seat.pk, person=scenes.a_person(office), start=CHANGE, by=manager)


def test_a_newcomer_is_added_and_seated_in_one_deed(office, manager):
    seat = scenes.a_vacant_seat(office)
    given = {"seat_id": seat.pk, "email": "New@Example.org", "name": "Nora New", "start": CHANGE, "by": manager}

    seats.seat_newcomer(**given)
    seats.seat_newcomer(**given)

    assert scenes.holder_of(seat).email == "new@example.org"
    assert seat.holders.count() == 1


def test_the_holder_of_today_is_reckoned_in_the_office_s_zone(manager, shifted):
    office = scenes.an_office(zone="Pacific/Auckland")
    scenes.a_manager(office)
    seat = scenes.a_seat(office, start=CHANGE)
    person = scenes.holder_of(seat)

    shifted(datetime(2026, 2, 28, 10, 30, tzinfo=UTC))
    on_the_day_before = list(seats_of_person(person, office))
    shifted(datetime(2026, 2, 28, 11, 30, tzinfo=UTC))

    assert on_the_day_before == []
    assert list(seats_of_person(person, office)) == [(seat.pk, True)]


@pytest.mark.parametrize("whose", ["administrator", "auditor", "executive", "stranger"])
def test_only_a_manager_keeps_the_seats(office, manager, whose):
    seat = scenes.a_seat(office)
    person = {
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "executive": scenes.holder_of(seat),
        "stranger": scenes.a_person(office),
    }[whose]
    deeds = [
        lambda: seats.register_seat(office_id=office.pk, title="New", decision_role="input", by=person),
        lambda: seats.change_seat(seat_id=seat.pk, title="New", decision_role="input", sponsor=False, by=person),
        lambda: seats.seat_person(seat_id=seat.pk, person=person, start=CHANGE, by=person),
        lambda: seats.seat_newcomer(seat_id=seat.pk, email="a@example.org", name="A", start=CHANGE, by=person),
        lambda: seats.vacate_seat(seat_id=seat.pk, last_day=CHANGE, by=person),
    ]

    for deed in deeds:
        with pytest.raises(Refused):
            deed()


@pytest.fixture
def carla(office):
    """Somebody who has come in and holds a seat."""
    carla = scenes.holder_of(scenes.a_seat(office, "Chief Financial Officer", name="Carla Chief"))
    Person.objects.filter(pk=carla.pk).update(last_login=clock.now())
    return carla


def test_who_held_a_seat_is_told_that_it_passes_on_and_not_to_whom(office, manager, carla):
    given = {"email": "new@example.org", "name": "Nora Next", "start": clock.today(office.time_zone), "by": manager}

    seats.seat_newcomer(seat_id=office.seats.get().pk, **given)

    told = Mail.objects.get(person=carla, kind="seat")
    assert told.subject == "Your seat Chief Financial Officer passes on"
    assert manager.name in told.text
    assert "Nora" not in told.text


def test_who_held_a_seat_is_told_that_it_becomes_vacant(office, manager, carla):
    seats.vacate_seat(seat_id=office.seats.get().pk, last_day=clock.today(office.time_zone), by=manager)

    assert Mail.objects.filter(person=carla, kind="seat").count() == 1
