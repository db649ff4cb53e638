"""What an owner of merged words reads on their phone, confirms, corrects and takes out."""

import pytest
from django.urls import reverse

from executives.models import Requirement
from executives.services import requirements
from executives.states import RequirementState
from tests.executives.views.doors import signed_in
from tests.scenes import executives as scenes
from tests.scenes import lineage as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(office):
    return scenes.a_seat(office, "Finance", name="Tomasz Wieczorek")


@pytest.fixture
def merged(requirement, other):
    theirs = scenes.a_confirmed_requirement(other, "Nobody knows what a project costs.")
    return made.merged(scenes.confirmed(requirement), theirs, words=scenes.some_words("We wait for figures."))


@pytest.fixture
def door(office, merged):
    def door(name):
        parts = {} if name in ("words", "words_all") else {"number": merged.number}
        return reverse(f"executives:{name}", kwargs={"office": office.slug, **parts})

    return door


def test_the_page_shows_who_said_what_and_who_else_is_asked(executive, door):
    page = executive.get(door("words")).content.decode()

    assert "We wait for figures." in page
    assert "Tomasz Wieczorek, Finance" in page
    assert "A ship doesn’t wait twelve weeks." in page
    assert "Nobody knows what a project costs." in page


def test_one_click_confirms_for_oneself_and_the_other_is_still_asked(executive, people, other, merged, door):
    executive.post(door("confirm"), {"shown": merged.wording.digest})

    mine, theirs = executive.get(door("words_all")), signed_in(scenes.holder_of(other)).get(door("words"))
    assert Requirement.objects.get(pk=merged.pk).state == RequirementState.PLAYED_BACK
    assert "Confirmed by you" in mine.content.decode()
    assert "(has confirmed)" in theirs.content.decode()


def test_the_last_click_confirms_them(executive, merged, other, door):
    executive.post(door("confirm"), {"shown": merged.wording.digest})
    signed_in(scenes.holder_of(other)).post(door("confirm"), {"shown": merged.wording.digest})

    assert Requirement.objects.get(pk=merged.pk).state == RequirementState.CONFIRMED


def test_taking_mine_out_says_what_becomes_of_it_and_does_that(executive, requirement, merged, other, door):
    asked = executive.get(door("leave_out")).content.decode()
    executive.post(door("leave_out"), {"shown": merged.wording.digest, "reason": "Not what I mean."})

    assert "It stays with Tomasz Wieczorek, Finance." in asked
    assert Requirement.objects.get(pk=requirement.pk).state == RequirementState.CONFIRMED
    assert executive.get(door("word")).status_code == 404
    assert signed_in(scenes.holder_of(other)).get(door("word")).status_code == 200


def test_words_that_changed_meanwhile_are_shown_and_not_confirmed(executive, people, merged, door):
    shown = merged.wording.digest
    requirements.change_requirement(
        requirement_id=merged.pk, words=scenes.some_words("Others."), shown_digest=shown, by=people["manager"]
    )

    response = executive.post(door("confirm"), {"shown": shown})

    assert response.status_code == 409
    assert "Others." in response.content.decode()


def test_the_pages_ask_as_many_questions_however_much_was_merged(
    executive, seat, office, merged, door, django_assert_max_num_queries
):
    def asked():
        counts = []
        for name in ("words", "words_all"):
            with django_assert_max_num_queries(20) as found:
                assert executive.get(door(name)).status_code == 200
            counts.append(len(found))
        return counts

    few = asked()
    for _each in range(3):
        made.merged(scenes.a_requirement(seat), scenes.a_requirement(scenes.a_seat(office)))

    assert asked() == few
