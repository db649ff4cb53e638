"""Deeds on a whole plan: make it, fill it from the mandate, publish it, open it again."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from businessplans.locks import lock_plan
from businessplans.models import BusinessPlan
from businessplans.rules.plans import is_a_period, may_make_plan, may_publish, may_reopen
from businessplans.selectors.plans import benefits_of, current_plan, gaps_of, living_items, traces_of, works_of
from businessplans.services.skeleton import Generated, generate
from businessplans.states import PlanState
from mandates.models import MandateVersion
from mandates.selectors.versions import version_in_force
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit.services import record
from pmo.clock.calendar import add_months

MONTHS = 24

__all__ = ["Generated", "default_period", "generate", "make_plan", "publish", "reopen"]


@transaction.atomic
def make_plan(
    *, office_id: int, start: date | None = None, end: date | None = None, by: Person, skeleton: bool = False
) -> BusinessPlan:
    """Make the plan of an office from its mandate in force; there is one, so the second click returns it.

    The period is 24 months from the day that put the mandate in force, unless given. With `skeleton` it begins
    with what the mandate asks for.
    """
    office = lock_office(office_id)
    version = version_in_force(office)
    may_make_plan(standing_of(by, office), version).require()
    if found := current_plan(office):
        return found
    assert version is not None
    first, last = default_period(office, version)
    start = start or first
    end = end or (last if start == first else add_months(start, MONTHS) - timedelta(days=1))
    is_a_period(start, end).require()
    plan = BusinessPlan.objects.create(office=office, version=version, start=start, end=end)
    period = {"version": version.key, "from": plan.start, "until": plan.end}
    record("plan.made", about=plan, office=office, by=by, payload=period)
    if skeleton:
        generate(plan_id=plan.pk, by=by)
    return plan


def default_period(office: Office, version: MandateVersion) -> tuple[date, date]:
    """Return 24 months from the day, in the office's zone, that put the version in force."""
    began = version.in_force_at or version.frozen_at or clock.now()
    first = began.astimezone(ZoneInfo(office.time_zone)).date()
    return first, add_months(first, MONTHS) - timedelta(days=1)


@transaction.atomic
def publish(*, plan_id: int, by: Person) -> BusinessPlan:
    """Publish a draft; refused with the list while an item has no reason or a benefit has nobody."""
    plan = lock_plan(plan_id)
    standing = standing_of(by, plan.office)
    if standing.is_manager and plan.state == PlanState.PUBLISHED:
        return plan
    version = version_in_force(plan.office)
    items, benefits = list(living_items(plan)), benefits_of(version)
    gaps = gaps_of(items, works_of(items, traces_of(plan)), benefits)
    may_publish(standing, plan, version, gaps).require()
    plan.state, plan.published_at = PlanState.PUBLISHED, clock.now()
    plan.save(update_fields=["state", "published_at"])
    record("plan.published", about=plan, office=plan.office, by=by, payload={"items": len(items)})
    return plan


@transaction.atomic
def reopen(*, plan_id: int, by: Person) -> BusinessPlan:
    """Open a published plan again, so that it can be changed."""
    plan = lock_plan(plan_id)
    standing = standing_of(by, plan.office)
    if standing.is_manager and plan.state == PlanState.DRAFT:
        return plan
    may_reopen(standing, plan).require()
    plan.state, plan.published_at = PlanState.DRAFT, None
    plan.save(update_fields=["state", "published_at"])
    record("plan.reopened", about=plan, office=plan.office, by=by)
    return plan
