"""Who may do what with a requirement in which state: a pair that is not listed is refused."""

from itertools import product

import pytest

from executives.models import Requirement
from executives.rules import requirements as rules
from executives.states import RequirementState
from pmo.access.standing import standing_of
from pmo.access.verdicts import Ground
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db

ROLES = ("manager", "holder", "other_executive", "administrator", "auditor", "stranger")
STATES = tuple(RequirementState)
DEEDS = {
    "change": lambda standing, req: rules.may_change(standing, req, req.wording.digest),
    "play_back": rules.may_play_back,
    "confirm": lambda standing, req: rules.may_confirm(standing, req, req.wording.digest),
    "decline": lambda standing, req: rules.may_decline(standing, req, req.wording.digest, "Settled."),
    "withdraw": lambda standing, req: rules.may_withdraw(standing, req, "Written twice."),
}
WAITING = {"recorded", "played_back"}
STANDING = WAITING | {"confirmed"}
GRANTED = {
    ("manager", "change"): STANDING | {"declined", "withdrawn"},
    ("manager", "play_back"): WAITING,
    ("manager", "withdraw"): STANDING,
    ("holder", "change"): STANDING | {"declined", "withdrawn"},
    ("holder", "confirm"): STANDING,
    ("holder", "decline"): STANDING,
}


@pytest.fixture
def scene():
    office = scenes.an_office()
    seat = scenes.a_seat(office)
    people = {
        "manager": scenes.manager_of(office),
        "holder": scenes.holder_of(seat),
        "other_executive": scenes.holder_of(scenes.a_seat(office)),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "stranger": scenes.manager_of(scenes.an_office()),
    }
    requirement = Requirement.objects.select_related("seat", "wording").get(pk=scenes.a_requirement(seat).pk)
    return {role: standing_of(person, office) for role, person in people.items()}, requirement


def test_every_role_deed_and_state(scene):
    standings, requirement = scene
    found = {}
    for role, deed, state in product(ROLES, DEEDS, STATES):
        requirement.state = state
        found[role, deed, str(state)] = bool(DEEDS[deed](standings[role], requirement))

    wanted = {
        (role, deed, str(state)): str(state) in GRANTED.get((role, deed), set())
        for role, deed, state in product(ROLES, DEEDS, STATES)
    }
    assert found == wanted


def test_the_wrong_role_is_told_before_the_wrong_state(scene):
    standings, requirement = scene
    requirement.state = RequirementState.MERGED

    for role, deed in product(("auditor", "stranger", "other_executive"), DEEDS):
        assert DEEDS[deed](standings[role], requirement).ground == Ground.ROLE


@pytest.mark.parametrize("role", ROLES)
def test_only_a_manager_writes_down_what_a_seat_wants(scene, role):
    standings, requirement = scene

    assert bool(rules.may_record(standings[role], requirement.seat)) is (role == "manager")


@pytest.mark.parametrize("role", ROLES)
def test_only_those_who_hold_a_seat_have_words_of_their_own(scene, role):
    standings, _requirement = scene

    assert bool(rules.has_words(standings[role])) is (role in {"holder", "other_executive"})


def test_a_person_who_is_manager_and_holder_does_both(scene):
    standings, requirement = scene
    both = standings["manager"].__class__(
        standings["holder"].person,
        requirement.office,
        standings["manager"].roles | standings["holder"].roles,
        standings["holder"].seat_ids,
    )

    assert rules.may_confirm(both, requirement, requirement.wording.digest)
    assert rules.may_play_back(both, requirement)


def test_a_manager_does_not_confirm_for_a_seat_and_is_told_whose_it_is(scene):
    standings, requirement = scene

    verdict = rules.may_confirm(standings["manager"], requirement, requirement.wording.digest)

    assert requirement.seat.title in str(verdict.reason)
