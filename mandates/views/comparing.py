"""Doors to two versions side by side, and to what changed since one last signed."""

from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from mandates.comparing_listings import COMPARED, compared_rows
from mandates.forms.comparing import CompareForm
from mandates.models import MandateVersion
from mandates.rules.drafting import sees_version, states_seen
from mandates.selectors import comparisons
from mandates.selectors.since import since_page
from mandates.selectors.since_then import since_page_then
from mandates.selectors.versions import (
    open_version,
    version_before,
    version_in_force,
    version_numbered,
    versions_to_compare,
)
from mandates.then import Then
from mandates.views.answers import as_file
from mandates.views.looking_back import as_it_stood, day_form, looks_back, on_the_day
from pmo.access.doors import OfficeRequest, office_page

DRAFT = "draft"


@office_page()
def choose(request: OfficeRequest) -> HttpResponseBase:
    """Ask which two versions shall stand side by side; `?new=2.0` alone means: beside what was in force before."""
    office, new = request.standing.office, request.GET.get("new", "")
    if looks_back(request):
        return as_it_stood(request, lambda version, then: _beside_now(request, version, then))
    if new and "old" not in request.GET and (before := version_before(_side(request, new))):
        return redirect("mandates:compared", office=office.slug, old=before.key, new=new)
    versions = versions_to_compare(office, states_seen(request.standing))
    newest = [value for value, __ in versions]
    initial = {"old": newest[1], "new": newest[0]} if len(newest) > 1 else {}
    asked = request.GET if "old" in request.GET or "new" in request.GET else None
    form = CompareForm(asked, versions=versions, initial=initial)
    if form.is_bound and form.is_valid():
        return redirect("mandates:compared", office=office.slug, **form.cleaned_data)
    status = HTTPStatus.BAD_REQUEST if form.is_bound else HTTPStatus.OK
    return render(request, "mandates/compare/choose.html", {"form": form, "versions": versions}, status=status)


@office_page()
def compared(request: OfficeRequest, old: str, new: str) -> HttpResponseBase:
    """Show all that differs between two versions; a day that is looked back to (`?on=`) is carried on."""
    if looks_back(request):
        return on_the_day(request, lambda then: _compared(request, old, new, then))
    return _compared(request, old, new)


def _compared(request: OfficeRequest, old: str, new: str, then: Then | None = None) -> HttpResponseBase:
    before, after = _side(request, old), _side(request, new)
    if [before.key, after.key] != [old, new]:  # the draft has got its number
        return redirect("mandates:compared", office=request.standing.office.slug, old=before.key, new=after.key)
    found = comparisons.compared(before, after)
    name = f"{before.key} compared with {after.key}"
    file = as_file(request, compared_rows(found), COMPARED, name=name)
    return file or render(request, "mandates/compare/compared.html", {"compared": found, "then": then})


@office_page()
def since(request: OfficeRequest) -> HttpResponseBase:
    """Show what changed since this person last signed, a seat at a time; or (`?on=`) what had changed by then."""
    if looks_back(request):
        return on_the_day(request, lambda then: _since_then(request, then))
    context = {"since": since_page(request.standing), "day_form": day_form()}
    return render(request, "mandates/compare/since.html", context)


def _since_then(request: OfficeRequest, then: Then) -> HttpResponse:
    context = {"since": since_page_then(request.standing, then), "then": then, "day_form": day_form(then)}
    return render(request, "mandates/compare/since.html", context)


def _beside_now(request: OfficeRequest, stood: MandateVersion, then: Then) -> HttpResponse:
    """Put what stood on a day beside what is in force, and keep the day for the way back."""
    office = request.standing.office
    now = version_in_force(office) or stood
    to = reverse("mandates:compared", kwargs={"office": office.slug, "old": stood.key, "new": now.key})
    return redirect(f"{to}?{then.query}")


def _side(request: OfficeRequest, name: str) -> MandateVersion:
    office = request.standing.office
    found = open_version(office) if name == DRAFT else version_numbered(office, name)
    if found is None:
        raise Http404
    sees_version(request.standing, found).require()
    return found
