"""In no order of deeds, at no time, is a forbidden state of the two rooms of consensus reached."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.consensus.deeds import Consensus
from tests.consensus.room import REACHED
from tests.consensus.tour import tour

QUICK = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
STATES = {"agreed", "moved", "settled", "closed", "cancelled", "lapsed", "taken as agreed"}
WAYS = {"extended", "too late", "handed over while asked", "ratified", "withdraw", "overrule"}
SHOWN = {"confirmed shown", "declined shown", "vacant shown"}


@pytest.mark.django_db
def test_one_walk_comes_to_every_state_and_to_none_that_must_never_be():
    REACHED.clear()
    walk = Consensus()

    tour(walk)

    walk.teardown()
    assert REACHED >= STATES | WAYS | SHOWN


@pytest.mark.django_db
def test_no_sequence_of_deeds_reaches_what_must_never_happen():
    play = settings(max_examples=5, stateful_step_count=12, derandomize=True, phases=[Phase.generate], **QUICK)

    run_state_machine_as_test(Consensus, settings=play)


@pytest.mark.long
@pytest.mark.django_db
def test_no_long_sequence_of_deeds_reaches_what_must_never_happen():
    play = settings(max_examples=200, stateful_step_count=40, **QUICK)

    run_state_machine_as_test(Consensus, settings=play)
