"""Revisiting the mandate: the cadence plans, opens and asks; the manager closes."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from executives.models import Seat
from mandates.locks import lock_mandate
from mandates.models import Mandate, MandateVersion, Review, ReviewAnswer, ReviewCadence
from mandates.review_mails import review_closed, review_opened
from mandates.review_states import ReviewAnswerChoice, ReviewOutcome, ReviewState
from mandates.rules.reviews import (
    cadence_is_sound,
    can_open,
    is_sound_answer,
    may_answer,
    may_close_review,
    may_open_review,
    may_set_cadence,
)
from mandates.selectors.reviews import cadence_of, days_off_of, review_screen
from mandates.selectors.versions import open_version, version_in_force
from mandates.services.drafting import open_draft
from pmo import clock
from pmo.access.models import Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record
from pmo.clock.calendar import next_business_due

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CadenceFields:
    """What a cadence says: every n months from an anchor, opened some days before."""

    months: int
    anchor: date
    lead_days: int
    active: bool


@transaction.atomic
def set_cadence(
    *, office_id: int, months: int, anchor: date, lead_days: int, active: bool, by: Person
) -> ReviewCadence:
    """Set how often the mandate is revisited; an open review keeps its day, the next one follows the new cadence."""
    office = lock_office(office_id)
    may_set_cadence(standing_of(by, office)).require()
    cadence_is_sound(months, anchor, lead_days).require()
    new = CadenceFields(months, anchor, lead_days, active)
    cadence = cadence_of(office)
    old = fields_of(cadence) if cadence else None
    if cadence and old == new:
        return cadence
    cadence, _is_new = ReviewCadence.objects.update_or_create(office=office, defaults=asdict(new))
    payload = {"old": canonical.content(asdict(old)) if old else None, "new": canonical.content(asdict(new))}
    record("cadence.changed", about=cadence, office=office, by=by, payload=payload)
    if mandate := lock_mandate(office_id):
        _move_planned(mandate, cadence)
    plan_reviews(office_id)
    return cadence


def fields_of(cadence: ReviewCadence) -> CadenceFields:
    """Return what a stored cadence says."""
    return CadenceFields(cadence.months, cadence.anchor, cadence.lead_days, cadence.active)


@transaction.atomic
def plan_reviews(office_id: int) -> Review | None:
    """Keep the next review of the cadence planned, while a version is in force; return it."""
    mandate = lock_mandate(office_id)
    cadence = ReviewCadence.objects.filter(office_id=office_id, active=True).select_related("office").first()
    if mandate is None or cadence is None:
        return None
    if planned := mandate.reviews.filter(state=ReviewState.PLANNED).first():
        return planned
    version = version_in_force(cadence.office)
    return _plan(mandate, version, _next_day(mandate, cadence)) if version else None


def _plan(mandate: Mandate, version: MandateVersion, due: date) -> Review:
    last = mandate.reviews.aggregate(number=Max("number"))["number"] or 0
    review = Review.objects.create(mandate=mandate, version=version, number=last + 1, due=due)
    record("review.planned", about=review, office=mandate.office, by=None, payload={"due": due.isoformat()})
    return review


def _next_day(mandate: Mandate, cadence: ReviewCadence) -> date:
    """Return the first due date from today on that no earlier review stands for; an early review moves nothing.

    A day off moves it to the business day before, and the ones after it not at all.
    """
    asked = mandate.reviews.exclude(state=ReviewState.PLANNED).aggregate(last=Max("due"))["last"]
    before = clock.today(cadence.office.time_zone) - ONE_DAY
    after = max(before, asked) if asked else before
    return next_business_due(cadence.anchor, cadence.months, after, days_off_of(cadence.office))


def _move_planned(mandate: Mandate, cadence: ReviewCadence) -> None:
    for review in mandate.reviews.filter(state=ReviewState.PLANNED):
        old, review.due = review.due, _next_day(mandate, cadence)
        if old != review.due:
            review.save(update_fields=["due"])
            moved = {"old": old.isoformat(), "due": review.due.isoformat()}
            record("review.planned", about=review, office=mandate.office, by=None, payload=moved)


@transaction.atomic
def open_due_review(office_id: int) -> Review | None:
    """Open the planned review when its lead time has come and no other is open; return it if it was opened."""
    planned = plan_reviews(office_id)
    cadence = ReviewCadence.objects.filter(office_id=office_id, active=True).select_related("office").first()
    if planned is None or cadence is None:
        return None
    opens_on = planned.due - timedelta(days=cadence.lead_days)
    is_time = clock.today(cadence.office.time_zone) >= opens_on
    if not is_time or not can_open(planned, version_in_force(cadence.office), _open_number(planned.mandate)):
        return None
    return open_review(review_id=planned.pk, by=None)


def plan_and_open_reviews() -> None:
    """Plan and open the reviews of all offices that have a cadence."""
    for office_id in ReviewCadence.objects.filter(active=True).values_list("office_id", flat=True):
        open_due_review(office_id)


@transaction.atomic
def open_review(*, review_id: int, by: Person | None) -> Review:
    """Open a planned review: by its cadence (`by` None, reminders tell people) or by hand (people are told at once)."""
    review = _locked(review_id)
    office = review.mandate.office
    if review.state == ReviewState.OPEN:
        return review
    version, other = version_in_force(office), _open_number(review.mandate)
    verdict = (
        may_open_review(standing_of(by, office), review, version, other) if by else can_open(review, version, other)
    )
    verdict.require()
    review.state, review.opened_at, review.opened_by = ReviewState.OPEN, clock.now(), by
    review.version = version or review.version
    review.save(update_fields=["state", "opened_at", "opened_by", "version"])
    record("review.opened", about=review, office=office, by=by, payload={"version": review.version.key})
    if by:
        review_opened(review)
    return review


def _open_number(mandate: Mandate) -> int | None:
    return mandate.reviews.filter(state=ReviewState.OPEN).values_list("number", flat=True).first()


@transaction.atomic
def answer_review(
    *,
    review_id: int,
    seat_id: int,
    choice: str,
    line_id: int | None = None,
    wish: str = "",
    shown_digest: str,
    by: Person,
) -> ReviewAnswer:
    """Answer for a seat whether the version in force is still right; a later answer supersedes, history stays."""
    review = _locked(review_id)
    office = review.mandate.office
    version = version_in_force(office)
    seat = Seat.objects.filter(pk=seat_id, office=office).first()
    may_answer(standing_of(by, office), review, seat, version, shown_digest).require()
    lines = set(version.statements.values_list("line_id", flat=True)) if version else set()
    is_sound_answer(choice, line_id, wish, lines).require()
    is_change = choice == ReviewAnswerChoice.CHANGE
    said = {"choice": choice, "line_id": line_id if is_change else None, "wish": canonical.text(wish)}
    former = review.answers.filter(seat_id=seat_id, superseded_at__isnull=True).first()
    if former and _says_the_same(former, {**said, "digest": shown_digest, "person_id": by.pk}):
        return former
    if former:
        former.superseded_at = clock.now()
        former.save(update_fields=["superseded_at"])
    answer = ReviewAnswer.objects.create(review=review, seat_id=seat_id, person=by, digest=shown_digest, **said)
    payload = {"seat": seat.title if seat else "", "choice": choice, "line": line_id, "wish": said["wish"]}
    record("review.answered", about=review, office=office, by=by, payload=payload)
    return answer


def _says_the_same(answer: ReviewAnswer, said: dict[str, object]) -> bool:
    return all(getattr(answer, name) == value for name, value in said.items())


@transaction.atomic
def close_review(*, review_id: int, outcome: str, reason: str = "", by: Person) -> Review:
    """Close a review: reaffirm the version in force, or open the next draft while that version stays in force."""
    review = _locked(review_id)
    office = review.mandate.office
    if review.state == ReviewState.CLOSED and review.outcome == outcome:
        return review
    screen = review_screen(review)
    may_close_review(standing_of(by, office), review, outcome, reason, screen.standings).require()
    review.state, review.outcome, review.reason = ReviewState.CLOSED, ReviewOutcome(outcome), canonical.text(reason)
    review.closed_at, review.closed_by, review.version = clock.now(), by, screen.version or review.version
    review.save(update_fields=["state", "outcome", "reason", "closed_at", "closed_by", "version"])
    payload = {"outcome": outcome, "reason": review.reason, "version": review.version.key}
    record("review.closed", about=review, office=office, by=by, payload=payload)
    if outcome == ReviewOutcome.REVISE and open_version(office) is None:
        open_draft(office_id=office.pk, reason=_reason_of_draft(review), by=by)
    _pass_over_missed_days(review.mandate)
    review_closed(review)
    return review


def _reason_of_draft(review: Review) -> str:
    return _("Review %(number)d: %(reason)s") % {"number": review.number, "reason": review.reason}


def _pass_over_missed_days(mandate: Mandate) -> None:
    """Do not ask again at once for a day that passed while the review before it was open."""
    cadence = cadence_of(mandate.office)
    today = clock.today(mandate.office.time_zone)
    if cadence and mandate.reviews.filter(state=ReviewState.PLANNED, due__lte=today).exists():
        _move_planned(mandate, cadence)


def _locked(review_id: int) -> Review:
    lock_mandate(Review.objects.values_list("mandate__office_id", flat=True).get(pk=review_id))
    locked = Review.objects.select_for_update(of=("self",)).select_related("mandate__office", "version")
    return locked.get(pk=review_id)
