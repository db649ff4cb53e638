"""The plan of the demonstration, put in by the services that a manager uses."""

from datetime import date
from decimal import Decimal
from typing import Any

from businessplans.fields import ItemFields, MilestoneFields, RiskFields, Share
from businessplans.models import BusinessPlan, PlanItem
from businessplans.services.items import add_item, set_budget, set_dependencies, set_milestones, set_risks
from businessplans.services.plans import make_plan
from businessplans.services.traces import set_traces
from executives.models import Seat
from mandates.models import Line
from pmo.access.models import Office, Person


def load_plan(office: Office, data: dict[str, Any], by: Person) -> BusinessPlan:
    """Make the plan of an office from a file such as plan.json; its references become `source_ref`."""
    period = data["period"]
    plan = make_plan(office_id=office.pk, start=_day(period["start"]), end=_day(period["end"]), by=by)
    seats = dict(Seat.objects.filter(office=office).values_list("title", "pk"))
    lines = dict(Line.objects.filter(mandate__office=office, mandate__current=True).values_list("source_ref", "pk"))
    items: dict[str, PlanItem] = {}
    for row in data["items"]:
        items[row["id"]] = _add(plan, row, items, seats.get(row["owner_seat"]), by)
        _add_details(items[row["id"]], row, lines, by)
    for row in data["items"]:
        needed = [items[reference].pk for reference in row["depends_on"]]
        set_dependencies(item_id=items[row["id"]].pk, needed_ids=needed, by=by)
    return plan


def _add(
    plan: BusinessPlan, row: dict[str, Any], items: dict[str, PlanItem], owner_id: int | None, by: Person
) -> PlanItem:
    fields = ItemFields(
        level=row["level"],
        title=row["title"],
        parent_id=items[row["parent"]].pk if row["parent"] else None,
        owner_id=owner_id,
        start=_day(row["start"]),
        end=_day(row["end"]),
        value_area=(row.get("value_area") or "").replace(" ", "_"),
        source_ref=row["id"],
    )
    return add_item(plan_id=plan.pk, fields=fields, by=by)


def _add_details(item: PlanItem, row: dict[str, Any], lines: dict[str, int], by: Person) -> None:
    one_off, recurring = (Decimal(str(row["budget"][name])) for name in ("one_off", "recurring_per_year"))
    if one_off or recurring:
        set_budget(item_id=item.pk, one_off=one_off, recurring_per_year=recurring, by=by)
    milestones = [MilestoneFields(each["title"], _day(each["date"])) for each in row["milestones"]]
    set_milestones(item_id=item.pk, milestones=milestones, by=by)
    set_risks(item_id=item.pk, risks=[RiskFields(**each) for each in row["risks"]], by=by)
    shares = {lines[each["benefit"]]: Share(each["contribution_pct"]) for each in row["benefits"]}
    set_traces(item_id=item.pk, shares=shares, by=by)


def _day(text: str) -> date:
    return date.fromisoformat(text)
