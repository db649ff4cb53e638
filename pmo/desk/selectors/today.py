"""The manager's first page: what to do next, who owes what, what is due, where each one stands."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from businessplans.models import BusinessPlan
from businessplans.states import PlanState
from executives.models import Requirement
from executives.states import RequirementState
from mandates.models import MandateVersion, Review, ReviewCadence
from mandates.selectors.versions import versions_of
from mandates.states import OPEN_STATES, ReviewState, VersionState
from pmo import clock
from pmo.access.models import Office
from pmo.desk.selectors.board import Open, Row, board, open_matters
from pmo.desk.selectors.steps import Facts, Step, steps


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
    due: list[Due]
    matters: Open


def today(office: Office) -> Today:
    """Return the first page of an office."""
    matters = open_matters(office)
    rows = board(office, matters)
    versions = list(versions_of(office).filter(state__in=[*OPEN_STATES, VersionState.IN_FORCE]))
    open_version = next((each for each in versions if each.state in OPEN_STATES), None)
    in_force = next((each for each in versions if each.state == VersionState.IN_FORCE), None)
    facts = Facts(
        office,
        rows,
        matters,
        open_version,
        in_force,
        BusinessPlan.objects.filter(office=office).exclude(state=PlanState.SUPERSEDED).first(),
        ReviewCadence.objects.filter(office=office, active=True).first(),
        Requirement.objects.filter(office=office, state=RequirementState.RECORDED).count(),
    )
    confirmed = Requirement.objects.filter(office=office, state=RequirementState.CONFIRMED).count()
    return Today(
        day=clock.today(office.time_zone),
        confirmed=confirmed,
        requirements=sum(row.requirements for row in rows),
        in_force=in_force,
        open_version=open_version,
        steps=steps(facts),
        rows=rows,
        owing=[row for row in rows if row.owes],
        due=sorted(_due(office, matters), key=lambda each: each.at),
        matters=matters,
    )


def _due(office: Office, matters: Open) -> list[Due]:
    def url(name: str) -> str:
        return reverse(name, kwargs={"office": office.slug})

    found = []
    if matters.round:
        text = _("Round %(number)d closes.") % {"number": matters.round.number}
        found.append(Due(matters.round.deadline, text, url("mandates:rounds")))
    days = {each.due for each in matters.requests.values() if each.due and each.state == "waiting"}
    found.extend(Due(day, _("Signatures are due."), url("mandates:signatures")) for day in days)
    coming = Review.objects.filter(mandate__office=office).exclude(state=ReviewState.CLOSED)
    found.extend(
        Due(each.due, _("Review %(number)d is due.") % {"number": each.number}, url("mandates:reviews"))
        for each in coming
    )
    return found
