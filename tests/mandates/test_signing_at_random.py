"""In no order of deeds, at no time, does signing come to what must never be."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.signing.deeds import REACHED
from tests.signing.tour import light_tour, tour
from tests.signing.ways import Everything

QUICK = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
WAYS = {"sent", "extended", "recalled", "waived", "revoked", "declined", "met", "precondition", "reservation"}
STATES = {"agreed", "out_for_signature", "in_force", "superseded", "withdrawn", "by the clock"}
LIGHT_WAYS = {
    "sent minor",
    "sent editorial",
    "objected",
    "named",
    "on paper",
    "held back",
    "raised to minor",
    "stood by",
}
LIGHT_STATES = {"on_notice", "minor in force", "editorial in force", "raised to major"}


@pytest.mark.django_db
def test_one_walk_comes_to_every_state_and_to_none_that_must_never_be():
    REACHED.clear()
    walk = Everything()

    tour(walk)
    light_tour(walk)

    walk.teardown()
    assert REACHED >= WAYS | STATES | LIGHT_WAYS | LIGHT_STATES


@pytest.mark.django_db
def test_no_sequence_of_deeds_reaches_what_must_never_happen():
    play = settings(max_examples=6, stateful_step_count=14, derandomize=True, phases=[Phase.generate], **QUICK)

    run_state_machine_as_test(Everything, settings=play)


@pytest.mark.long
@pytest.mark.django_db
def test_no_long_sequence_of_deeds_reaches_what_must_never_happen():
    run_state_machine_as_test(Everything, settings=settings(max_examples=100, stateful_step_count=30, **QUICK))
