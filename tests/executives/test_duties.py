"""What an executive owes is computed: it cannot be hidden, and it goes when it is done."""

from datetime import date

import pytest

from executives.duties import owed_by
from executives.services import requirements, seats
from pmo.access.standing import standing_of
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return scenes.a_seat(scenes.an_office())


def duties(seat, person=None):
    return owed_by(standing_of(person or scenes.holder_of(seat), seat.office))


def test_words_that_wait_are_one_duty_that_says_how_many_and_from_whom(seat):
    scenes.a_requirement(seat)
    scenes.a_played_back_requirement(seat)

    (duty,) = duties(seat)

    assert str(duty.question) == "Is this what you said?"
    assert duty.sentence == "Two requirements, written down by Mina Manager."
    assert duty.url.endswith("/words/")


@pytest.mark.parametrize(
    "settled", [scenes.a_confirmed_requirement, scenes.a_declined_requirement, scenes.a_withdrawn_requirement]
)
def test_what_is_settled_is_owed_no_more(seat, settled):
    settled(seat)

    assert duties(seat) == []


def test_a_change_after_the_confirmation_brings_the_duty_back(seat):
    requirement = scenes.a_confirmed_requirement(seat)
    requirements.change_requirement(
        requirement_id=requirement.pk,
        words=scenes.some_words(),
        shown_digest=requirement.wording.digest,
        by=scenes.manager_of(seat.office),
    )

    (duty,) = duties(seat)

    assert duty.sentence == "One requirement, changed by Mina Manager."


def test_a_duty_goes_with_the_seat_and_not_with_the_person(seat):
    scenes.a_requirement(seat)
    before, after = scenes.holder_of(seat), scenes.a_person(seat.office)

    seats.seat_person(seat_id=seat.pk, person=after, start=date(2021, 1, 1), by=scenes.manager_of(seat.office))

    assert duties(seat, before) == []
    assert len(duties(seat, after)) == 1


def test_nobody_else_owes_it(seat):
    scenes.a_requirement(seat)

    assert duties(seat, scenes.manager_of(seat.office)) == []
    assert duties(seat, scenes.holder_of(scenes.a_seat(seat.office))) == []
