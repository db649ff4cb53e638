"""Pages of reviews: each role sees its own, what was typed is kept, another office sees nothing."""

import pytest
from django.urls import reverse

from mandates.models import Review, ReviewAnswer, ReviewCadence
from mandates.review_states import ReviewState
from mandates.selectors.versions import open_version, version_in_force
from pmo.clock.shifting import unset_time
from tests.scenes import reviews as scene
from tests.scenes.executives import a_seat, administrator_of, an_auditor, an_office, holder_of, manager_of

PAGES = ["reviews", "review", "answer-review", "cadence"]


@pytest.fixture(autouse=True)
def clock_of_the_machine(db):
    """The machine's own time afterwards."""
    scene.at(2026, 2, 10)
    yield
    unset_time()


@pytest.fixture
def office():
    """An office with three signatory seats and a version in force."""
    return scene.an_office_in_force()


def address(name, office, **parts):
    return reverse(f"mandates:{name}", kwargs={"office": office.slug, **parts})


def page(name, office):
    numbered = {"number": 1} if name in ("review", "answer-review") else {}
    return address(name, office, **numbered)


def people(office):
    return {
        "manager": manager_of(office),
        "administrator": administrator_of(office),
        "auditor": an_auditor(office),
        "executive": holder_of(office.seats.first()),
    }


@pytest.mark.parametrize(
    ("name", "seen_by"),
    [
        ("reviews", {"manager", "administrator", "auditor", "executive"}),
        ("review", {"manager", "administrator", "auditor", "executive"}),
        ("answer-review", {"executive"}),
        ("cadence", {"administrator"}),
    ],
)
def test_each_role_sees_its_own_pages(client, office, name, seen_by):
    scene.an_open_review(office)

    for role, person in people(office).items():
        client.force_login(person)
        assert client.get(page(name, office)).status_code == (200 if role in seen_by else 403), role


@pytest.mark.parametrize("name", PAGES)
def test_another_office_is_not_found(client, office, name):
    scene.an_open_review(office)
    client.force_login(manager_of(an_office()))

    assert client.get(page(name, office)).status_code == 404


def test_an_executive_answers_and_is_told_that_it_is_kept(client, office):
    seat = office.seats.first()
    scene.an_open_review(office)
    client.force_login(holder_of(seat))
    shown = client.get(page("answer-review", office)).content.decode()

    given = {"choice": "still_right", "shown_digest": version_in_force(office).digest, "seat": seat.pk}
    answer = client.post(page("answer-review", office), given, follow=True)

    assert "checked" not in shown
    assert ReviewAnswer.objects.get().choice == "still_right"
    assert "Your answer is kept" in answer.content.decode()


def test_a_change_without_a_wish_comes_back_with_what_was_typed(client, office):
    seat, line = office.seats.first(), version_in_force(office).statements.first().line_id
    scene.an_open_review(office)
    client.force_login(holder_of(seat))
    digest = version_in_force(office).digest

    answer = client.post(
        page("answer-review", office), {"choice": "change", "line": line, "shown_digest": digest, "seat": seat.pk}
    )

    text = answer.content.decode()
    assert answer.status_code == 400
    assert "Say in a sentence what should change." in text
    assert f'value="{line}" selected' in text
    assert not ReviewAnswer.objects.exists()


def test_an_answer_on_a_version_that_is_not_shown_any_more_is_kept_on_the_page(client, office):
    seat = office.seats.first()
    scene.an_open_review(office)
    client.force_login(holder_of(seat))
    given = {"choice": "still_right", "shown_digest": version_in_force(office).digest, "seat": seat.pk}
    scene.put_in_force(office)

    answer = client.post(page("answer-review", office), given)

    assert answer.status_code == 409
    assert "Version 2.0 came into force" in answer.content.decode()


def test_nobody_answers_for_the_seat_of_another(client, office):
    first, second = office.seats.order_by("pk")[:2]
    scene.an_open_review(office)
    client.force_login(holder_of(first))
    given = {"choice": "still_right", "shown_digest": version_in_force(office).digest, "seat": second.pk}

    client.post(page("answer-review", office), given)

    assert not ReviewAnswer.objects.filter(seat=second).exists()


def test_the_manager_opens_a_review_early_and_ends_it_in_a_revision(client, office):
    scene.a_planned_review(office)
    client.force_login(manager_of(office))

    client.post(address("open-review", office, number=1))
    refused = client.post(address("close-review", office, number=1), {"outcome": "reaffirm"})
    ended = client.post(address("close-review", office, number=1), {"outcome": "revise", "reason": "Dates slipped."})

    assert refused.status_code == 409
    assert "0 of 3 signatory seats" in refused.content.decode()
    assert ended.status_code == 302
    assert Review.objects.get(number=1).state == ReviewState.CLOSED
    assert open_version(office).reason == "Review 1: Dates slipped."


def test_the_days_of_a_cadence_are_shown_before_anything_is_saved(client, office):
    client.force_login(administrator_of(office))
    given = {"months": 1, "anchor": "2026-01-31", "lead_days": 20, "active": "on"}

    shown = client.post(page("cadence", office), given | {"preview": "1"}).content.decode()
    linked = client.get(page("cadence", office), given).content.decode()
    saved_before = ReviewCadence.objects.count()
    client.post(page("cadence", office), given)

    for text in (shown, linked):
        assert "Friday 27 February 2026" in text
        assert "Tuesday 31 March 2026" in text
    assert saved_before == 0
    assert ReviewCadence.objects.get().months == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"months": "0", "anchor": "2026-01-31", "lead_days": "30"}, "from 1 to 60"),
        ({"months": "3", "anchor": "2026-02-30", "lead_days": "30"}, "Give a date that exists"),
        ({"months": "three", "anchor": "2026-01-31", "lead_days": "30"}, "whole number"),
        ({"months": "1", "anchor": "2026-01-31", "lead_days": "40"}, "before the one before it is due"),
    ],
)
def test_a_cadence_that_cannot_be_comes_back_with_the_sentence(client, office, given, sentence):
    client.force_login(administrator_of(office))

    answer = client.post(page("cadence", office), given)

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not ReviewCadence.objects.exists()


@pytest.mark.parametrize("name", ["reviews", "review", "answer-review"])
def test_pages_ask_the_database_the_same_number_of_times_at_any_size(
    client, office, name, django_assert_max_num_queries
):
    scene.an_open_review(office)
    person = holder_of(office.seats.first()) if name == "answer-review" else manager_of(office)
    client.force_login(person)
    client.get(page(name, office))

    with django_assert_max_num_queries(20) as few:
        client.get(page(name, office))
    for _number in range(10):
        a_seat(office)
    for seat in office.seats.all():
        scene.answered(Review.objects.get(number=1), seat)
    with django_assert_max_num_queries(20) as many:
        client.get(page(name, office))

    assert len(few.captured_queries) == len(many.captured_queries)


def test_the_list_of_reviews_can_be_kept_as_a_file(client, office):
    scene.an_open_review(office)
    client.force_login(manager_of(office))

    answer = client.get(page("reviews", office), {"format": "csv"})

    assert answer["Content-Type"].startswith("text/csv")
    assert b"2026-04-30" in b"".join(answer.streaming_content)
