"""The manager's first page: what to do next, who owes what, what is due, where each one stands."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists
from django.urls import reverse
from django.utils.translation import gettext as _

from businessplans.models import BusinessPlan, Milestone, PlanItem
from businessplans.states import PlanState
from executives.models import Requirement
from executives.states import UNSETTLED_STATES, RequirementState
from mandates.models import MandateVersion, Objection, Review, ReviewCadence
from mandates.review_states import ReviewState
from mandates.selectors.meeting import Meeting, order_of_talks
from mandates.selectors.turnover import open_wishes
from mandates.selectors.versions import versions_of
from mandates.states import ASKED_TO_SIGN, OPEN_STATES, VersionState
from pmo import clock
from pmo.access.models import Office
from pmo.clock.calendar import next_business_due
from pmo.desk.selectors.board import Open, Row, board, open_matters
from pmo.desk.selectors.steps import Facts, Step, steps

AHEAD = timedelta(days=42)
MOST = 5
NEXT_TALKS = 3


@dataclass(frozen=True)
class Due:
    """Something that falls on a day."""

    at: date
    text: str
    url: str


@dataclass(frozen=True)
class Today:
    """All that the first page shows."""

    day: date
    confirmed: int
    requirements: int
    in_force: MandateVersion | None
    open_version: MandateVersion | None
    steps: list[Step]
    rows: list[Row]
    owing: list[Row]
    meetings: list[Meeting]
    due: list[Due]
    matters: Open
    next_review: date | None
    plan: BusinessPlan | None


def today(office: Office) -> Today:
    """Return the first page of an office."""
    reviews = list(Review.objects.filter(mandate__office=office, mandate__current=True).order_by("due"))
    matters = open_matters(office, reviews)
    rows = board(office, matters)
    found = versions_of(office).filter(state__in=[*OPEN_STATES, VersionState.IN_FORCE])
    versions = list(found.annotate(has_wishes=Exists(open_wishes(office))))
    open_version = next((each for each in versions if each.state in OPEN_STATES), None)
    in_force = next((each for each in versions if each.state == VersionState.IN_FORCE), None)
    plan = BusinessPlan.objects.filter(office=office).exclude(state=PlanState.SUPERSEDED).first()
    cadence = ReviewCadence.objects.filter(office=office, active=True).first()
    states = Counter(Requirement.objects.filter(office=office).values_list("state", flat=True))
    facts = Facts(
        office,
        rows,
        matters,
        open_version,
        in_force,
        plan,
        cadence,
        states[RequirementState.RECORDED],
        _unanswered_objections(open_version),
        any(version.has_wishes for version in versions),
    )
    return Today(
        day=clock.today(office.time_zone),
        confirmed=states[RequirementState.CONFIRMED],
        requirements=sum(states[state] for state in (*UNSETTLED_STATES, RequirementState.CONFIRMED)),
        in_force=in_force,
        open_version=open_version,
        steps=steps(facts),
        rows=rows,
        owing=[row for row in rows if row.owes],
        meetings=_meetings(office, rows, is_settled=in_force is not None and open_version is None),
        due=sorted([*_due(office, matters, reviews), *_milestones(office, plan)], key=lambda each: each.at),
        matters=matters,
        next_review=_next_review(office, cadence, reviews) if in_force and cadence else None,
        plan=plan,
    )


def _meetings(office: Office, rows: list[Row], *, is_settled: bool) -> list[Meeting]:
    """Return whom to meet next; once a mandate is in force and nothing is drafted, only where something is open."""
    order = order_of_talks(office, [row.seat for row in rows])
    return [each for each in order if each.total or not is_settled][:NEXT_TALKS]


def _unanswered_objections(version: MandateVersion | None) -> int:
    """Count the objections to a draft that nobody has answered yet."""
    if version is None or version.state != VersionState.DRAFT:
        return 0
    return Objection.objects.filter(stance__item__round__version=version, answered_at__isnull=True).count()


def _next_review(office: Office, cadence: ReviewCadence, reviews: list[Review]) -> date:
    """Return the due day of the first review that is not closed; by the cadence when none is planned yet."""
    if coming := [each.due for each in reviews if each.state != ReviewState.CLOSED]:
        return coming[0]
    yesterday = clock.today(office.time_zone) - timedelta(days=1)
    return next_business_due(cadence.anchor, cadence.months, max([yesterday, *(each.due for each in reviews)]))


def _milestones(office: Office, plan: BusinessPlan | None) -> list[Due]:
    """Return the milestones of the next weeks."""
    if plan is None:
        return []
    day = clock.today(office.time_zone)
    coming = Milestone.objects.filter(
        item__plan=plan, item__removed_at__isnull=True, on__gte=day, on__lte=day + AHEAD
    ).select_related("item")
    return [Due(each.on, f"{each.title}, {each.item.key}.", _item_url(office, each.item)) for each in coming[:MOST]]


def _item_url(office: Office, item: PlanItem) -> str:
    return reverse("businessplans:item", kwargs={"office": office.slug, "number": item.number})


def _due(office: Office, matters: Open, reviews: list[Review]) -> list[Due]:
    def url(name: str) -> str:
        return reverse(name, kwargs={"office": office.slug})

    found = []
    if matters.round:
        text = _("Round %(number)d closes.") % {"number": matters.round.number}
        found.append(Due(matters.round.deadline, text, url("mandates:rounds")))
    days = {each.due for each in matters.requests.values() if each.due and each.state in ASKED_TO_SIGN}
    found.extend(Due(day, _("Signatures are due."), url("mandates:signatures")) for day in days)
    found.extend(
        Due(each.due, _("Review %(number)d is due.") % {"number": each.number}, url("mandates:reviews"))
        for each in reviews
        if each.state != ReviewState.CLOSED
    )
    return found
