"""Forms for what belongs to one item: what it serves, its money, milestones, risks, and what it waits for."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from businessplans.forms import BudgetForm, MilestoneRows, NeedsForm, RiskRows, ShareRows, ShownForm
from businessplans.models import PlanItem
from businessplans.rules.items import may_work_on
from businessplans.rules.plans import may_plan
from businessplans.selectors.choices import may_be_needed, share_rows
from businessplans.selectors.plans import money_of
from businessplans.services import items as services
from businessplans.services.traces import set_traces
from businessplans.views.doors import STALE, WRONG, item_or_404, show_anew, to_item, tried
from pmo.access.doors import OfficeRequest, office_page


@office_page(may_plan)
def budget(request: OfficeRequest, number: int) -> HttpResponse:
    """Set the money of an action."""
    item = _open(request, number)
    money = money_of(item)
    initial = {"one_off": money.one_off, "recurring_per_year": money.recurring_per_year, "shown": str(item.revision)}
    form = BudgetForm(request.POST or None, initial=initial)
    if form.is_valid() and tried(form, lambda: services.set_budget(item_id=item.pk, **_given(request, form))):
        return to_item(request, item)
    return _answer(request, "businessplans/budget.html", item, form, {"now": money})


@office_page(may_plan)
def needs(request: OfficeRequest, number: int) -> HttpResponse:
    """Set what an item waits for."""
    item = _open(request, number)
    now = list(item.needs.select_related("needed"))
    initial = {"needed": [each.needed_id for each in now], "shown": str(item.revision)}
    form = NeedsForm(request.POST or None, others=may_be_needed(item), initial=initial)
    if form.is_valid() and tried(form, lambda: services.set_dependencies(item_id=item.pk, **_needs(request, form))):
        return to_item(request, item)
    return _answer(request, "businessplans/needs.html", item, form, {"now": [each.needed for each in now]})


def _needs(request: OfficeRequest, form: forms.BaseForm) -> dict[str, Any]:
    given = _given(request, form)
    return {"needed_ids": given.pop("needed"), **given}


@office_page(may_plan)
def milestones(request: OfficeRequest, number: int) -> HttpResponse:
    """Set the milestones of an item."""
    item = _open(request, number)
    now = list(item.milestones.all())
    rows = MilestoneRows(request.POST or None, initial=[{"title": each.title, "on": each.on} for each in now])

    def deed(given: list[Any], shown: Mapping[str, Any]) -> object:
        return services.set_milestones(item_id=item.pk, milestones=given, **shown)

    return _rows(request, item, rows, "milestones", deed, now)


@office_page(may_plan)
def risks(request: OfficeRequest, number: int) -> HttpResponse:
    """Set the risks of an item."""
    item = _open(request, number)
    now = list(item.risks.order_by("pk"))
    names = ("text", "likelihood", "impact", "response")
    rows = RiskRows(request.POST or None, initial=[{name: getattr(each, name) for name in names} for each in now])

    def deed(given: list[Any], shown: Mapping[str, Any]) -> object:
        return services.set_risks(item_id=item.pk, risks=given, **shown)

    return _rows(request, item, rows, "risks", deed, now)


def _rows(
    request: OfficeRequest,
    item: PlanItem,
    rows: Any,
    name: str,
    deed: Callable[[list[Any], Mapping[str, Any]], object],
    now: list[Any],
) -> HttpResponse:
    """Take rows and what the page had shown; rows without words are left out."""
    form = ShownForm(request.POST or None, initial={"shown": str(item.revision)})
    if rows.is_bound and form.is_valid() and rows.is_valid():
        given = [each for row in rows.forms if (each := row.given())]
        if tried(form, lambda: deed(given, _given(request, form))):
            return to_item(request, item)
    return _answer(request, f"businessplans/{name}.html", item, form, {"rows": rows, "now": now})


@office_page(may_plan)
def serves(request: OfficeRequest, number: int) -> HttpResponse:
    """Set which benefits an item serves, each by its share; this confirms the item against them."""
    item = _open(request, number)
    benefits, gone = share_rows(item)
    meant = "" if item.traces.exists() else request.GET.get("benefit", "")
    rows = ShareRows(request.POST or None, initial=[row.initial_for(meant) for row in benefits])
    form = ShownForm(request.POST or None, initial={"shown": str(item.revision)})
    if rows.is_bound and form.is_valid() and rows.is_valid():
        shares = dict(share for row in rows.forms if (share := row.as_share()))
        if tried(form, lambda: set_traces(item_id=item.pk, shares=shares, **_given(request, form))):
            return to_item(request, item)
    typed = sum(share[1].share for row in rows.forms if (share := row.as_share())) if rows.is_bound else None
    more = {"sum": typed, "rows": rows, "pairs": list(zip(benefits, rows.forms, strict=False)), "gone": gone}
    return _answer(request, "businessplans/serves.html", item, form, more)


def _open(request: OfficeRequest, number: int) -> PlanItem:
    item = item_or_404(request, number)
    may_work_on(request.standing, item).require()
    return item


def _given(request: OfficeRequest, form: forms.BaseForm) -> dict[str, Any]:
    """Return what the form gave, with who acts and which revision was shown."""
    given = dict(form.cleaned_data)
    shown = given.pop("shown")
    return {**given, "shown_revision": int(shown) if shown.isdecimal() else 0, "by": request.user}


def _answer(
    request: OfficeRequest, template: str, item: PlanItem, form: forms.BaseForm, more: dict[str, Any]
) -> HttpResponse:
    stale = show_anew(form, item)
    wrong = bool(form.errors) or (more.get("rows") is not None and more["rows"].is_bound)
    screen = {"form": form, "item": item, "stale": stale, **more}
    return render(request, template, screen, status=STALE if stale else WRONG if wrong else 200)
