"""Stage *planned*: the business plan worked out and published."""

from datetime import UTC, date, datetime

from businessplans.services import plans
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material
from pmo.desk.demonstration.plan import load_plan

MADE = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)


def make_plan(office: Office) -> None:
    """Make the plan from the mandate in force, fill it from its file and publish it."""
    set_time(MADE)
    manager, told = cast.person(cast.MANAGER), material.tree("plan.json")
    start, end = (date.fromisoformat(told["period"][name]) for name in ("start", "end"))
    plan = plans.make_plan(office_id=office.pk, start=start, end=end, by=manager)
    load_plan(office, told, by=manager)
    plans.publish(plan_id=plan.pk, by=manager)
