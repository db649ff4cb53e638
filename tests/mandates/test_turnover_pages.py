"""The page of what a seat stands for, the managers' list of what new holders said, and where a signature says so."""

import pytest
from django.urls import reverse

from executives.services import seats
from mandates.models import Ratification, Statement
from mandates.services.signoff import send_for_signature
from pmo.clock.shifting import unset_time
from tests.scenes import reviews as in_review
from tests.scenes.executives import a_seat, an_auditor, an_office, holder_of, manager_of
from tests.scenes.mandates import a_full_draft, words
from tests.scenes.rounds import all_answered, asked, closed, in_days, signed
from tests.scenes.turnover import an_office_in_force, handed_over, reopening_asked, stood_by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    in_review.at(2026, 5, 3)
    yield
    unset_time()


@pytest.fixture
def office():
    return an_office_in_force()


@pytest.fixture
def seat(office):
    return office.seats.first()


def page(office, name="briefing", **parts):
    return reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts})


def said(office, seat, choice, **more):
    digest = office.mandates.get().versions.get(state="in_force").digest
    return {"choice": choice, "seat": seat.pk, "shown_digest": digest, **more}


def test_the_page_says_what_the_seat_wanted_signed_and_owns_and_whom_to_ask(client):
    office = an_office()
    seat = a_seat(office, "Chief Finance", name="Fay Former")
    version = a_full_draft(office)
    closed(all_answered(asked(version)))
    version = send_for_signature(version_id=version.pk, by=manager_of(office))
    signed(version, seat, reservation="Only if it stays cheap.")
    client.force_login(handed_over(seat))

    text = words(client.get(page(office)))

    assert "Version 1.0, by Fay Former, 3 May 2026" in text
    assert "Only if it stays cheap." in text
    assert "Six things, of which six are in the mandate." in text
    assert Statement.objects.get(version=version, line__kind="BEN").text in text
    assert manager_of(office).email in text
    assert "I stand by it" in text


def test_standing_by_it_is_one_click_and_the_page_then_says_so(client, office, seat):
    client.force_login(handed_over(seat))

    answer = client.post(page(office), said(office, seat, "ratify"))

    assert answer.status_code == 302
    assert Ratification.objects.get().choice == "ratify"
    assert "You stand by it" in words(client.get(page(office)))


def test_a_wish_wants_words_and_what_was_chosen_is_kept(client, office, seat):
    client.force_login(handed_over(seat))

    answer = client.post(page(office), said(office, seat, "reopen", wish=" "))

    assert answer.status_code == 400
    assert "Say what should be looked at again" in words(answer)
    client.post(page(office), said(office, seat, "reopen", wish="The target is too low."))
    assert "The PMO managers have been told" in words(client.get(page(office)))


def test_after_a_wish_one_button_stands_by_it_and_the_list_keeps_both(client, office, seat):
    after = handed_over(seat)
    reopening_asked(seat, after)
    in_review.at(2026, 5, 4)
    client.force_login(after)
    shown = words(client.get(page(office)))

    client.post(page(office), said(office, seat, "ratify"))

    now = words(client.get(page(office)))
    client.force_login(manager_of(office))
    listed = words(client.get(page(office, "successors")))
    assert "I stand by it after all" in shown
    assert "You stand by it" in now
    assert "I stand by it after all" not in now
    assert "They stand by it since." in listed


def test_a_page_of_yesterdays_text_is_refused_with_a_sentence_and_keeps_the_wish(client, office, seat):
    client.force_login(handed_over(seat))

    told = {**said(office, seat, "reopen", wish="Too low."), "shown_digest": "0" * 64}
    answer = client.post(page(office), told)

    assert answer.status_code == 409
    assert "came into force since you loaded the page" in words(answer)
    assert "Too low." in answer.content.decode()


def test_somebody_with_several_seats_chooses_one_and_nobody_sees_a_seat_that_is_not_theirs(client, office, seat):
    other = office.seats.last()
    after = handed_over(seat)
    seats.seat_person(seat_id=other.pk, person=after, start=in_days(office, 0), by=manager_of(office))
    client.force_login(after)

    assert f"What your seat stands for: {other.title}" in words(client.get(page(office) + f"?seat={other.pk}"))
    client.force_login(manager_of(office))
    assert client.get(page(office)).status_code == 403


def test_managers_read_and_answer_wishes_and_the_list_leaves_as_a_file(client, office, seat):
    wish = reopening_asked(seat, handed_over(seat))
    client.force_login(manager_of(office))

    assert "A seat wants the mandate reopened" in words(client.get(f"/{office.slug}/"))
    shown = words(client.get(page(office, "successors")))
    empty = client.post(page(office, "answer-wish", wish=wish.pk), {f"wish-{wish.pk}-answer": ""})
    answer = client.post(page(office, "answer-wish", wish=wish.pk), {f"wish-{wish.pk}-answer": "In the autumn."})

    assert "One wish waits" in shown
    assert "The target is too low." in shown
    assert empty.status_code == 400
    assert answer.status_code == 302
    assert "In the autumn." in words(client.get(page(office, "successors")))
    assert b"The target is too low." in b"".join(client.get(page(office, "successors") + "?format=csv"))
    client.force_login(an_auditor(office))
    assert client.get(page(office, "successors")).status_code == 200


def test_a_review_has_the_wish_on_its_agenda(client, office, seat):
    reopening_asked(seat, handed_over(seat))
    review = in_review.an_open_review(office)
    client.force_login(manager_of(office))

    text = words(client.get(page(office, "review", number=review.number)))

    assert "One new holder of a seat wants this version looked at again." in text
    assert "The target is too low." in text


def test_document_and_signatures_say_who_signed_then_and_who_stands_by_it_since(client, office, seat):
    before = holder_of(seat)
    stood_by(seat, handed_over(seat))
    client.force_login(manager_of(office))

    for name in ("mandate", "signatures"):
        text = words(client.get(page(office, name)))
        assert f"Signed by {before.name} (then {seat.title})." in text
        assert "Nadia Newcomer stands by it since" in text


def test_the_pages_ask_as_often_whatever_was_said(client, office, seat, django_assert_max_num_queries):
    after = handed_over(seat)
    client.force_login(after)
    with django_assert_max_num_queries(20) as first:
        client.get(page(office))
    reopening_asked(seat, after)
    stood_by(office.seats.last(), handed_over(office.seats.last(), "Olga Other"))
    client.force_login(manager_of(office))

    with django_assert_max_num_queries(20):
        client.get(page(office, "successors"))
    assert len(first) <= 20
