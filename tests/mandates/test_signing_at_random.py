"""In no order of deeds, at no time, does signing come to what must never be."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.signing.deeds import REACHED, Signing

QUICK = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
WAYS = {"sent", "extended", "recalled", "waived", "revoked", "declined", "met", "precondition", "reservation"}
STATES = {"agreed", "out_for_signature", "in_force", "superseded", "withdrawn", "by the clock"}


def tour(walk):
    """Walk where single deeds come seldom."""
    walk.versions_are_where_they_may_be()
    walk.send(days=3)
    walk.versions_are_where_they_may_be()
    walk.whole_way(rule="majority", second=1, manner="precondition")
    walk.end_condition(end="met", seat=3)
    walk.draft(rule="unanimity", second=None, must=None, days=1)
    walk.send(days=0)
    walk.sign(seat=0, manner="reservation")
    walk.revoke(seat=0)
    walk.extend(days=3)
    walk.vacate(seat=3)
    walk.waive(seat=3, by=0)
    for seat in (0, 1, 2):
        walk.sign(seat=seat)
    walk.let_time_pass(hours=25)
    walk.worker()
    for end in (walk.recall, lambda: walk.decline(seat=0)):
        walk.hand_over(seat=3)
        walk.draft(rule="n_of_m", second=None, must=2, days=None)
        walk.send(days=None)
        walk.sign(seat=1)
        end()
        walk.versions_are_where_they_may_be()


@pytest.mark.django_db
def test_one_walk_comes_to_every_state_and_to_none_that_must_never_be():
    REACHED.clear()
    walk = Signing()

    tour(walk)

    walk.every_deed_has_its_entry_and_every_entry_its_deed()
    walk.teardown()
    assert REACHED >= WAYS | STATES


@pytest.mark.django_db
def test_no_sequence_of_deeds_reaches_what_must_never_happen():
    play = settings(max_examples=6, stateful_step_count=14, derandomize=True, phases=[Phase.generate], **QUICK)

    run_state_machine_as_test(Signing, settings=play)


@pytest.mark.long
@pytest.mark.django_db
def test_no_long_sequence_of_deeds_reaches_what_must_never_happen():
    run_state_machine_as_test(Signing, settings=settings(max_examples=200, stateful_step_count=40, **QUICK))
