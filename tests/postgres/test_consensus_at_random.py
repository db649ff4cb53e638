"""On real PostgreSQL: its triggers and constraints hold what must never happen, as SQLite's do."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.consensus.deeds import Consensus
from tests.consensus.tour import tour

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def test_one_walk_through_all_states_comes_to_none_that_must_never_be():
    walk = Consensus()

    tour(walk)

    walk.teardown()


def test_no_sequence_of_deeds_reaches_what_must_never_happen():
    play = settings(
        max_examples=1,
        stateful_step_count=8,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )

    run_state_machine_as_test(Consensus, settings=play)
