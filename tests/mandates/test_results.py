"""Harbour Rail's three rounds give exactly the recorded figures."""

import pytest
from django.db import transaction

from mandates.models import ConsensusRound, MandateVersion, Objection
from mandates.selectors.outcomes import outcome_of, outcomes_of
from mandates.selectors.results import RULES, results_of
from mandates.states import RoundState, VersionState
from pmo.clock import shifting
from tests.scenes import harbour_rail
from tests.scenes.executives import manager_of


@pytest.fixture(scope="module")
def replayed(django_db_setup, django_db_blocker):
    """Replay once for all tests here: 320 answers take their time."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield harbour_rail.three_rounds(harbour_rail.the_office())
        shifting.unset_time()
        transaction.set_rollback(True)


@pytest.fixture
def three_rounds(replayed, db):
    return replayed


def counts(tally):
    return {
        "agree": tally.agree,
        "agree_with_reservation": tally.reservation,
        "abstain": tally.abstain,
        "object": tally.object,
    }


def figures(outcome):
    """Return what the recorded figures say of a round, in their form."""
    asked = [each for each in outcome.items if each.asked]
    return {
        "statements_asked": {each.item.line.source_ref for each in asked},
        "statements": len(outcome.items),
        "statements_unanimous": sum(each.standing.reaches("unanimity") for each in outcome.items),
        "signatory_seats_with_holder": outcome.round.seats_counted,
        "objections_by_signatories": sum(each.given.object for each in outcome.items),
        "per_statement": {each.item.line.source_ref: per_statement(each) for each in outcome.items},
    }


def per_statement(each):
    standing = counts(each.standing) | {"signatories": each.standing.seats, "agreeing": each.standing.agreeing}
    standing |= {"level": round(each.standing.agreeing / each.standing.seats, 6)}
    standing |= {str(rule): each.standing.reaches(rule) for rule in RULES}
    found = {"standing": standing, "input_standing": counts(each.beside)}
    if each.asked:
        found |= {"asked_signatories": each.given.seats, "asked": counts(each.given)}
    return found


def recorded(number):
    """Return the recorded figures, those alone that we compare."""
    found = harbour_rail.oracle()["agreement"][str(number)]
    names = ("statements", "statements_unanimous", "signatory_seats_with_holder", "objections_by_signatories")
    asked = {"statements_asked": set(found["statements_asked"]), "per_statement": found["per_statement"]}
    return {name: found[name] for name in names} | asked


def test_every_count_of_every_round_is_as_recorded(three_rounds):
    for round_ in three_rounds:
        found, expected = figures(outcome_of(round_)), recorded(round_.number)
        asked = {key: value for key, value in expected["per_statement"].items() if value.get("asked_signatories")}

        assert {name: found[name] for name in found if name != "per_statement"} == {
            name: expected[name] for name in expected if name != "per_statement"
        }
        for key, value in expected["per_statement"].items():
            assert found["per_statement"][key]["standing"] == value["standing"], key
            assert found["per_statement"][key]["input_standing"] == value["input_standing"], key
        for key, value in asked.items():
            assert found["per_statement"][key]["asked"] == value["asked"], key


def test_a_round_comes_to_the_same_alone_as_among_all_of_them(three_rounds):
    """Alone, it leaves aside the older answers that nothing of it hangs on; its later fate is read line by line."""
    rounds = list(ConsensusRound.objects.select_related("mandate__office").order_by("number"))
    together = outcomes_of(rounds)
    lines = [found.item.line_id for found in together[0].items][::7]

    assert [outcome_of(round_).items for round_ in rounds] == [outcome.items for outcome in together]
    assert [outcome.items for outcome in outcomes_of(rounds, lines)] == [
        tuple(found for found in outcome.items if found.item.line_id in lines) for outcome in together
    ]


def test_the_third_round_agrees_and_freezes(three_rounds):
    version = MandateVersion.objects.get()

    assert [round_.state for round_ in three_rounds] == [RoundState.CLOSED, RoundState.CLOSED, RoundState.SETTLED]
    assert (version.state, version.key) == (VersionState.AGREED, "1.0")


def test_the_objections_of_the_first_round_were_settled_in_the_later_ones(three_rounds):
    results = results_of(three_rounds[0])

    settled = {(each.objection.stance.item.key, str(each.word)) for each in results.objections}
    assert settled == {
        ("BEN-1", "Settled in round 3"),
        ("BEN-5", "Settled in round 2"),
        ("OBJ-2", "Settled in round 3"),
        ("OBJ-3", "Settled in round 3"),
        ("OBJ-6", "Settled in round 2"),
        ("EXC-2", "Settled in round 3"),
    }
    assert Objection.objects.count() == 7 + 4


def test_the_page_says_what_the_round_came_to(three_rounds, client):
    round_ = ConsensusRound.objects.get(number=1)
    office = round_.version.mandate.office
    client.force_login(manager_of(office))

    shown = client.get(f"/{office.slug}/rounds/1/").content.decode()

    assert "Round 1: 22 of 29 statements agreed by all" in shown
    assert "Seven objections on six statements," in shown
    assert "Patrick Quill is asked but not counted." in shown
    assert "75 per cent would agree 28." in shown
