"""A mandate in force with seats, its cadence, and reviews in every state."""

from datetime import UTC, date, datetime

from executives.models import Seat
from executives.states import DecisionRole
from mandates.models import MandateVersion, Review, ReviewAnswer
from mandates.review_states import ReviewOutcome
from mandates.services.reviews import answer_review, close_review, open_review, plan_reviews, set_cadence
from mandates.states import VersionState
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from tests.scenes.executives import a_seat, administrator_of, an_office, holder_of, manager_of
from tests.scenes.remembered import remembered
from tests.scenes.rounds import a_version_in_force

ANCHOR = date(2026, 1, 31)


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    """Set the clock to an hour in UTC, and return it."""
    moment = datetime(year, month, day, hour, tzinfo=UTC)
    set_time(moment)
    return moment


@remembered
def an_office_in_force(seats: int = 3) -> Office:
    """Return an office with signatory seats and a version in force."""
    office = an_office()
    for _number in range(seats):
        a_seat(office)
    put_in_force(office)
    return office


@remembered
def put_in_force(office: Office) -> MandateVersion:
    """Bring the next version into force: agreed to in a round and signed by all, with one statement more."""
    number = MandateVersion.objects.filter(mandate__office=office).count() + 1
    return a_version_in_force(office, f"Jobs finish late for reason {number}.")


@remembered
def a_cadence(office: Office, months: int = 3, anchor: date = ANCHOR, lead_days: int = 30) -> Review | None:
    """Set the office's cadence; returns the review that is planned by it."""
    set_cadence(
        office_id=office.pk,
        months=months,
        anchor=anchor,
        lead_days=lead_days,
        active=True,
        by=administrator_of(office),
    )
    return plan_reviews(office.pk)


@remembered
def a_planned_review(office: Office) -> Review:
    """Return the planned review of an office with a cadence."""
    review = a_cadence(office)
    assert review is not None
    return review


@remembered
def an_open_review(office: Office) -> Review:
    """Return a review that the manager opened by hand."""
    return open_review(review_id=a_planned_review(office).pk, by=manager_of(office))


@remembered
def answered(review: Review, seat: Seat, choice: str = "still_right", **more: object) -> ReviewAnswer:
    """Let a seat's holder answer on the version that is in force."""
    version = MandateVersion.objects.get(mandate=review.mandate, state=VersionState.IN_FORCE)
    return answer_review(
        review_id=review.pk,
        seat_id=seat.pk,
        choice=choice,
        shown_digest=version.digest,
        by=holder_of(seat),
        **more,
    )


@remembered
def a_closed_review(office: Office) -> Review:
    """Return a review in which all seats found the mandate still right."""
    review = an_open_review(office)
    for seat in office.seats.filter(decision_role=DecisionRole.SIGNATORY):
        answered(review, seat)
    return close_review(review_id=review.pk, outcome=ReviewOutcome.REAFFIRM, by=manager_of(office))
