"""What the plan's pages have in common: finding plan and item, and trying a deed that a form asks for."""

from collections.abc import Callable
from typing import cast

from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from businessplans.models import BusinessPlan, PlanItem
from businessplans.selectors.items import item_numbered
from businessplans.selectors.plans import current_plan
from pmo.access.doors import OfficeRequest
from pmo.access.verdicts import Ground, Refused

STALE, WRONG = 409, 400


def plan_or_404(request: OfficeRequest) -> BusinessPlan:
    """Return the current plan of the office."""
    found = current_plan(request.standing.office)
    if found is None:
        raise Http404
    return found


def item_or_404(request: OfficeRequest, number: int) -> PlanItem:
    """Return a living item of the current plan."""
    found = item_numbered(current_plan(request.standing.office), number)
    if found is None:
        raise Http404
    return found


def tried(form: BaseForm, deed: Callable[[], object]) -> bool:
    """Do the deed; a refusal becomes a sentence of the form, so that what was typed is kept; a wrong role stays one."""
    try:
        deed()
    except Refused as refusal:
        if refusal.verdict.ground == Ground.ROLE:
            raise
        form.add_error(None, str(refusal.verdict.reason))
        return False
    return True


def show_anew(form: BaseForm, item: PlanItem) -> bool:
    """Let the next try stand on the item as it is now; says whether the page had shown an older one."""
    if not form.is_bound or form.data.get("shown") == str(item.revision):
        return False
    typed = cast("QueryDict", form.data).copy()
    typed["shown"] = str(item.revision)
    form.data = typed
    return True


def to_item(request: OfficeRequest, item: PlanItem) -> HttpResponse:
    """Go to the page of an item."""
    return redirect("businessplans:item", office=request.standing.office.slug, number=item.number)


def to_serves(request: OfficeRequest, item: PlanItem) -> HttpResponse:
    """Go on to say what a new item serves, beginning with the benefit that it was meant for."""
    meant = request.GET.get("benefit", "")
    query = f"?{urlencode({'benefit': meant})}" if meant else ""
    return redirect(reverse("businessplans:serves", args=[request.standing.office.slug, item.number]) + query)


def to_plan(request: OfficeRequest) -> HttpResponse:
    """Go to the plan."""
    return redirect("businessplans:plan", office=request.standing.office.slug)
