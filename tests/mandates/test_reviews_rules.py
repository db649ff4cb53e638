"""Who may do what with the cadence and with reviews, in every state; what is not listed is refused."""

import pytest

from mandates.review_states import ReviewState
from mandates.rules.reviews import (
    Standings,
    may_answer,
    may_close_review,
    may_open_review,
    may_set_cadence,
    sees_answers,
    sees_reviews,
)
from mandates.selectors.versions import version_in_force
from pmo.access.standing import standing_of
from pmo.clock.shifting import unset_time
from tests.scenes import reviews as scene
from tests.scenes.executives import a_person, administrator_of, an_auditor, holder_of, manager_of

ROLES = ["manager", "administrator", "auditor", "executive", "stranger"]
STATES = [ReviewState.PLANNED, ReviewState.OPEN, ReviewState.CLOSED]
ALLOWED = {
    ("manager", "open", ReviewState.PLANNED),
    ("executive", "answer", ReviewState.OPEN),
    ("manager", "close", ReviewState.OPEN),
    *(("administrator", "cadence", state) for state in STATES),
    *((role, "list", state) for role in ROLES[:4] for state in STATES),
    *((role, "answers", state) for role in ROLES[:3] for state in STATES),
}
ENOUGH = Standings(counted=3, still_right=3, needed=3)


@pytest.fixture
def office(db):
    """An office with a version in force on 10 February 2026; the machine's own time afterwards."""
    scene.at(2026, 2, 10)
    yield scene.an_office_in_force()
    unset_time()


def verdict(deed, standing, review, office):
    version, seat = version_in_force(office), office.seats.order_by("pk").first()
    match deed:
        case "open":
            return may_open_review(standing, review, version)
        case "answer":
            return may_answer(standing, review, seat, version, version.digest)
        case "close":
            return may_close_review(standing, review, "reaffirm", "", ENOUGH)
        case "cadence":
            return may_set_cadence(standing)
        case "list":
            return sees_reviews(standing)
    return sees_answers(standing)


@pytest.mark.parametrize("state", STATES)
def test_the_table_of_roles_deeds_and_states(office, state):
    reach = {
        ReviewState.PLANNED: scene.a_planned_review,
        ReviewState.OPEN: scene.an_open_review,
        ReviewState.CLOSED: scene.a_closed_review,
    }
    review = reach[state](office)
    people = {
        "manager": manager_of(office),
        "administrator": administrator_of(office),
        "auditor": an_auditor(office),
        "executive": holder_of(office.seats.order_by("pk").first()),
        "stranger": a_person(),
    }

    found = {
        (role, deed, state)
        for role, person in people.items()
        for deed in ("open", "answer", "close", "cadence", "list", "answers")
        if verdict(deed, standing_of(person, office), review, office)
    }

    assert found == {allowed for allowed in ALLOWED if allowed[2] == state}


@pytest.mark.parametrize(
    ("counted", "right", "needed", "is_reaffirmed"),
    [(3, 3, 3, True), (3, 2, 3, False), (3, 2, 2, True), (0, 0, 0, False)],
)
def test_a_mandate_is_reaffirmed_by_as_many_as_its_rule_asks_for(counted, right, needed, is_reaffirmed):
    assert Standings(counted, right, needed).is_reaffirmed is is_reaffirmed


def test_a_refusal_says_how_many_are_missing(office):
    review = scene.an_open_review(office)

    said = may_close_review(
        standing_of(manager_of(office), office), review, "reaffirm", "", Standings(counted=3, still_right=1, needed=3)
    )

    assert "1 of 3 signatory seats" in str(said.reason)


@pytest.mark.parametrize("outcome", ["supersede", "retire", "", "x"])
def test_other_outcomes_are_not_offered_yet(office, outcome):
    review = scene.an_open_review(office)

    assert not may_close_review(standing_of(manager_of(office), office), review, outcome, "Reason.", ENOUGH)
