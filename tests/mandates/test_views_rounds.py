"""The pages of rounds, as each role gets them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from executives.states import DecisionRole
from mandates.models import ConsensusRound, Objection
from mandates.states import RoundState, StanceChoice, VersionState
from tests.scenes.executives import (
    a_manager,
    a_seat,
    administrator_of,
    an_auditor,
    an_office,
    holder_of,
    manager_of,
)
from tests.scenes.rounds import (
    a_draft_saying,
    all_answered,
    an_open_round,
    answered,
    closed,
    in_days,
    item,
)
from tests.scenes.soundings import a_sounding

pytestmark = pytest.mark.django_db


@pytest.fixture
def ceo(office):
    return a_seat(office, "Chief Executive", name="Margaret Oyelaran")


@pytest.fixture
def cfo(office):
    return a_seat(office, "Chief Financial Officer", name="Tomasz Wieczorek")


def page(client, person, office, name, **parts):
    client.force_login(person)
    return client.get(reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts}))


def post(client, person, office, name, given=None, **parts):
    client.force_login(person)
    return client.post(reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts}), given or {})


def roles(office, ceo):
    return {
        "manager": manager_of(office),
        "administrator": administrator_of(office),
        "auditor": an_auditor(office),
        "executive": holder_of(ceo),
    }


@pytest.mark.parametrize("role", ["manager", "administrator", "auditor", "executive"])
def test_nobody_sees_an_answer_of_others_while_the_round_is_open(client, office, ceo, cfo, role):
    round_ = an_open_round(office)
    answered(item(round_), cfo, StanceChoice.OBJECT, "A secret reason.", "A secret change.")

    shown = page(client, roles(office, ceo)[role], office, "round", number=1).content.decode()

    assert "A secret" not in shown
    assert "What was said" not in shown
    assert "Has answered" in shown


@pytest.mark.parametrize("role", ["manager", "administrator", "auditor", "executive"])
def test_everybody_of_the_office_sees_the_results_after_the_close(client, office, ceo, cfo, role):
    round_ = an_open_round(office, "One.", "Two.")
    answered(item(round_), cfo, StanceChoice.OBJECT, "Too soft.", "Harder.")
    closed(all_answered(round_))

    shown = page(client, roles(office, ceo)[role], office, "round", number=1).content.decode()

    assert "Round 1: 1 of 2 statements agreed by all" in shown
    assert "Too soft." in shown
    assert "1 short" in shown


def test_a_stranger_gets_the_same_not_found(client, office, ceo):
    an_open_round(office)
    stranger = holder_of(a_seat(an_office()))

    assert page(client, stranger, office, "round", number=1).status_code == 404
    assert page(client, stranger, office, "rounds").status_code == 404


@pytest.mark.parametrize("name", ["open-round", "cancel-round", "extend-round", "answer-source"])
@pytest.mark.parametrize("role", ["administrator", "auditor", "executive"])
def test_the_managers_pages_are_refused_to_others_with_the_sentence(client, office, ceo, role, name):
    an_open_round(office)

    parts = {} if name == "open-round" else {"number": 1}
    answer = page(client, roles(office, ceo)[role], office, name, **parts)

    assert answer.status_code == 403
    assert "Only a PMO manager" in answer.content.decode()


def test_the_manager_opens_a_round_from_its_page(client, office, ceo):
    a_draft_saying(office, "Jobs finish late.")
    given = {"deadline": in_days(office, 7).isoformat(), "rule": "unanimity", "blind": "on"}

    before = page(client, manager_of(office), office, "open-round").content.decode()
    answer = post(client, manager_of(office), office, "open-round", given)

    assert "Open the round on one statement" in before
    assert answer.url == f"/{office.slug}/rounds/1/"
    assert ConsensusRound.objects.get().state == RoundState.OPEN


def test_a_refused_opening_keeps_what_was_typed(client, office, ceo):
    a_draft_saying(office)
    given = {"deadline": in_days(office, -3).isoformat(), "rule": "majority"}

    answer = post(client, manager_of(office), office, "open-round", given)

    assert answer.status_code == 400
    assert "That day is over" in answer.content.decode()
    assert in_days(office, -3).isoformat() in answer.content.decode()


def test_the_manager_closes_and_answers_the_objection(client, office, ceo, cfo):
    round_ = an_open_round(office)
    answered(item(round_), cfo, StanceChoice.OBJECT)
    all_answered(round_)

    post(client, manager_of(office), office, "close-round", number=1)
    objection = Objection.objects.get()
    given = {f"objection-{objection.pk}-answer": "Rewritten."}
    answer = post(client, manager_of(office), office, "objection", given, number=1, objection=objection.pk)

    assert answer.status_code == 302
    assert ConsensusRound.objects.get().state == RoundState.CLOSED
    assert "Rewritten." in page(client, holder_of(cfo), office, "round", number=1).content.decode()


def test_an_objection_is_answered_on_its_own_page_and_not_among_all_of_them(client, office, ceo, cfo):
    round_ = an_open_round(office, "One.", "Two.")
    for place in (1, 2):
        answered(item(round_, place), cfo, StanceChoice.OBJECT, "Too soft.", "Harder.")
    closed(all_answered(round_))
    objection = Objection.objects.latest("pk")
    parts = {"number": 1, "objection": objection.pk}

    results = page(client, manager_of(office), office, "round", number=1).content.decode()
    before = page(client, manager_of(office), office, "objection", **parts).content.decode()
    refused = page(client, holder_of(cfo), office, "objection", **parts)
    elsewhere = page(client, manager_of(office), office, "objection", **parts | {"number": 2})
    done = post(client, manager_of(office), office, "objection", {f"objection-{objection.pk}-answer": "Yes."}, **parts)
    after = page(client, manager_of(office), office, "objection", **parts).content.decode()

    assert "<textarea" not in results
    assert f'href="/{office.slug}/rounds/1/objections/{objection.pk}/"' in results
    assert [words in before for words in ("Two.", "Too soft.", "Harder.", "<textarea")] == [True] * 4
    assert (refused.status_code, elsewhere.status_code) == (403, 404)
    assert done.url == f"/{office.slug}/rounds/1/#objection-{objection.pk}"
    assert [words in after for words in ("Yes.", "<textarea")] == [True, False]


def test_an_empty_answer_to_an_objection_is_refused_with_the_sentence(client, office, ceo):
    round_ = an_open_round(office)
    answered(item(round_), ceo, StanceChoice.OBJECT)
    closed(round_)

    given = {f"objection-{Objection.objects.get().pk}-answer": " "}
    answer = post(
        client, manager_of(office), office, "objection", given, number=1, objection=Objection.objects.get().pk
    )

    assert answer.status_code == 400
    assert "Write what became of the objection" in answer.content.decode()


@pytest.mark.parametrize("what", ["round", "sounding"])
def test_the_reason_for_cancelling_is_by_who_cancelled_and_not_by_who_opened(client, office, ceo, what):
    opener, other = manager_of(office), a_manager(office, "Olga Other")
    an_open_round(office) if what == "round" else a_sounding(office, "fist")

    post(client, other, office, f"cancel-{what}", {"reason": "The wrong question."}, number=1)

    shown = page(client, holder_of(ceo), office, what, number=1).content.decode()
    shown = shown.partition("The wrong question.")[2][:300]
    assert "Olga Other" in shown
    assert opener.name not in shown


def test_the_manager_cancels_with_a_reason(client, office, ceo):
    round_ = an_open_round(office)

    empty = post(client, manager_of(office), office, "cancel-round", {"reason": ""}, number=1)
    post(client, manager_of(office), office, "cancel-round", {"reason": "The wrong draft."}, number=1)

    round_.version.refresh_from_db()
    assert empty.status_code == 400
    assert round_.version.state == VersionState.DRAFT
    assert "The wrong draft." in page(client, holder_of(ceo), office, "round", number=1).content.decode()


@pytest.mark.parametrize("name", ["rounds", "round"])
def test_the_number_of_queries_does_not_grow(client, office, ceo, name):
    parts = {"number": 1} if name == "round" else {}
    for _seat in range(2):
        a_seat(office, role=DecisionRole.INPUT)
    small = an_open_round(office, "One.")
    answered(item(small), ceo, StanceChoice.OBJECT)
    closed(all_answered(small))
    other = an_office()
    for _seat in range(8):
        a_seat(other)
    big = an_open_round(other, *(f"Statement {number}." for number in range(12)))
    answered(item(big), holder_seat(big), StanceChoice.OBJECT)
    closed(all_answered(big))

    counts = [queries_of(client, where, name, parts) for where in (office, other)]

    assert counts[0] == counts[1] <= 20


def holder_seat(round_):
    return round_.participants.select_related("seat").first().seat


def queries_of(client, office, name, parts):
    client.force_login(manager_of(office))
    with CaptureQueriesContext(connection) as found:
        client.get(reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts}))
    return len(found)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_lists_leave_as_files(client, office, ceo, kind):
    closed(all_answered(an_open_round(office)))
    client.force_login(manager_of(office))

    for where in ("rounds/", "rounds/1/", "signatures/"):
        answer = client.get(f"/{office.slug}/{where}?format={kind}")
        assert "attachment" in answer["Content-Disposition"], where


def test_no_answer_leaves_in_a_file_while_the_round_is_open(client, office, ceo):
    answered(item(an_open_round(office)), ceo, StanceChoice.OBJECT, "A secret reason.")
    client.force_login(manager_of(office))

    text = client.get(f"/{office.slug}/rounds/1/?format=csv").getvalue().decode()

    assert "Has answered" in text
    assert "Object" not in text
    assert "A secret reason." not in text
