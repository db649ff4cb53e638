"""The PMO manager asks seats for their words: a mail at once, a duty with a day, reminders that end with the answer."""

import pytest

from executives import kinds
from executives.duties import owed_by
from executives.models import WordsRequest
from executives.selectors.asking import ask_rows
from executives.services import asking, requirements, saying
from executives.services.seats import vacate_seat
from executives.states import RequestEnd
from pmo import clock
from pmo.access.models import PersonalLink
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.desk.selectors.today import today
from pmo.notices.models import Mail, Notice
from pmo.notices.services.planning import plan_office
from tests.scenes import executives as scenes
from tests.scenes import saying as scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat():
    return scenes.a_seat(scenes.an_office("harbour-rail"), "Director, Port & Terminals", name="Ingrid Maas")


def ask(seat, *seats, days=7, by=None):
    return asking.ask_for_words(
        office_id=seat.office_id,
        seat_ids=[each.pk for each in (seat, *seats)],
        due=scene.in_days(seat, days),
        by=by or scenes.manager_of(seat.office),
    )


def duties(seat):
    return [each for each in owed_by(standing_of(scenes.holder_of(seat), seat.office)) if each.kind == "words.say"]


def planned(seat, kind):
    plan_office(seat.office_id, clock.now())
    return Notice.objects.filter(kind=kind, addressee=f"seat:{seat.pk}", rule__isnull=False)


def test_whoever_is_asked_gets_a_link_straight_to_the_question_and_one_that_says_why(seat):
    ask(seat)

    mail = Mail.objects.get(kind="words.asked")
    assert mail.person == scenes.holder_of(seat)
    assert "Mina Manager asks what you want" in mail.text
    links = dict(PersonalLink.objects.filter(person=mail.person).values_list("purpose", "path"))
    assert links["words.asked"] == f"/harbour-rail/words/new/?seat={seat.pk}"
    assert links["about"] == "/harbour-rail/words/about/"
    for purpose in ("words.asked", "about"):
        assert f"{{link:{PersonalLink.objects.get(purpose=purpose).pk}}}" in mail.text


def test_a_seat_that_is_asked_already_stays_asked_and_hears_it_once(seat):
    first, again = ask(seat), ask(seat, days=9)

    assert first == again
    assert Mail.objects.filter(kind="words.asked").count() == 1


def test_what_is_asked_is_a_duty_with_its_day_and_is_reminded_of(seat):
    request = ask(seat)[0]

    (duty,) = duties(seat)
    reminders = planned(seat, kinds.SAY.name)

    assert (duty.due, duty.sentence) == (request.due, "Mina Manager asks what you want. It takes two minutes.")
    assert {each.due_on for each in reminders} == {request.due}
    assert kinds.SAY.still_owed(f"words:{request.pk}", f"seat:{seat.pk}")
    assert kinds.SAY.told(seat.office, f"words:{request.pk}", "").path == duty.url


@pytest.mark.parametrize(
    ("ends", "ended_as"),
    [
        (lambda seat, _request: scene.said(seat), RequestEnd.SAID),
        (
            lambda seat, _request: saying.say_nothing_more(seat_id=seat.pk, by=scenes.holder_of(seat)),
            RequestEnd.NOTHING,
        ),
        (
            lambda seat, request: asking.take_back(request_id=request.pk, by=scenes.manager_of(seat.office)),
            RequestEnd.TAKEN_BACK,
        ),
    ],
)
def test_an_answer_or_the_word_that_there_is_none_ends_it(seat, ends, ended_as):
    request = ask(seat)[0]
    planned(seat, kinds.SAY.name)

    for _click in range(2):
        ends(seat, request)

    request.refresh_from_db()
    assert request.ended_as == ended_as
    assert duties(seat) == []
    assert not kinds.SAY.still_owed(f"words:{request.pk}", f"seat:{seat.pk}")
    assert kinds.SAY.find(seat.office, request.due, request.due) == []


def test_who_has_answered_can_be_asked_again(seat):
    ask(seat)
    scene.said(seat)

    ask(seat)

    assert list(WordsRequest.objects.values_list("ended_as", flat=True)) == ["said", ""]
    assert Mail.objects.filter(kind="words.asked").count() == 2


def test_nobody_asks_for_a_day_that_is_over_nor_an_empty_seat_nor_as_anybody_but_the_manager(seat):
    vacant = scenes.a_vacant_seat(seat.office)

    for refused, sentence in (
        (lambda: ask(seat, days=-1), "That day is over"),
        (lambda: ask(seat, vacant), f"Nobody holds the seat {vacant.title}"),
        (lambda: ask(seat, by=scenes.administrator_of(seat.office)), "Only a PMO manager"),
        (lambda: ask(seat, by=scenes.holder_of(seat)), "Only a PMO manager"),
    ):
        with pytest.raises(Refused, match=sentence):
            refused()

    assert not WordsRequest.objects.exists()


def test_a_seat_of_another_office_is_not_asked(seat):
    elsewhere = scenes.a_seat(scenes.an_office("elsewhere"))

    assert [request.seat for request in ask(seat, elsewhere)] == [seat]


def test_those_are_asked_first_of_whom_there_is_nothing(seat):
    told, vacant = scenes.a_seat(seat.office), scenes.a_vacant_seat(seat.office)
    scenes.a_requirement(told)
    waiting = scenes.a_seat(seat.office)
    ask(waiting)

    rows = {row.seat: (row.can_be_asked, row.is_owed) for row in ask_rows(seat.office)}

    assert rows == {seat: (True, True), told: (True, False), vacant: (False, False), waiting: (False, False)}


def test_words_that_are_played_back_have_a_day_and_are_reminded_of_until_they_are_settled(seat):
    first, second = scenes.a_played_back_requirement(seat), scenes.a_played_back_requirement(seat)
    due = scene.in_days(seat, 7)
    occurrence = f"confirm:{seat.pk}:{due:%Y%m%d}"

    (duty,) = owed_by(standing_of(scenes.holder_of(seat), seat.office))
    reminders = planned(seat, kinds.CONFIRM.name)
    scenes.confirmed(first)

    assert first.confirm_by == duty.due == due
    assert {(each.occurrence, each.due_on) for each in reminders} == {(occurrence, due)}
    assert kinds.CONFIRM.still_owed(occurrence, f"seat:{seat.pk}")
    assert "One requirement is written down" in kinds.CONFIRM.told(seat.office, occurrence, "").sentence
    scenes.confirmed(second)
    assert not kinds.CONFIRM.still_owed(occurrence, f"seat:{seat.pk}")


def test_a_play_back_may_name_another_day(seat):
    requirement, due = scenes.a_requirement(seat), scene.in_days(seat, 3)

    requirements.play_back(requirement_ids=[requirement.pk], due=due, by=scenes.manager_of(seat.office))

    requirement.refresh_from_db()
    assert requirement.confirm_by == due
    with pytest.raises(Refused, match="That day is over"):
        requirements.play_back(
            requirement_ids=[scenes.a_requirement(seat).pk],
            due=scene.in_days(seat, -1),
            by=scenes.manager_of(seat.office),
        )


def test_a_vacant_seat_is_reminded_of_nothing(seat):
    ask(seat)
    vacate_seat(seat_id=seat.pk, last_day=scene.in_days(seat, -1), by=scenes.manager_of(seat.office))

    assert not planned(seat, kinds.SAY.name).exists()


def test_the_manager_s_day_begins_with_those_of_whom_there_is_not_a_word(seat):
    silent = [step.title for step in today(seat.office).steps]
    ask(seat)
    waiting = today(seat.office)

    assert "Ask 1 executive for their words" in silent
    assert "Ask 1 executive for their words" not in [step.title for step in waiting.steps]
    assert [(row.seat, row.owes) for row in waiting.owing] == [(seat, ("their own words",))]
