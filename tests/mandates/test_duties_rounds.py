"""What an executive owes to rounds and signing: computed, and gone when it is done."""

import pytest

from executives.states import DecisionRole
from mandates.duties.rounds import owed_by as owed_to_rounds
from mandates.duties.signoff import owed_by as owed_to_signing
from pmo.access.standing import standing_of
from pmo.clock import shifting
from tests.scenes.executives import a_seat, holder_of, manager_of
from tests.scenes.rounds import a_version_out_for_signature, all_answered, an_open_round, answered, item, signed

pytestmark = pytest.mark.django_db


def owed(duties, seat):
    return [str(duty.sentence) for duty in duties(standing_of(holder_of(seat), seat.office))]


def test_an_open_round_is_owed_by_those_asked_until_all_is_answered(office, ceo):
    informed = a_seat(office, "Information", DecisionRole.INFORMED)
    round_ = an_open_round(office, "One.", "Two.")

    assert owed(owed_to_rounds, ceo) == ["Two statements want your answer."]
    assert owed(owed_to_rounds, informed) == []
    answered(item(round_), ceo)
    assert owed(owed_to_rounds, ceo) == ["1 of 2 statements still wants your answer."]
    all_answered(round_)
    assert owed(owed_to_rounds, ceo) == []


def test_the_duty_names_its_day_and_page(office, ceo):
    round_ = an_open_round(office)

    [duty] = owed_to_rounds(standing_of(holder_of(ceo), office))

    assert (duty.due, duty.url) == (round_.deadline, f"/{office.slug}/rounds/1/answer/")


def test_after_the_deadline_nothing_is_owed_though_nobody_has_closed(office, ceo):
    round_ = an_open_round(office)
    shifting.set_time(round_.deadline_at.replace(second=5))

    try:
        assert owed(owed_to_rounds, ceo) == []
    finally:
        shifting.unset_time()


def test_a_signature_is_owed_until_it_is_given(office, ceo):
    other = a_seat(office)
    version = a_version_out_for_signature(office)

    assert owed(owed_to_signing, ceo) == ["It is agreed by all; your signature as Chief Executive is waited for."]
    assert owed_to_signing(standing_of(manager_of(office), office)) == []
    signed(version, ceo)
    assert owed(owed_to_signing, ceo) == []
    assert len(owed(owed_to_signing, other)) == 1
