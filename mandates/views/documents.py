"""Doors to the mandate as a document: in force, every version, and why a statement is in it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render

from mandates.listings import BENEFITS, STATEMENTS, VERSIONS, benefit_rows, statement_rows, version_rows
from mandates.models import MandateVersion
from mandates.rules.drafting import sees_version, states_seen
from mandates.selectors.documents import Document, document_of
from mandates.selectors.looking_back import versions_listed_then
from mandates.selectors.signing_then import as_they_were
from mandates.selectors.standing import standing_page
from mandates.selectors.versions import (
    in_force_and_on_notice,
    numbered_and_in_force,
    open_version,
    version_in_force,
    version_numbered,
    versions_listed,
)
from mandates.selectors.why import why_of
from mandates.states import VersionState
from mandates.then import Then
from mandates.views.answers import as_file
from mandates.views.looking_back import as_fixed, as_it_stood, began, day_form, looks_back, on_the_day
from pmo.access.doors import OfficeRequest, office_page

VERSIONS_A_PAGE = 50


@office_page()
def mandate(request: OfficeRequest) -> HttpResponseBase:
    """Show the version in force, or (`?on=`) the one that was; before there is one, what comes next for this reader."""
    if looks_back(request):
        return as_it_stood(request, lambda version, then: document(request, version, then))
    found, on_notice = in_force_and_on_notice(request.standing.office)
    if found:
        return document(request, found, on_notice=on_notice)
    return render(request, "mandates/document/nothing.html", {"stands": standing_page(request.standing)})


@office_page()
def version(request: OfficeRequest, number: str) -> HttpResponseBase:
    """Show a frozen version, as it stands (one of the past says which holds now) or (`?on=`) as it stood."""
    shown, in_force = numbered_and_in_force(request.standing.office, number)
    found = _readable(request, shown)
    if looks_back(request):
        return as_fixed(request, found, lambda was, then: document(request, was, then))
    return document(request, found, in_force=in_force)


def document(
    request: OfficeRequest, shown: MandateVersion, then: Then | None = None, **beside: MandateVersion | None
) -> HttpResponseBase:
    """Show a version as a document, or its statements or benefits as a file."""
    found = document_of(shown, then)
    if file := document_file(request, found):
        return file
    now = beside.get("in_force") if shown.state == VersionState.SUPERSEDED else None
    context = {"document": found, "in_force": now, "then": then, "day_form": day_form(then)}
    context["on_notice"] = beside.get("on_notice")
    return render(request, "mandates/document/document.html", context | {"began": None if then else began(shown)})


def document_file(request: OfficeRequest, found: Document) -> HttpResponseBase | None:
    """Return the statements as a file, or (`?list=benefits`) the benefits with their profiles."""
    key = f"{found.version.key} on {found.then.day}" if found.then else found.version.key
    if request.GET.get("list") == "benefits":
        return as_file(request, benefit_rows(found), BENEFITS, name=f"benefits {key}")
    return as_file(request, statement_rows(found), STATEMENTS, name=f"mandate {key}")


@office_page()
def versions(request: OfficeRequest) -> HttpResponseBase:
    """List the versions that this reader may read, as they stand or (`?on=`) as they stood."""
    if looks_back(request):
        return on_the_day(request, lambda then: _versions_then(request, then))
    found = versions_listed(request.standing.office).filter(state__in=states_seen(request.standing))
    if file := as_file(request, version_rows(found), VERSIONS, name="versions"):
        return file
    page = Paginator(found, VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "mandates/document/versions.html", {"versions": page, "day_form": day_form()})


def _versions_then(request: OfficeRequest, then: Then) -> HttpResponseBase:
    found = versions_listed_then(request.standing.office, states_seen(request.standing), then)
    if file := as_file(request, version_rows(as_they_were(found, then)), VERSIONS, name=f"versions on {then.day}"):
        return file
    page = Paginator(found, VERSIONS_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = as_they_were(page, then)
    context = {"versions": page, "then": then, "day_form": day_form(then)}
    return render(request, "mandates/document/versions.html", context)


@office_page()
def stands(request: OfficeRequest, key: str) -> HttpResponseBase:
    """Say why a statement is in the mandate as it stands, or (`?on=`) as it stood."""
    if looks_back(request):
        return as_it_stood(request, lambda version, then: _why(request, version, key, then))
    return _why(request, _readable(request, version_in_force(request.standing.office)), key)


@office_page()
def why(request: OfficeRequest, number: str, key: str) -> HttpResponseBase:
    """Say why a statement is in a version: up to the executives' own words; or (`?on=`) up to those of then."""
    found = _readable(request, version_numbered(request.standing.office, number))
    if looks_back(request):
        return as_fixed(request, found, lambda was, then: _why(request, was, key, then))
    return _why(request, found, key)


@office_page()
def draft_why(request: OfficeRequest, key: str) -> HttpResponse:
    """Say why a statement is in the draft."""
    return _why(request, _readable(request, open_version(request.standing.office)), key)


def _why(request: OfficeRequest, shown: MandateVersion, key: str, then: Then | None = None) -> HttpResponse:
    found = why_of(shown, key, then)
    if found is None:
        raise Http404
    return render(request, "mandates/document/why.html", {"why": found, "then": then})


def _readable(request: OfficeRequest, found: MandateVersion | None) -> MandateVersion:
    if found is None:
        raise Http404
    sees_version(request.standing, found).require()
    return found
