"""Reviews: opened, answered by seats, closed by the manager."""

import json
from datetime import date
from pathlib import Path

import pytest

from executives.services.seats import seat_person, vacate_seat
from executives.states import DecisionRole
from mandates.models import MandateVersion, Review, ReviewAnswer
from mandates.review_states import ReviewOutcome
from mandates.selectors.reviews import review_screen, seats_owing
from mandates.selectors.versions import open_version, version_in_force
from mandates.services.reviews import (
    answer_review,
    close_review,
    open_review,
    plan_and_open_reviews,
)
from mandates.states import VersionState
from pmo.access.duties import owed_by
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import unset_time
from pmo.notices.models import Mail, Notice
from pmo.notices.services import plan_notices, send_due
from pmo.notices.states import NoticeState
from tests.scenes import reviews as scene
from tests.scenes.executives import a_person, a_seat, holder_of, manager_of

ORACLE = json.loads((Path(__file__).parents[1] / "data/harbour-rail/oracle.json").read_text())["review_due_dates"]


@pytest.fixture(autouse=True)
def clock_of_the_machine(db):
    """The machine's own time afterwards."""
    scene.at(2026, 2, 10)
    yield
    unset_time()


@pytest.fixture
def office():
    """An office with three signatory seats and a version in force, on 10 February 2026."""
    return scene.an_office_in_force()


def seats_of(office):
    return list(office.seats.order_by("pk"))


def test_opening_by_hand_tells_everybody_who_is_asked_at_once(office):
    a_seat(office, role=DecisionRole.INFORMED)

    review = scene.an_open_review(office)

    assert review.opened_by == manager_of(office)
    assert Mail.objects.filter(kind="review.opened").count() == 3


def test_the_second_click_returns_the_first_answer(office):
    review, seat = scene.an_open_review(office), seats_of(office)[0]

    assert scene.answered(review, seat) == scene.answered(review, seat)
    assert ReviewAnswer.objects.count() == 1


def test_an_answer_can_be_changed_until_the_close_and_history_stays(office):
    review, seat = scene.an_open_review(office), seats_of(office)[0]
    line = version_in_force(office).statements.first().line_id

    scene.answered(review, seat)
    last = scene.answered(review, seat, "change", line_id=line, wish="Say by when.")

    assert [each.choice for each in ReviewAnswer.objects.all()] == ["still_right", "change"]
    assert review_screen(review).wishes == [last]


def test_a_change_names_its_statement_and_its_wish(office):
    review, seat = scene.an_open_review(office), seats_of(office)[0]
    line = version_in_force(office).statements.first().line_id

    for said in ({"wish": "Say by when."}, {"line_id": line}, {"line_id": line + 100, "wish": "Say by when."}):
        with pytest.raises(Refused):
            scene.answered(review, seat, "change", **said)

    assert not ReviewAnswer.objects.exists()


def test_an_answer_on_another_text_than_the_one_in_force_is_refused(office):
    review, seat = scene.an_open_review(office), seats_of(office)[0]
    shown = version_in_force(office).digest
    scene.put_in_force(office)

    with pytest.raises(Refused, match=r"Version 2\.0 came into force"):
        answer_review(
            review_id=review.pk, seat_id=seat.pk, choice="still_right", shown_digest=shown, by=holder_of(seat)
        )


def test_a_new_version_asks_everybody_again(office):
    review = scene.an_open_review(office)
    for seat in seats_of(office):
        scene.answered(review, seat)
    before = seats_owing(review)

    scene.put_in_force(office)

    assert before == []
    assert seats_owing(review) == [seat.pk for seat in seats_of(office)]


def test_a_new_holder_answers_for_the_seat(office):
    review, seat = scene.an_open_review(office), seats_of(office)[0]
    former, person = holder_of(seat), a_person(office)
    seat_person(seat_id=seat.pk, person=person, start=date(2026, 2, 10), by=manager_of(office))

    with pytest.raises(Refused, match="holder"):
        answer_review(
            review_id=review.pk,
            seat_id=seat.pk,
            choice="still_right",
            shown_digest=version_in_force(office).digest,
            by=former,
        )

    assert scene.answered(review, seat).person == person


def test_a_review_in_which_all_find_it_still_right_reaffirms_the_version(office):
    review = scene.a_closed_review(office)

    assert review.outcome == ReviewOutcome.REAFFIRM
    assert open_version(office) is None
    assert version_in_force(office) == review.version


def test_reaffirming_needs_as_many_seats_as_the_signing_rule(office):
    review = scene.an_open_review(office)
    for seat in seats_of(office)[:2]:
        scene.answered(review, seat)

    with pytest.raises(Refused, match="2 of 3 signatory seats"):
        close_review(review_id=review.pk, outcome="reaffirm", by=manager_of(office))


def test_seats_that_are_only_asked_are_not_counted(office):
    asked = a_seat(office, role=DecisionRole.INPUT)
    review = scene.an_open_review(office)
    for seat in seats_of(office):
        if seat != asked:
            scene.answered(review, seat)
    scene.answered(review, asked, "talk")

    assert close_review(review_id=review.pk, outcome="reaffirm", by=manager_of(office)).outcome == "reaffirm"


def test_a_seat_without_a_holder_on_the_day_of_opening_is_not_counted(office):
    vacant = seats_of(office)[0]
    vacate_seat(seat_id=vacant.pk, last_day=date(2026, 2, 9), by=manager_of(office))
    review = scene.an_open_review(office)

    assert review_screen(review).standings.counted == 2


def test_a_revision_opens_the_next_draft_while_the_version_in_force_stays(office):
    review, in_force = scene.an_open_review(office), version_in_force(office)

    close_review(review_id=review.pk, outcome="revise", reason="Dates slipped.", by=manager_of(office))
    again = close_review(review_id=review.pk, outcome="revise", reason="Dates slipped.", by=manager_of(office))

    draft = open_version(office)
    assert again.outcome == ReviewOutcome.REVISE
    assert draft.state == VersionState.DRAFT
    assert draft.reason == "Review 1: Dates slipped."
    assert version_in_force(office) == in_force
    assert MandateVersion.objects.count() == 2


def test_a_revision_wants_its_reason(office):
    review = scene.an_open_review(office)

    with pytest.raises(Refused, match="why the mandate is to be revised"):
        close_review(review_id=review.pk, outcome="revise", reason=" ", by=manager_of(office))


def test_what_is_owed_is_shown_as_a_duty_until_it_is_done(office):
    review, seat = scene.an_open_review(office), seats_of(office)[0]
    executive = standing_of(holder_of(seat), office)

    before = [duty.kind for duty in owed_by(executive)]
    scene.answered(review, seat)

    assert before == ["review.answer"]
    assert owed_by(executive) == []
    assert "review.close" in [duty.kind for duty in owed_by(standing_of(manager_of(office), office))]


def test_reminders_follow_the_cadence_and_stop_with_the_answer(office):
    scene.a_planned_review(office)
    first, second, third = seats_of(office)
    opened = scene.at(2026, 3, 31, 6)
    send_due(opened)
    plan_and_open_reviews()
    plan_notices(opened)

    sent = send_due(scene.at(2026, 3, 31, 8))
    scene.answered(Review.objects.get(), first)
    plan_notices(moment := scene.at(2026, 4, 15, 8))
    later = send_due(moment)

    cancelled = Notice.objects.filter(addressee=f"seat:{first.pk}", state=NoticeState.CANCELLED)
    assert (sent, later) == (3, 2)
    assert cancelled.count() == 8
    assert Mail.objects.filter(kind="review.answer", person=holder_of(second)).count() == 2
    assert Mail.objects.filter(kind="review.answer", person=holder_of(third)).count() == 2


def test_opening_twice_is_opening_once(office):
    review = scene.an_open_review(office)

    assert open_review(review_id=review.pk, by=manager_of(office)) == review
    assert LedgerEntry.objects.filter(event="review.opened").count() == 1
