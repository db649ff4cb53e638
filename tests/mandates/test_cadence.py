"""The cadence: reviews planned from the anchor, opened in time, moved by nothing but the administrator."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mandates.models import Review
from mandates.review_states import ReviewState
from mandates.selectors.reviews import next_dates, review_screen
from mandates.selectors.versions import version_in_force
from mandates.services.reviews import (
    close_review,
    open_due_review,
    plan_and_open_reviews,
    plan_reviews,
    set_cadence,
)
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from pmo.clock.calendar import due_dates, is_weekend, on_business_day
from pmo.clock.shifting import unset_time
from tests.scenes import reviews as scene
from tests.scenes.executives import administrator_of, manager_of

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


@pytest.mark.parametrize("months", sorted(ORACLE["cadence_months"], key=int))
def test_reviews_are_due_on_the_days_of_the_oracle(office, months):
    series = [date.fromisoformat(day) for day in ORACLE["cadence_months"][months]]
    expected = [on_business_day(day, is_weekend) for day in series]
    scene.at(2026, 1, 31)
    review = scene.a_cadence(office, int(months), date.fromisoformat(ORACLE["anchor"]), lead_days=20)
    found = []

    for _due in expected[:9]:
        found.append(review.due)
        scene.at(review.due.year, review.due.month, review.due.day)
        opened = open_due_review(office.pk)
        close_review(review_id=opened.pk, outcome="revise", reason="For the test.", by=manager_of(office))
        review = plan_reviews(office.pk)

    assert found == expected[:9]


@given(anchor=some.dates(date(2020, 1, 1), date(2027, 1, 1)), months=some.integers(1, 60))
def test_the_days_shown_before_saving_are_months_from_the_anchor(anchor, months):
    today = date(2026, 2, 10)

    days = next_dates(anchor, months, today)

    series = due_dates(anchor, months, 12 * 8 + 12)
    moved = [on_business_day(day, is_weekend) for day in series]
    assert days == [day for day in moved if day >= today][:12]
    assert not any(is_weekend(day) for day in days)


def test_the_next_review_is_planned_once(office):
    first = scene.a_planned_review(office)

    assert plan_reviews(office.pk) == first
    assert first.due == date(2026, 4, 30)
    assert Review.objects.count() == 1


def test_nothing_is_planned_before_a_version_is_in_force(db):
    office = scene.an_office()

    assert scene.a_cadence(office) is None
    assert not Review.objects.exists()


def test_a_review_opens_its_lead_days_before_and_not_earlier(office):
    review = scene.a_planned_review(office)

    scene.at(2026, 3, 30)
    early = open_due_review(office.pk)
    scene.at(2026, 3, 31)
    plan_and_open_reviews()
    plan_and_open_reviews()

    assert early is None
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    assert review.opened_by is None
    assert LedgerEntry.objects.filter(event="review.opened").count() == 1


def test_an_early_review_moves_nothing(office):
    scene.a_closed_review(office)

    assert plan_reviews(office.pk).due == date(2026, 7, 31)


def test_a_changed_cadence_leaves_an_open_review_and_moves_the_planned_one(office):
    open_one = scene.an_open_review(office)
    planned = plan_reviews(office.pk)

    scene.a_cadence(office, months=1, anchor=date(2026, 1, 15), lead_days=10)

    open_one.refresh_from_db()
    planned.refresh_from_db()
    assert open_one.due == date(2026, 4, 30)
    assert planned.due == date(2026, 5, 15)


def test_an_overdue_review_stays_open_and_no_other_opens_beside_it(office):
    review = scene.an_open_review(office)

    scene.at(2026, 8, 15)
    plan_and_open_reviews()

    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    assert review_screen(review).is_overdue
    assert version_in_force(office) is not None
    assert Review.objects.filter(state=ReviewState.OPEN).count() == 1


def test_a_day_that_passed_under_an_open_review_is_not_asked_again_at_once(office):
    review = scene.an_open_review(office)
    planned = plan_reviews(office.pk)
    scene.at(2026, 8, 15)

    close_review(review_id=review.pk, outcome="revise", reason="Late.", by=manager_of(office))

    planned.refresh_from_db()
    assert planned.due == date(2026, 10, 30)


def test_a_cadence_set_twice_is_recorded_once(office):
    scene.a_cadence(office)
    scene.a_cadence(office)

    assert LedgerEntry.objects.filter(event="cadence.changed").count() == 1


@pytest.mark.parametrize(
    ("months", "lead_days", "sentence"),
    [(0, 0, "from 1 to 60"), (61, 30, "from 1 to 60"), (3, 91, "90 days"), (1, 28, "before the one before")],
)
def test_a_cadence_that_cannot_be_is_refused(office, months, lead_days, sentence):
    with pytest.raises(Refused, match=sentence):
        set_cadence(
            office_id=office.pk,
            months=months,
            anchor=scene.ANCHOR,
            lead_days=lead_days,
            active=True,
            by=administrator_of(office),
        )
