"""What cannot be merged, split up or derived from, each with the sentence why."""

import pytest

from executives.services import lineage, requirements
from pmo.access.verdicts import Refused
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


def test_a_requirement_is_not_merged_with_itself(first):
    with pytest.raises(Refused, match="two or more"):
        made.merged(scenes.a_requirement(first))


def test_requirements_of_two_offices_are_not_merged(first):
    stranger = scenes.a_requirement(scenes.a_seat(scenes.an_office()))

    with pytest.raises(Refused, match="not of this office"):
        made.merged(scenes.a_requirement(first), stranger)


@pytest.mark.parametrize("gone", [scenes.a_withdrawn_requirement, scenes.a_declined_requirement])
def test_what_is_left_out_is_not_merged(first, gone):
    with pytest.raises(Refused, match="not wanted any more"):
        made.merged(scenes.a_requirement(first), gone(first))


def test_what_is_merged_already_is_not_merged_again(first, second):
    source = scenes.a_requirement(first)
    made.merged(source, scenes.a_requirement(second))

    with pytest.raises(Refused, match="went into another"):
        made.merged(source, scenes.a_requirement(second))


def test_words_that_were_not_shown_are_not_merged(office, first, second):
    sources = [scenes.a_requirement(first), scenes.a_requirement(second)]

    with pytest.raises(Refused, match="Somebody changed"):
        lineage.merge(
            office_id=office.pk,
            shown_digests={each.pk: "0" * 64 for each in sources},
            words=scenes.some_words(),
            by=scenes.manager_of(office),
        )


def test_one_part_is_no_split(office, first):
    source = scenes.a_requirement(first)

    with pytest.raises(Refused, match="two parts"):
        lineage.split(
            requirement_id=source.pk,
            parts=[scenes.some_words()],
            shown_digest=source.wording.digest,
            by=scenes.manager_of(office),
        )


def test_a_source_that_was_merged_is_neither_confirmed_nor_changed(office, first, second):
    source = scenes.a_requirement(first)
    made.merged(source, scenes.a_requirement(second))
    shown, by = source.wording.digest, scenes.holder_of(first)

    for deed in (
        lambda: requirements.confirm(requirement_id=source.pk, shown_digest=shown, by=by),
        lambda: requirements.decline(requirement_id=source.pk, shown_digest=shown, reason="No.", by=by),
        lambda: requirements.change_requirement(
            requirement_id=source.pk, words=scenes.some_words(), shown_digest=shown, by=by
        ),
    ):
        with pytest.raises(Refused):
            deed()
