"""On real PostgreSQL: its triggers and constraints hold what must never come of signing, as SQLite's do."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.signing.tour import light_tour
from tests.signing.ways import Everything

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
QUICK = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}


def test_one_walk_through_all_states_comes_to_none_that_must_never_be():
    walk = Everything()

    light_tour(walk)

    walk.teardown()


def test_no_sequence_of_deeds_reaches_what_must_never_happen():
    play = settings(max_examples=2, stateful_step_count=10, derandomize=True, phases=[Phase.generate], **QUICK)

    run_state_machine_as_test(Everything, settings=play)
