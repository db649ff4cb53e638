"""Reads of reviews: which there are, who is asked, what was answered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property

from executives.models import Seat
from executives.selectors.seats import holders_on, seats_of
from executives.states import DecisionRole
from mandates.agreement import needed
from mandates.models import MandateVersion, Review, ReviewAnswer, ReviewCadence
from mandates.review_states import ReviewAnswerChoice, ReviewState
from mandates.rules.reviews import Standings, is_asked
from mandates.selectors.same_words import texts_answered
from mandates.selectors.versions import version_in_force
from mandates.states import VersionState
from pmo import clock
from pmo.access.models import Office, Person
from pmo.clock.calendar import is_weekend, next_business_due


@dataclass(frozen=True)
class Said:
    """One asked seat: its holder today, whether it is counted, and its standing answer."""

    seat: Seat
    holder: Person | None
    counted: bool
    answer: ReviewAnswer | None


@dataclass(frozen=True)
class ReviewScreen:
    """A review with the version that it is about and what every asked seat has said about it."""

    review: Review
    version: MandateVersion | None
    said: tuple[Said, ...]
    today: date

    @property
    def counted(self) -> list[Said]:
        return [each for each in self.said if each.counted]

    @property
    def answered(self) -> list[Said]:
        return [each for each in self.said if each.answer]

    @property
    def missing(self) -> list[Said]:
        return [each for each in self.said if not each.answer]

    @property
    def wishes(self) -> list[ReviewAnswer]:
        return [each.answer for each in self.said if each.answer and each.answer.wish]

    @property
    def is_overdue(self) -> bool:
        return is_overdue(self.review, self.today)

    @cached_property
    def standings(self) -> Standings:
        """Count the seats that find the mandate still right against its signing rule."""
        counted = self.counted
        right = sum(1 for each in counted if each.answer and each.answer.choice == ReviewAnswerChoice.STILL_RIGHT)
        rule = self.version.signing_rule if self.version else ""
        return Standings(len(counted), right, needed(rule, len(counted)) if counted and rule else 0)


def cadence_of(office: Office) -> ReviewCadence | None:
    """Return the office's cadence, or None before somebody set one."""
    return ReviewCadence.objects.filter(office=office).first()


def reviews_of(office: Office) -> QuerySet[Review]:
    """Return the reviews of the current mandate, the newest first."""
    found = Review.objects.filter(mandate__office=office, mandate__current=True)
    return found.select_related("version", "mandate__office", "opened_by", "closed_by").order_by("-number")


def review_numbered(office: Office, number: int) -> Review | None:
    """Return review n of the current mandate, or None."""
    return reviews_of(office).filter(number=number).first()


def open_reviews(office: Office) -> QuerySet[Review]:
    """Return the reviews that wait for answers or for their close."""
    return reviews_of(office).filter(state=ReviewState.OPEN).order_by("due", "number")


def review_screen(review: Review) -> ReviewScreen:
    """Load a review as it stands; an open one is about the version in force now, a closed one about its own."""
    office = review.mandate.office
    version = review.version if review.state == ReviewState.CLOSED else version_in_force(office)
    said = _said(review, office, version)
    return ReviewScreen(review, version, tuple(said), clock.today(office.time_zone))


def _said(review: Review, office: Office, version: MandateVersion | None) -> Iterable[Said]:
    answers = {answer.seat_id: answer for answer in standing_answers(review, version)}
    counted = seats_counted(review)
    for seat in seats_of(office):
        if is_asked(seat) or seat.pk in answers:
            holder = seat.now[0].person if seat.now else None  # type: ignore[attr-defined]
            yield Said(seat, holder, seat.pk in counted, answers.get(seat.pk))


def standing_answers(review: Review, version: MandateVersion | None) -> QuerySet[ReviewAnswer]:
    """Return the answers that count: the last of each seat, given on the version in force.

    What was said before wording alone has changed counts on.
    """
    if version is None:
        return review.answers.none()
    answers = review.answers.filter(superseded_at__isnull=True, digest__in=texts_answered(version.pk))
    return answers.select_related("seat", "person", "line")


def seats_counted(review: Review) -> set[int]:
    """Return the signatory seats that had a holder on the day on which the review opened."""
    if review.opened_at is None:
        return set()
    office = review.mandate.office
    opened_on = review.opened_at.astimezone(ZoneInfo(office.time_zone)).date()
    held = holders_on(opened_on).filter(
        seat__office=office, seat__decision_role=DecisionRole.SIGNATORY, seat__closed_on__isnull=True
    )
    return set(held.values_list("seat_id", flat=True))


def with_answers(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """Return reviews with how many seats have answered them (`.heard`): as `standing_answers` counts, in one query."""
    in_force = Subquery(_in_force(OuterRef("mandate")).values("pk")[:1])
    about = Case(When(state=ReviewState.CLOSED, then=F("version")), default=in_force)
    texts = texts_answered(OuterRef(OuterRef("about")))
    said = ReviewAnswer.objects.filter(review=OuterRef("pk"), superseded_at__isnull=True, digest__in=texts)
    heard = said.order_by().values("review").annotate(number=Count("pk")).values("number")
    return reviews.annotate(about=about).annotate(heard=Coalesce(Subquery(heard), 0))


def seats_owing(review: Review) -> list[int]:
    """Return the asked seats without a standing answer on the version in force; one query."""
    if review.state != ReviewState.OPEN:
        return []
    heard, in_force = _heard(review).filter(seat=OuterRef("pk")), _in_force(review.mandate_id)
    seats = review.mandate.office.seats.filter(Exists(in_force), ~Exists(heard), closed_on__isnull=True)
    return [seat.pk for seat in seats if is_asked(seat)]


def seats_heard(review: Review) -> frozenset[int]:
    """Return the seats with a standing answer on the version in force; one query."""
    return frozenset(_heard(review).values_list("seat_id", flat=True))


def _heard(review: Review) -> QuerySet[ReviewAnswer]:
    texts = texts_answered(Subquery(_in_force(review.mandate_id).values("pk")[:1]))
    return review.answers.filter(superseded_at__isnull=True, digest__in=texts)


def _in_force(mandate: int | OuterRef) -> QuerySet[MandateVersion]:
    return MandateVersion.objects.filter(mandate=mandate, state=VersionState.IN_FORCE)


def is_overdue(review: Review, today: date) -> bool:
    """Say whether the day has passed without a close; nothing becomes void by that."""
    return review.state != ReviewState.CLOSED and review.due < today


def days_off_of(_office: Office) -> Callable[[date], bool]:
    """Return what tells an office's days off: weekends; the holidays of its country belong here."""
    return is_weekend


def next_dates(
    anchor: date, months: int, today: date, count: int = 12, is_day_off: Callable[[date], bool] = is_weekend
) -> list[date]:
    """Return the next due dates of a cadence, today's included, counted from the anchor, each on a business day."""
    found: list[date] = []
    after = today - timedelta(days=1)
    while len(found) < count:
        after = next_business_due(anchor, months, after, is_day_off)
        found.append(after)
    return found


def coming_reviews(office: Office, last: date) -> list[tuple[date, date]]:
    """Return the days on which reviews open and are due that are not open yet, as the cadence has them."""
    cadence = ReviewCadence.objects.filter(office=office, active=True).first()
    if cadence is None or version_in_force(office) is None:
        return []
    opened = reviews_of(office).exclude(state=ReviewState.PLANNED).order_by("-due").values_list("due", flat=True)
    after = max([clock.today(office.time_zone) - timedelta(days=1), *opened[:1]])
    lead, found = timedelta(days=cadence.lead_days), []
    while (after := next_business_due(cadence.anchor, cadence.months, after, days_off_of(office))) <= last:
        found.append((after - lead, after))
    return found


def unclosed_reviews(office: Office) -> QuerySet[Review]:
    """Return what is planned or open, the earliest first."""
    return reviews_of(office).exclude(state=ReviewState.CLOSED).order_by("due", "number")
