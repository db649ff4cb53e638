"""Taking the locks of a deed on a plan: the office first, then the plan, so that shares and numbers are safe."""

from businessplans.models import BusinessPlan, PlanItem
from pmo.access.services import lock_office


def lock_plan(plan_id: int) -> BusinessPlan:
    """Lock office and plan; returns the plan with its office and version loaded."""
    lock_office(BusinessPlan.objects.values_list("office_id", flat=True).get(pk=plan_id))
    plans = BusinessPlan.objects.select_for_update(of=("self",)).select_related("office", "version")
    return plans.get(pk=plan_id)


def lock_item(item_id: int) -> PlanItem:
    """Lock office, plan and item; returns the item with its plan loaded."""
    plan = lock_plan(PlanItem.objects.values_list("plan_id", flat=True).get(pk=item_id))
    found = PlanItem.objects.select_for_update().get(pk=item_id)
    found.plan = plan
    return found
