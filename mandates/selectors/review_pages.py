"""What the pages of reviews show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.models import Requirement, Seat
from executives.selectors.owners import owned_by
from executives.states import PASSED_ON, RequirementState
from mandates.models import (
    Benefit,
    MandateVersion,
    Ratification,
    Reservation,
    Review,
    ReviewAnswer,
    ReviewCadence,
    Source,
    Statement,
    Unanswered,
)
from mandates.review_states import ReviewState
from mandates.rules.reviews import can_close, is_asked, may_open_review, may_reaffirm, sees_answers
from mandates.selectors.dissent import on_the_agenda
from mandates.selectors.reviews import (
    ReviewScreen,
    cadence_of,
    is_overdue,
    next_dates,
    review_screen,
    reviews_of,
    standing_answers,
    with_answers,
)
from mandates.selectors.turnover import wishes_on
from mandates.selectors.versions import statements_of, version_in_force
from mandates.states import LineKind
from pmo import clock
from pmo.access.models import Office
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict
from pmo.ui.words import Word, look_again

GONE = (RequirementState.WITHDRAWN, *PASSED_ON)


@dataclass(frozen=True)
class ReviewRow:
    """One review in the list."""

    review: Review
    answers: int
    is_overdue: bool

    @property
    def word(self) -> Word:
        return look_again(_("Overdue")) if self.is_overdue else self.review.word


@dataclass(frozen=True)
class ReviewsScreen:
    """All reviews of an office, the cadence and its next twelve days."""

    rows: tuple[ReviewRow, ...]
    cadence: ReviewCadence | None
    dates: tuple[date, ...]
    planned: Review | None
    may_open: Verdict | None
    today: date


@dataclass(frozen=True)
class ReviewPage:
    """One review as this reader sees it: the answers only where they may, the deeds with their verdicts."""

    screen: ReviewScreen
    sees_answers: bool
    mine: tuple[ReviewAnswer, ...]
    may_close: Verdict | None
    may_reaffirm: Verdict
    may_open: Verdict | None
    reservations: tuple[Reservation, ...]
    wishes: tuple[Ratification, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One thing that a seat asked for, and where it is in the version in force."""

    requirement: Requirement
    places: tuple[Statement, ...]
    reason: str


@dataclass(frozen=True)
class AnswerScreen:
    """The one question to one seat: the benefits, what the seat asked for, and its answer so far."""

    review: Review
    version: MandateVersion | None
    seat: Seat
    statements: tuple[Statement, ...]
    asked: tuple[Asked, ...]
    answer: ReviewAnswer | None

    @property
    def benefits(self) -> list[tuple[Statement, str]]:
        """The benefits, each with where it starts and what is wanted by when."""
        found = [each for each in self.statements if each.line.kind == LineKind.BENEFIT]
        return [(each, wanted(each.benefit)) for each in found]

    @property
    def is_open(self) -> bool:
        return self.review.state == ReviewState.OPEN and self.version is not None


def wanted(benefit: Benefit) -> str:
    """Word a benefit's way: 4.6 then, 1.5 months wanted by 31 December 2027; what is not given is left out."""
    figure = {"start": _figure(benefit.baseline), "target": _figure(benefit.target), "unit": benefit.unit}
    if not figure["target"]:
        return benefit.measure
    said = (
        gettext("%(start)s then, %(target)s %(unit)s wanted")
        if figure["start"]
        else gettext("%(target)s %(unit)s wanted")
    )
    if benefit.target_date:
        day = date_format(benefit.target_date, "j F Y")
        return gettext("%(said)s by %(day)s") % {"said": said % figure, "day": day}
    return said % figure


def _figure(value: Decimal | None) -> str:
    return "" if value is None else number_format(f"{value.normalize():f}")


def reviews_screen(standing: Standing) -> ReviewsScreen:
    """Load the list of reviews and the days to come."""
    office = standing.office
    today, cadence = clock.today(office.time_zone), cadence_of(office)
    reviews = list(with_answers(reviews_of(office)))
    planned = next((review for review in reviews if review.state == ReviewState.PLANNED), None)
    return ReviewsScreen(
        rows=tuple(
            ReviewRow(review, review.heard, is_overdue(review, today))  # type: ignore[attr-defined]
            for review in reviews
        ),
        cadence=cadence,
        dates=tuple(next_dates(cadence.anchor, cadence.months, today)) if cadence and cadence.active else (),
        planned=planned,
        may_open=_may_open(standing, planned, reviews) if planned else None,
        today=today,
    )


def _may_open(standing: Standing, planned: Review, reviews: Sequence[Review]) -> Verdict | None:
    if not is_manager(standing):
        return None
    still_open = next((review.number for review in reviews if review.state == ReviewState.OPEN), None)
    return may_open_review(standing, planned, version_in_force(standing.office), still_open)


def review_page(review: Review, standing: Standing) -> ReviewPage:
    """Load one review for a reader."""
    screen = review_screen(review)
    mine = tuple(each.answer for each in screen.said if each.answer and each.seat.pk in standing.seat_ids)
    works = bool(is_manager(standing))
    others = reviews_of(standing.office).filter(state=ReviewState.OPEN).exclude(pk=review.pk)
    still_open = others.values_list("number", flat=True).first()
    is_planned = review.state == ReviewState.PLANNED
    return ReviewPage(
        screen=screen,
        sees_answers=bool(sees_answers(standing)) or review.state == ReviewState.CLOSED,
        mine=mine,
        may_close=can_close(review) if works and not is_planned else None,
        may_reaffirm=may_reaffirm(screen.standings),
        may_open=may_open_review(standing, review, screen.version, still_open) if works and is_planned else None,
        reservations=tuple(on_the_agenda(standing.office, review.closed_at)),
        wishes=tuple(wishes_on(screen.version, review.closed_at)) if screen.version else (),
    )


def seat_to_answer(review: Review, standing: Standing, wanted: int | None = None) -> Seat | None:
    """Return the seat for which a person answers: the one wanted, else the first asked one they hold."""
    held = Seat.objects.filter(office=standing.office, pk__in=standing.seat_ids)
    asked = [seat for seat in held if is_asked(seat)]
    answered = set(review.answers.filter(superseded_at=None).values_list("seat_id", flat=True))
    chosen = [seat for seat in asked if seat.pk == wanted] or [seat for seat in asked if seat.pk not in answered]
    return next(iter(chosen or asked), None)


def answer_screen(review: Review, seat: Seat) -> AnswerScreen:
    """Load what one seat reads before it answers."""
    version = version_in_force(seat.office)
    return AnswerScreen(
        review=review,
        version=version,
        seat=seat,
        statements=tuple(statements_of(version)) if version else (),
        asked=tuple(asked_by(seat, version)) if version else (),
        answer=standing_answers(review, version).filter(seat=seat).first(),
    )


def asked_by(seat: Seat, version: MandateVersion) -> list[Asked]:
    """Return what a seat asked for, each with its places in a version, or the reason why it has none."""
    places: dict[int, list[Statement]] = {}
    mine = owned_by([seat.pk])
    sources = Source.objects.filter(statement__version=version, wording__requirement__in=mine)
    for source in sources.select_related("statement__line", "wording").order_by("statement__line__kind", "pk"):
        places.setdefault(source.wording.requirement_id, []).append(source.statement)
    left_out = Unanswered.objects.filter(version=version, requirement__in=mine)
    reasons = dict(left_out.values_list("requirement_id", "reason"))
    found = mine.exclude(state__in=GONE).select_related("wording").order_by("number")
    return [Asked(each, tuple(places.get(each.pk, ())), reasons.get(each.pk, "")) for each in found]


def cadence_dates(office: Office, anchor: date, months: int) -> list[date]:
    """Return the twelve days that a cadence would give from today on."""
    return next_dates(anchor, months, clock.today(office.time_zone))


def cadence_given(office: Office) -> dict[str, int | date | bool]:
    """Return what the form of the cadence begins with: what is saved, else every three months from today."""
    saved = cadence_of(office)
    if saved is None:
        return {"months": 3, "anchor": clock.today(office.time_zone), "lead_days": 30, "active": True}
    return {"months": saved.months, "anchor": saved.anchor, "lead_days": saved.lead_days, "active": saved.active}
