"""An executive’s doors to their own words."""

import pytest
from django.urls import reverse

from executives.models import Requirement
from executives.services import requirements
from executives.states import RequirementState
from tests.executives.views.doors import typed
from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db


def test_an_executive_whom_somebody_overtook_sees_both_texts_too(executive, at, requirement, people):
    shown = requirement.wording.digest
    requirements.change_requirement(
        requirement_id=requirement.pk, words=scenes.some_words("Theirs."), shown_digest=shown, by=people["manager"]
    )

    response = executive.post(at("correct"), typed(statement="Mine.", shown=shown))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Theirs." in page
    assert "Mine.</textarea>" in page


def test_words_that_changed_while_being_read_are_not_confirmed_and_the_change_is_shown(
    executive, at, requirement, people
):
    shown = requirement.wording.digest
    requirements.change_requirement(
        requirement_id=requirement.pk,
        words=scenes.some_words("A ship doesn’t wait two weeks."),
        shown_digest=shown,
        by=people["manager"],
    )

    response = executive.post(at("confirm"), {"shown": shown})

    page = response.content.decode()
    assert response.status_code == 409
    assert "<del" in page
    assert "<ins" in page
    assert Requirement.objects.get().state == RequirementState.RECORDED


def test_one_by_one_goes_on_to_the_next_and_ends_with_what_happens_next(executive, at, seat, requirement):
    second = scenes.a_requirement(seat, "Dates that hold.")

    first_page = executive.get(at("words")).content.decode()
    executive.post(at("confirm"), {"shown": requirement.wording.digest})
    second_page = executive.get(at("words")).content.decode()
    executive.post(
        reverse("executives:confirm", args=["harbour-rail", second.number]), {"shown": second.wording.digest}
    )
    last_page = executive.get(at("words")).content.decode()

    assert "1 of 2" in first_page
    assert "Ingrid, is this what you said?" in first_page
    assert "Dates that hold." in second_page
    assert "What happens next" in last_page


def test_a_double_click_on_yes_confirms_once_and_goes_on(executive, at, requirement):
    shown = {"shown": requirement.wording.digest}

    first, second = executive.post(at("confirm"), shown), executive.post(at("confirm"), shown)

    assert first.status_code == second.status_code == 302
    assert first.url == second.url


def test_all_words_are_confirmed_exactly_as_the_page_showed_them(executive, at, seat, requirement):
    second = scenes.a_requirement(seat)
    page = executive.get(at("words_all")).content.decode()
    shown = {each.key: each.wording.digest for each in (requirement, second)}

    executive.post(at("words_all"), shown)

    assert all(f'name="{key}" value="{digest}"' in page for key, digest in shown.items())
    assert set(Requirement.objects.values_list("state", flat=True)) == {RequirementState.CONFIRMED}


def test_all_words_of_which_one_changed_are_none_confirmed(executive, at, seat, requirement, people):
    second = scenes.a_requirement(seat)
    shown = {each.key: each.wording.digest for each in (requirement, second)}
    requirements.change_requirement(
        requirement_id=second.pk,
        words=scenes.some_words("Other words."),
        shown_digest=second.wording.digest,
        by=people["manager"],
    )

    response = executive.post(at("words_all"), shown)

    assert response.status_code == 409
    assert "Nothing was confirmed" in response.content.decode()
    assert not Requirement.objects.filter(state=RequirementState.CONFIRMED).exists()


def test_a_page_of_all_words_confirms_nothing_of_another_seat(executive, at, office, requirement):
    other = scenes.a_requirement(scenes.a_seat(office))

    executive.post(at("words_all"), {other.key: other.wording.digest, requirement.key: requirement.wording.digest})

    assert Requirement.objects.get(pk=other.pk).state == RequirementState.RECORDED


@pytest.mark.parametrize(("later", "state"), [({}, "confirmed"), ({"later": "yes"}, "recorded")])
def test_a_correction_is_confirmed_only_when_they_say_so(executive, at, requirement, later, state):
    executive.post(at("correct"), typed(shown=requirement.wording.digest, **later))

    changed = Requirement.objects.get()
    assert changed.wording.statement == "A ship waits ten days."
    assert changed.state == state


def test_leaving_out_wants_a_reason_and_keeps_it(executive, at, requirement):
    shown = {"shown": requirement.wording.digest}

    without = executive.post(at("leave_out"), {**shown, "reason": ""})
    executive.post(at("leave_out"), {**shown, "reason": "Settled with Callum."})

    assert without.status_code == 400
    assert Requirement.objects.get().decline_reason == "Settled with Callum."
