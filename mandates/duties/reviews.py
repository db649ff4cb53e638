"""What people owe to a review: its answer from every asked seat, its close from the manager."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates.models import Review
from mandates.selectors.reviews import open_reviews, seats_owing
from pmo.access.duties import Duty
from pmo.access.standing import Standing

ANSWER, CLOSE = "review.answer", "review.close"


def owed_by(standing: Standing) -> list[Duty]:
    """Return the answers that a person's seats owe, and for PMO managers the review to close."""
    if not (standing.seat_ids or standing.is_manager):
        return []
    return [duty for review in open_reviews(standing.office) for duty in _of(review, standing)]


def _of(review: Review, standing: Standing) -> list[Duty]:
    owing = seats_owing(review)
    mine = [_answer(review, standing, seat_id) for seat_id in owing if seat_id in standing.seat_ids]
    return [*mine, _close(review, standing, len(owing))] if standing.is_manager else mine


def _answer(review: Review, standing: Standing, seat_id: int) -> Duty:
    return Duty(
        kind=ANSWER,
        question=_("Is the mandate still right?"),
        sentence=_("One question about version %(version)s, two minutes.") % {"version": review.version.key},
        deed=_("Answer"),
        url=_url("mandates:answer-review", review, standing),
        due=review.due,
        seat_id=seat_id,
        order=30,
    )


def _close(review: Review, standing: Standing, missing: int) -> Duty:
    waits = ngettext("%(n)d seat has not answered yet.", "%(n)d seats have not answered yet.", missing)
    return Duty(
        kind=CLOSE,
        question=_("How does review %(number)d end?") % {"number": review.number},
        sentence=waits % {"n": missing} if missing else _("All seats have answered."),
        deed=_("Look at the answers"),
        url=_url("mandates:review", review, standing),
        due=review.due,
        order=60,
    )


def _url(name: str, review: Review, standing: Standing) -> str:
    return reverse(name, kwargs={"office": standing.office.slug, "number": review.number})
