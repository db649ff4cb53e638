"""The manager's doors of asking, and the administrator's of what is asked."""

import pytest
from django.urls import reverse

from executives.models import WordsRequest
from executives.selectors.prompts import entry_named, question_named
from tests.executives.views.doors import signed_in
from tests.scenes import executives as scenes
from tests.scenes import saying as scene

pytestmark = pytest.mark.django_db
LISTS = ("questions", "catalogue")
WORDED = ("new_question", "edit_question", "usual_question", "new_entry", "edit_entry", "usual_entry")
LETS_IN = {
    "manager": {"ask", *LISTS},
    "administrator": {*LISTS, *WORDED},
    "auditor": {*LISTS},
    "executive": set(),
    "stranger": set(),
}
NAMED = {"question": "wrong", "entry": "projects-late"}


@pytest.fixture
def at(office):
    def at(name, slug="harbour-rail", **parts):
        kind = name.rpartition("_")[2]
        if name in WORDED and not name.startswith("new"):
            parts["name"] = NAMED[kind]
        return reverse(f"executives:{name}", kwargs={"office": slug, **parts})

    return at


@pytest.fixture
def administrator(people):
    return signed_in(people["administrator"])


@pytest.mark.parametrize("role", LETS_IN)
def test_a_page_lets_in_those_whom_it_is_for(role, people, at):
    client, names = signed_in(people[role]), ("ask", *LISTS, *WORDED)

    shut = 404 if role == "stranger" else 403
    found = {name: client.get(at(name)).status_code for name in names}
    assert found == {name: 200 if name in LETS_IN[role] else shut for name in names}


def test_one_click_asks_all_of_whom_there_is_nothing(manager, at, office, seat):
    told = scenes.a_seat(office)
    scenes.a_requirement(told)

    offered = manager.get(at("seats")).content.decode()
    response = manager.post(at("ask"), {"everybody": "yes"}, follow=True)

    assert "Ask one for their words" in offered
    assert "One seat is asked." in response.content.decode()
    assert [request.seat for request in WordsRequest.objects.all()] == [seat]


def test_a_day_that_is_over_keeps_what_was_chosen(manager, at, seat):
    response = manager.post(at("ask"), {"seats": [seat.pk], "due": scene.in_days(seat, -1).isoformat()})

    page = response.content.decode()
    assert response.status_code == 400
    assert "That day is over" in page
    assert "checked" in page


def test_what_is_asked_stands_on_the_board_and_can_be_taken_back(manager, at, seat, people):
    request = scene.asked(seat)
    board = manager.get(at("seats")).content.decode()

    taken_back = manager.post(at("take_back", number=request.pk))
    elsewhere = scene.asked(scenes.a_seat(scenes.an_office("elsewhere")))

    assert "Asked until" in board
    assert taken_back.status_code == 302
    assert manager.post(at("take_back", number=elsewhere.pk)).status_code == 404
    assert signed_in(people["administrator"]).post(at("take_back", number=request.pk)).status_code == 403
    assert list(WordsRequest.objects.order_by("pk").values_list("ended_as", flat=True)) == ["taken_back", ""]


def test_an_administrator_words_a_question_and_an_entry_and_adds_some(administrator, at, office):
    administrator.post(at("edit_question"), {"question": "What hurts?", "hint": ""})
    administrator.post(at("new_question"), {"fills": "need", "question": "What do you dream of?", "hint": ""})
    administrator.post(at("edit_entry"), {"text": "All is late.", "example": "", "hidden": "on"})
    administrator.post(at("new_entry"), {"kind": "benefit", "text": "Trains on time.", "example": ""})

    assert (question_named(office, "wrong").question, question_named(office, "own-1").fills) == ("What hurts?", "need")
    assert entry_named(office, "projects-late").hidden
    assert entry_named(office, "own-1").text == "Trains on time."
    for name in ("usual_question", "usual_entry"):
        administrator.post(at(name))
    assert question_named(office, "wrong").own is None
    assert entry_named(office, "projects-late").own is None


def test_what_cannot_be_saved_comes_back_with_what_was_typed(administrator, at):
    for name in ("gain", "success", "never"):
        path = reverse("executives:edit_question", kwargs={"office": "harbour-rail", "name": name})
        administrator.post(path, {"question": "Not this?", "hidden": "on"})

    last = administrator.post(at("edit_question"), {"question": "Nor this?", "hidden": "on"})
    empty = administrator.post(at("edit_entry"), {"text": " ", "example": "Kept as typed."})

    assert (last.status_code, empty.status_code) == (400, 400)
    assert "last question that begins" in last.content.decode()
    assert "Nor this?" in last.content.decode()
    assert "Kept as typed." in empty.content.decode()


def test_a_name_that_there_is_not_leads_nowhere(administrator):
    for name in ("edit_question", "usual_question", "edit_entry", "usual_entry"):
        path = reverse(f"executives:{name}", kwargs={"office": "harbour-rail", "name": "no-such"})
        assert administrator.get(path).status_code == 404
