"""Pages as they stood at the end of a day (`?on=2026-03-01`): how one asks for it, and what is wrong with it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render

from mandates.forms.looking_back import LookingBackForm
from mandates.models import MandateVersion
from mandates.rules.looking_back import may_look_at
from mandates.selectors.looking_back import first_in_force_at, fixed_then, version_then
from mandates.then import Then
from pmo import clock
from pmo.access.doors import OfficeRequest

Shown = Callable[[MandateVersion, Then], HttpResponseBase]
ShownThen = Callable[[Then], HttpResponseBase | None]


def looks_back(request: OfficeRequest) -> bool:
    """Whether the address asks for a day."""
    return "on" in request.GET


def as_it_stood(request: OfficeRequest, show: Shown) -> HttpResponseBase:
    """Show what was in force at the end of the day that is asked for; without one, say why and keep the day."""

    def shown(then: Then) -> HttpResponseBase | None:
        version = version_then(request.standing.office, then)
        return show(version, then) if version else None

    return on_the_day(request, shown)


def as_fixed(request: OfficeRequest, version: MandateVersion, show: Shown) -> HttpResponseBase:
    """Show a version as it was at the end of the day that is asked for; say so where it was not fixed yet."""

    def shown(then: Then) -> HttpResponseBase | None:
        was = fixed_then(version, then)
        return show(was, then) if was else None

    return on_the_day(request, shown)


def on_the_day(request: OfficeRequest, show: ShownThen) -> HttpResponseBase:
    """Show a page as it was at the end of the day that is asked for; where there was nothing, say so, and keep it."""
    office, form = request.standing.office, LookingBackForm(request.GET)
    if form.is_valid():
        verdict = may_look_at(form.cleaned_data["on"], clock.today(office.time_zone))
        if not verdict:
            form.add_error("on", str(verdict.reason))
    if form.errors:
        context: dict[str, Any] = {"day_form": form, "then": None, "first": None}
        return render(request, "mandates/document/not_then.html", context, status=HTTPStatus.BAD_REQUEST)
    then = Then.at_the_end_of(form.cleaned_data["on"], office.time_zone)
    if answer := show(then):
        return answer
    context = {"day_form": form, "then": then, "first": first_in_force_at(office)}
    return render(request, "mandates/document/not_then.html", context)


def day_form(then: Then | None = None) -> LookingBackForm:
    """Return the question for a day, with the one that is looked back to."""
    return LookingBackForm(initial={"on": then.day if then else None})


def began(version: MandateVersion | None) -> Then | None:
    """Return the day on which a version came into force: one that can be looked back to; None before."""
    if version is None or version.in_force_at is None:
        return None
    return Then.on_the_day_of(version.in_force_at, version.mandate.office.time_zone)
