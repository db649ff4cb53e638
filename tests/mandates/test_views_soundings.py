"""The pages of soundings, as each role gets them; sheets that work without JavaScript and keep what was typed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mandates.models import Sounding
from mandates.sounding_states import SoundingMethod, SoundingState
from tests.scenes.executives import a_person, a_seat, administrator_of, an_auditor, an_office, holder_of, manager_of
from tests.scenes.rounds import a_draft_saying, a_version_in_force, in_days
from tests.scenes.soundings import TEXTS, a_sounding, cancelled, closed, said, three_seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(office):
    return three_seats(office)


def page(client, person, office, name, query="", **parts):
    client.force_login(person)
    return client.get(reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts}) + query)


def post(client, person, office, name, given=None, **parts):
    client.force_login(person)
    return client.post(reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts}), given or {})


def sheet(sounding, seat, numbers, **more):
    keys = [item.key for item in sounding.items.select_related("line")]
    fields = {f"of-{key}": number for key, number in zip(keys, numbers, strict=True)}
    return {"shown_digest": sounding.digest, "seat": seat.pk, **fields, **more}


def values(answer):
    return re.findall(r'name="of-(\S+)"(?: value="([^"]*)")?', answer.content.decode())


@pytest.mark.parametrize("method", list(SoundingMethod))
def test_an_executive_answers_and_finds_the_answer_again(client, office, seats, method):
    sounding = a_sounding(office, method)
    numbers = {"points": (60, 40, 0)}.get(method, (1, 2, 2))

    answer = post(client, holder_of(seats[0]), office, "answer-sounding", sheet(sounding, seats[0], numbers), number=1)

    assert answer.url == f"/{office.slug}/soundings/1/answer/done/"
    assert sounding.answers.get().given == dict(zip(["ISS-1", "ISS-2", "ISS-3"], numbers, strict=True))
    assert "Your answer is kept" in client.get(answer.url).content.decode()
    again = page(client, holder_of(seats[0]), office, "answer-sounding", number=1).content.decode()
    assert "Save my changed answer" in again
    assert ("checked" in again) == (method in ("gradients", "fist"))


@pytest.mark.parametrize(
    ("method", "numbers", "sentence"),
    [
        ("ranking", ("2", "", "7"), "Give it a rank."),
        ("ranking", ("2", "x", "1"), "Give a whole number from 1 to 3."),
        ("points", ("60", "30", "0"), "You have given 90 points. 10 are left to give."),
        ("points", ("60", "", "40"), "Give it points, or 0."),
        ("fist", ("5", "", "2"), "Choose one of the steps."),
    ],
)
def test_what_was_typed_is_kept_beside_the_sentence(client, office, seats, method, numbers, sentence):
    sounding = a_sounding(office, method)

    answer = post(client, holder_of(seats[0]), office, "answer-sounding", sheet(sounding, seats[0], numbers), number=1)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    if method != "fist":
        assert sorted(value for _key, value in values(answer)) == sorted(numbers)
    assert not sounding.answers.exists()


def test_up_and_down_work_without_javascript_and_keep_nothing_yet(client, office, seats):
    sounding = a_sounding(office)
    given = sheet(sounding, seats[0], ("1", "2", ""), step="up ISS-3")

    answer = post(client, holder_of(seats[0]), office, "answer-sounding", given, number=1)

    assert values(answer) == [("ISS-1", "1"), ("ISS-3", "2"), ("ISS-2", "3")]
    assert not sounding.answers.exists()


def test_the_sum_is_said_without_javascript(client, office, seats):
    sounding = a_sounding(office, "points")

    given = sheet(sounding, seats[0], ("60", "41", ""), count="1")
    answer = post(client, holder_of(seats[0]), office, "answer-sounding", given, number=1)

    assert answer.status_code == 200
    assert "You have given 101 points. Take one away." in answer.content.decode()


def test_a_late_answer_is_refused_on_the_page_with_what_was_typed(client, office, seats):
    sounding = a_sounding(office, "points")
    client.force_login(holder_of(seats[0]))
    cancelled(sounding)

    answer = post(
        client, holder_of(seats[0]), office, "answer-sounding", sheet(sounding, seats[0], (1, 2, 97)), number=1
    )

    assert answer.status_code == 409
    assert "was cancelled. Your answer was not taken" in answer.content.decode()
    assert [value for _key, value in values(answer)] == ["1", "2", "97"]


def test_who_holds_two_seats_answers_for_each(client, office, seats):
    person = holder_of(seats[0])
    second = a_seat(office, "Safety")
    second.holders.update(person=person)
    sounding = a_sounding(office)

    for seat in (seats[0], second):
        post(client, person, office, "answer-sounding", sheet(sounding, seat, (1, 2, 3)), number=1)

    assert set(sounding.answers.values_list("participant__seat", flat=True)) == {seats[0].pk, second.pk}


def test_a_manager_opens_one_from_the_page_and_closes_it(client, office, seats):
    a_draft_saying(office, *TEXTS)
    given = {"method": "fist", "keys": ["ISS-1", "ISS-3"], "openness": "anonymous", "deadline": in_days(office, 5)}

    answer = post(client, manager_of(office), office, "open-sounding", given)

    sounding = Sounding.objects.get()
    assert answer.url == f"/{office.slug}/soundings/1/"
    assert (sounding.anonymous, sounding.blind, sounding.question) == (True, True, "How much do you support this?")
    assert [item.key for item in sounding.items.all()] == ["ISS-1", "ISS-3"]
    for seat in seats:
        said(sounding, seat, [3, 4])
    post(client, manager_of(office), office, "close-sounding", number=1)
    sounding.refresh_from_db()
    assert sounding.state == SoundingState.CLOSED


def test_opening_keeps_what_was_typed_when_it_is_refused(client, office, seats):
    a_draft_saying(office, *TEXTS)
    given = {"method": "ranking", "keys": ["ISS-1"], "question": "What first?", "openness": "blind"}

    answer = post(client, manager_of(office), office, "open-sounding", given | {"deadline": in_days(office, 5)})

    assert answer.status_code == 400
    assert "Choose at least two." in answer.content.decode()
    assert 'value="What first?"' in answer.content.decode()


def test_the_version_in_force_can_be_chosen_beside_the_draft(client, office, seats):
    version = a_version_in_force(office, "Jobs finish late.", "Costs run over.")

    answer = page(client, manager_of(office), office, "open-sounding", f"?version={version.pk}").content.decode()

    assert "Which statements of version 1.0" in answer


PAGES = {
    "soundings": {"manager", "administrator", "auditor", "executive"},
    "open-sounding": {"manager"},
    "sounding": {"manager", "administrator", "auditor", "executive"},
    "cancel-sounding": {"manager"},
    "extend-sounding": {"manager"},
    "answer-sounding": {"executive"},
    "sounding-words": {"administrator"},
}


ABOUT_ONE = ("sounding", "cancel-sounding", "extend-sounding", "answer-sounding")


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_for_the_listed_alone_and_nobodys_elsewhere(client, office, seats, name):
    a_sounding(office)
    elsewhere = an_office()
    people = {
        "manager": manager_of(office),
        "administrator": administrator_of(office),
        "auditor": an_auditor(office),
        "executive": holder_of(seats[0]),
    }
    parts = {"number": 1} if name in ABOUT_ONE else {}

    seen = {role: page(client, person, office, name, **parts).status_code for role, person in people.items()}

    assert seen == {role: 200 if role in PAGES[name] else 403 for role in people}
    for stranger in (a_person(), manager_of(elsewhere), holder_of(a_seat(elsewhere))):
        assert page(client, stranger, office, name, **parts).status_code == 404


def test_one_offices_numbers_lead_nowhere_in_another(client, office, seats):
    a_sounding(office)
    elsewhere = an_office()

    assert page(client, manager_of(elsewhere), elsewhere, "sounding", number=1).status_code == 404


def test_the_administrator_words_the_steps(client, office, seats):
    administrator = administrator_of(office)
    shown = page(client, administrator, office, "sounding-words").content.decode()
    fields = dict(re.findall(r'name="(fist-(?:label|text)-\d)" value="([^"]*)"', shown))

    refused = post(client, administrator, office, "sounding-words", {"method": "fist", **fields, "fist-threshold": "7"})
    fields |= {"fist-label-5": "High five", "fist-threshold": "4", "method": "fist"}
    answer = post(client, administrator, office, "sounding-words", fields)

    assert refused.status_code == 400
    assert answer.status_code == 302
    opened = a_sounding(office, "fist")
    assert (opened.meanings[5]["label"], opened.threshold) == ("High five", 4)


def queries(client, person, office, name, **parts):
    client.force_login(person)
    address = reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts})
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_ask_the_database_as_often_whatever_their_size(client, office, seats):
    version = a_draft_saying(office, *TEXTS, *"ABCDEFGH")
    for days in (6, 7):  # each page but the first also says what has moved since the ranking before
        small = a_sounding(office, keys=["ISS-1", "ISS-2"], version=version, days=days)
        for seat in seats:
            said(small, seat, [1, 2])
        closed(small)
    manager, executive = manager_of(office), holder_of(seats[0])
    page(client, manager, office, "soundings")
    first = queries(client, manager, office, "soundings"), queries(client, manager, office, "sounding", number=2)

    more = [*seats, *(a_seat(office) for _number in range(6))]
    large = a_sounding(office)
    sheet_queries = queries(client, executive, office, "answer-sounding", number=3)
    for seat in more:
        said(large, seat, list(range(1, 12)))
    closed(large)
    for _number in range(3):
        cancelled(a_sounding(office, "fist"))

    second = queries(client, manager, office, "soundings"), queries(client, manager, office, "sounding", number=3)
    assert second == first
    assert max(*first, sheet_queries) <= 20
