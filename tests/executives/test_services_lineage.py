"""Merging, splitting and deriving: whose words they become, who is asked, and what happens when one says no."""

import pytest

from executives.models import Lineage, Requirement
from executives.selectors.requirements import unconfirmed
from executives.services import requirements, seats
from executives.states import RequirementState
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.audit.verification import verify
from tests.scenes import executives as scenes
from tests.scenes import lineage as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def first(office):
    return scenes.a_seat(office, "Finance")


@pytest.fixture
def second(office):
    return scenes.a_seat(office, "Operations")


def state(requirement: Requirement) -> str:
    return Requirement.objects.get(pk=requirement.pk).state


def waits_for(requirement: Requirement, *some_seats) -> list[bool]:
    return [unconfirmed([seat.pk]).filter(pk=requirement.pk).exists() for seat in some_seats]


def test_a_merged_requirement_asks_its_owners_and_nobody_else(office, first, second):
    bystander = scenes.a_seat(office)

    merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))

    assert waits_for(merged, first, second, bystander) == [True, True, False]


def test_it_is_confirmed_once_every_owner_has_confirmed_exactly_these_words(first, second):
    merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))

    made.confirmed_by(merged, first)
    assert (state(merged), waits_for(merged, first, second)) == (RequirementState.PLAYED_BACK, [False, True])

    made.confirmed_by(merged, second)
    assert (state(merged), waits_for(merged, first, second)) == (RequirementState.CONFIRMED, [False, False])


def test_other_words_ask_all_owners_anew(office, first, second):
    merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))
    made.confirmed_by(merged, first)

    words = scenes.some_words()
    requirements.change_requirement(
        requirement_id=merged.pk, words=words, shown_digest=merged.wording.digest, by=scenes.manager_of(office)
    )

    assert waits_for(merged, first, second) == [True, True]


def test_the_owner_who_corrects_the_words_has_confirmed_them_and_the_other_is_asked(first, second):
    merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))

    words, by = scenes.some_words(), scenes.holder_of(first)
    requirements.correct(requirement_id=merged.pk, words=words, shown_digest=merged.wording.digest, by=by)

    assert waits_for(merged, first, second) == [False, True]


def test_nobody_else_confirms(office, first, second):
    merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))
    others = [scenes.manager_of(office), scenes.an_auditor(office), scenes.holder_of(scenes.a_seat(office))]

    for other in others:
        with pytest.raises(Refused, match="Only the one who holds"):
            requirements.confirm(requirement_id=merged.pk, shown_digest=merged.wording.digest, by=other)


def test_the_sources_stand_as_merged_and_keep_their_words_and_confirmation(first, second):
    source = scenes.a_confirmed_requirement(first, "Reports come too late.")

    merged = made.merged(source, scenes.a_requirement(second))

    source = Requirement.objects.select_related("wording").get(pk=source.pk)
    row = Lineage.objects.get(source=source, result=merged)
    assert (source.state, source.wording.confirmed_at is not None) == (RequirementState.MERGED, True)
    assert (row.wording.statement, row.state) == ("Reports come too late.", RequirementState.CONFIRMED)


def test_merging_twice_is_the_first_merge(office, first, second):
    sources = [scenes.a_requirement(first), scenes.a_requirement(second)]
    words = scenes.some_words("All in one.")

    results = {made.merged(*sources, words=words).pk for _click in range(2)}

    assert len(results) == 1


class TestAWithdrawnMerge:
    def test_lets_its_sources_stand_as_they_did(self, office, first, second):
        confirmed, recorded = scenes.a_confirmed_requirement(first), scenes.a_requirement(second)
        merged = made.merged(confirmed, recorded)

        requirements.withdraw(requirement_id=merged.pk, reason="Too wide.", by=scenes.manager_of(office))

        assert (state(confirmed), state(recorded)) == (RequirementState.CONFIRMED, RequirementState.RECORDED)
        assert waits_for(recorded, second) == [True]
        assert waits_for(merged, first, second) == [False, False]

    def test_is_not_brought_back_beside_its_sources(self, office, first, second):
        merged = made.merged(scenes.a_requirement(first), scenes.a_requirement(second))
        by = scenes.manager_of(office)
        requirements.withdraw(requirement_id=merged.pk, reason="Too wide.", by=by)

        with pytest.raises(Refused, match="stands again"):
            requirements.change_requirement(
                requirement_id=merged.pk, words=scenes.some_words(), shown_digest=merged.wording.digest, by=by
            )


class TestAnOwnerWhoSaysNo:
    def test_gets_their_own_words_back_and_leaves_the_merged_ones_to_the_others(self, first, second):
        mine, theirs = scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second)
        merged = made.merged(mine, theirs)
        made.confirmed_by(merged, second)

        made.declined_by(merged, first)

        assert (state(mine), state(theirs)) == (RequirementState.CONFIRMED, RequirementState.MERGED)
        merged = Requirement.objects.get(pk=merged.pk)
        assert (merged.state, merged.owner_ids, merged.seat) == (RequirementState.CONFIRMED, (second.pk,), second)

    def test_is_heard_once(self, first, second):
        merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))

        for _click in range(2):
            made.declined_by(merged, first)

        assert LedgerEntry.objects.filter(event="requirement.left").count() == 1

    def test_is_not_asked_again_when_the_words_change(self, office, first, second):
        merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))
        made.declined_by(merged, first)

        requirements.change_requirement(
            requirement_id=merged.pk,
            words=scenes.some_words(),
            shown_digest=merged.wording.digest,
            by=scenes.manager_of(office),
        )

        assert waits_for(merged, first, second) == [False, True]

    def test_undoes_the_merge_as_the_last_one(self, first, second):
        mine, theirs = scenes.a_confirmed_requirement(first), scenes.a_requirement(second)
        merged = made.merged(mine, theirs)

        made.declined_by(merged, first)
        made.declined_by(merged, second)

        assert [state(each) for each in (merged, mine, theirs)] == [
            RequirementState.DECLINED,
            RequirementState.CONFIRMED,
            RequirementState.RECORDED,
        ]


class TestASeat:
    def test_that_is_handed_over_has_confirmed_all_the_same(self, office, first, second):
        merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))
        made.confirmed_by(merged, first)

        made.handed_over(first)
        made.confirmed_by(merged, second)

        assert state(merged) == RequirementState.CONFIRMED

    def test_that_is_empty_does_not_hold_the_others_up_and_is_asked_once_somebody_takes_it(self, office, first):
        empty = scenes.a_vacant_seat(office)
        merged = made.merged(scenes.a_confirmed_requirement(first), scenes.a_requirement(empty))
        made.confirmed_by(merged, first)
        assert state(merged) == RequirementState.CONFIRMED

        newcomer = scenes.a_person(office)
        seats.seat_person(seat_id=empty.pk, person=newcomer, start=scenes.LONG_AGO, by=scenes.manager_of(office))

        assert (state(merged), waits_for(merged, first, empty)) == (RequirementState.PLAYED_BACK, [False, True])


class TestASplit:
    def test_asks_the_owner_about_each_part_and_keeps_the_source_readable(self, first):
        source = scenes.a_confirmed_requirement(first)

        parts = made.split(source)

        assert state(source) == RequirementState.SPLIT
        assert [waits_for(each, first) for each in parts] == [[True], [True]]

    def test_holds_while_one_part_is_left(self, first):
        source = scenes.a_confirmed_requirement(first)
        one, other = made.split(source)

        made.declined_by(one, first)
        assert state(source) == RequirementState.SPLIT

        made.declined_by(other, first)
        assert state(source) == RequirementState.CONFIRMED


def test_what_is_derived_leaves_its_sources_as_they_are(office, first, second):
    sources = [scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second)]

    derived = made.derived(*sources)

    assert {state(each) for each in sources} == {RequirementState.CONFIRMED}
    assert waits_for(derived, first, second) == [True, True]


def test_a_merge_of_a_merge_is_undone_from_the_top(office, first, second):
    below = made.merged(scenes.a_confirmed_requirement(first), scenes.a_confirmed_requirement(second))
    third = scenes.a_seat(office)
    above = made.merged(below, scenes.a_confirmed_requirement(third))
    by = scenes.manager_of(office)
    with pytest.raises(Refused):
        requirements.withdraw(requirement_id=below.pk, reason="No.", by=by)

    requirements.withdraw(requirement_id=above.pk, reason="No.", by=by)

    assert state(below) == RequirementState.PLAYED_BACK
    assert verify(office.pk).holds
