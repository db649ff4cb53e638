"""Stage *reviewed*: the cadence set, the first review answered by all and closed as reaffirmed."""

from datetime import UTC, date, datetime, timedelta

from executives.models import Seat
from executives.states import DecisionRole
from mandates.models import Review
from mandates.review_states import ReviewAnswerChoice, ReviewOutcome
from mandates.services import reviews
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material
from pmo.desk.demonstration.listening import holder

CADENCE_SET = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
LEAD_DAYS = 30
OPENED = datetime(2026, 4, 1, 6, 0, tzinfo=UTC)
CLOSED = datetime(2026, 4, 30, 15, 0, tzinfo=UTC)


def set_cadence(office: Office) -> None:
    """Let the administrator set the cadence: every three months from 31 January 2026."""
    set_time(CADENCE_SET)
    mandate = material.tree("mandate.json")
    reviews.set_cadence(
        office_id=office.pk,
        months=mandate["review_cadence_months"],
        anchor=date.fromisoformat(mandate["review_anchor"]),
        lead_days=LEAD_DAYS,
        active=True,
        by=cast.person(cast.ADMINISTRATOR),
    )


def open_review(office: Office) -> Review:
    """Let the review of April 2026 open on its day."""
    set_time(OPENED)
    reviews.plan_reviews(office.pk)
    reviews.open_due_review(office.pk)
    return Review.objects.get(mandate__office=office)


def answer_and_close(review: Review) -> None:
    """Let everybody find the mandate still right, and close the review as reaffirmed."""
    office = review.mandate.office
    moment = OPENED + timedelta(days=5)
    for seat in Seat.objects.filter(office=office, decision_role=DecisionRole.SIGNATORY):
        moment += timedelta(hours=7)
        set_time(moment)
        reviews.answer_review(
            review_id=review.pk,
            seat_id=seat.pk,
            choice=ReviewAnswerChoice.STILL_RIGHT,
            shown_digest=review.version.digest,
            by=holder(seat.pk),
        )
    set_time(CLOSED)
    manager = cast.person(cast.MANAGER)
    reviews.close_review(
        review_id=review.pk, outcome=ReviewOutcome.REAFFIRM, reason="Still right for everybody.", by=manager
    )
