"""Two requirements that cannot both be had: noted by the manager, open until somebody says how it was resolved."""

import pytest

from executives.models import Conflict, Requirement
from executives.rules import conflicts as rules
from executives.selectors.conflicts import open_conflicts
from executives.services import conflicts, requirements
from executives.states import RequirementState
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes import executives as scenes
from tests.scenes.talks import a_conflict, resolved

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def pair(office):
    return scenes.a_requirement(scenes.a_seat(office)), scenes.a_requirement(scenes.a_seat(office))


def test_a_pair_is_open_once_whichever_side_it_is_noted_from(office, pair):
    one, other = pair

    first, again = a_conflict(one, other), a_conflict(other, one)

    assert first == again
    assert list(open_conflicts(office)) == [first]
    assert LedgerEntry.objects.filter(event="conflict.noted").count() == 1


def test_a_resolved_conflict_is_no_longer_open_and_the_pair_can_be_noted_anew(office, pair):
    first = resolved(a_conflict(*pair))
    resolved(first)

    second = a_conflict(*pair)

    assert list(open_conflicts(office)) == [second]
    assert LedgerEntry.objects.filter(event="conflict.resolved").count() == 1


def test_another_resolution_does_not_write_over_the_first(pair):
    first = resolved(a_conflict(*pair))

    with pytest.raises(Refused, match="already"):
        resolved(first, "The other way round.")

    assert Conflict.objects.get().resolution == "Ingrid gives way until 2027."


def test_what_is_left_out_is_in_nobody_s_way(office, pair):
    a_conflict(*pair)

    requirements.withdraw(requirement_id=pair[1].pk, reason="Written twice.", by=scenes.manager_of(office))

    assert not open_conflicts(office).exists()
    assert not open_conflicts(scenes.an_office()).exists()


def test_a_conflict_needs_two_of_one_office_and_a_sentence(office, pair):
    one, other = pair
    elsewhere = scenes.a_requirement(scenes.a_seat(scenes.an_office()))
    gone = scenes.a_withdrawn_requirement(one.seat)

    for second, note, says in (
        (one, "Because.", "contradict itself"),
        (elsewhere, "Because.", "this office"),
        (gone, "Because.", "left out"),
        (other, " ", "Say why"),
        (other, "x" * 4001, "4,000"),
    ):
        with pytest.raises(Refused, match=says):
            conflicts.note_conflict(requirement_id=one.pk, other_id=second.pk, note=note, by=scenes.manager_of(office))
    assert not Conflict.objects.exists()


def test_who_may_do_what_with_conflicts(office, pair):
    one, other = (Requirement.objects.get(pk=each.pk) for each in pair)
    conflict = a_conflict(one, other)
    people = {
        "manager": scenes.manager_of(office),
        "holder": scenes.holder_of(one.seat),
        "administrator": scenes.administrator_of(office),
        "auditor": scenes.an_auditor(office),
        "stranger": scenes.manager_of(scenes.an_office()),
    }
    deeds = {
        "see": rules.sees_conflicts,
        "note": lambda who: rules.may_note(who, one, other, "Because."),
        "resolve": lambda who: rules.may_resolve(who, conflict, "So."),
    }

    granted = {
        role: {deed for deed, ask in deeds.items() if ask(standing_of(person, office))}
        for role, person in people.items()
    }

    assert granted == {
        "manager": set(deeds),
        "holder": set(),
        "administrator": {"see"},
        "auditor": {"see"},
        "stranger": set(),
    }


@pytest.mark.parametrize("state", RequirementState)
def test_only_what_stands_for_itself_can_be_in_conflict(office, pair, state):
    one, other = (Requirement.objects.get(pk=each.pk) for each in pair)
    other.state = state
    manager = standing_of(scenes.manager_of(office), office)

    assert bool(rules.may_note(manager, one, other, "Because.")) is (state in {"recorded", "played_back", "confirmed"})
