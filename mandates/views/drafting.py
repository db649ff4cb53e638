"""Doors to the draft as a whole: its document with what is missing, its header, where requirements landed."""

from http import HTTPStatus

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from executives.models import Requirement
from executives.selectors.requirements import requirement_numbered
from mandates.differences import header_differences
from mandates.forms.drafting import HeaderForm, LeaveOutForm, OpenDraftForm, RequirementFilter
from mandates.listings import LANDING, landing_list
from mandates.models import MandateVersion
from mandates.profiles import header_of
from mandates.rules.drafting import may_change, may_draft, sees_version
from mandates.selectors.digests import digest_now
from mandates.selectors.drafting import draft_screen
from mandates.selectors.drafts import open_round_number
from mandates.selectors.landings import landings_for
from mandates.selectors.requirements import PLACES, landing_rows
from mandates.selectors.standing import standing_page
from mandates.selectors.versions import open_version, open_version_with_origin, version_in_force
from mandates.services import drafting
from mandates.stale import StaleHeader
from mandates.views.answers import as_file, done, show_again, status_of
from mandates.views.documents import document_file
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import sees_working_pages
from pmo.ui.figures import fingerprint


def draft_to_change(request: OfficeRequest) -> MandateVersion:
    """Return the open version for a page that changes it; none is not found, and not now is refused with the reason."""
    version = open_version(request.standing.office)
    if version is None:
        raise Http404
    may_change(request.standing, version, open_round_number(version)).require()
    return version


@office_page()
def draft(request: OfficeRequest) -> HttpResponseBase:
    """Show the draft as a document, to the manager with what is missing and the deeds."""
    version = open_version_with_origin(request.standing.office)
    if version is None:
        sees_working_pages(request.standing).require()
        return render(request, "mandates/document/nothing.html", {"stands": standing_page(request.standing)})
    sees_version(request.standing, version).require()
    if version.is_frozen:
        return redirect("mandates:version", office=request.standing.office.slug, number=version.key)
    screen = draft_screen(request.standing, version)
    if file := document_file(request, screen.document):
        return file
    digest = digest_now(screen.document)
    about = {"digest": digest, "stamped": fingerprint(digest)}
    context = {"screen": screen, "document": screen.document, **about}
    return render(request, "mandates/draft/draft.html", context)


@office_page(may_draft)
def open_draft(request: OfficeRequest) -> HttpResponse:
    """Open the first draft, or the next one with the reason why the mandate changes."""
    office = request.standing.office
    origin = version_in_force(office)
    form = OpenDraftForm(request.POST or None)
    if request.method == "POST" and (origin is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if origin else ""
        drafting.open_draft(office_id=office.pk, reason=reason, by=request.user)
        return redirect("mandates:draft", office=office.slug)
    return render(request, "mandates/draft/open.html", {"form": form, "origin": origin}, status=status_of(form))


@office_page(may_draft)
def header(request: OfficeRequest) -> HttpResponse:
    """Change the header of the draft."""
    version = draft_to_change(request)
    initial = {**vars(header_of(version)), "shown": version.revision}
    form = HeaderForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed, shown = form.header(), form.cleaned_data["shown"]
        try:
            if done(
                form,
                lambda: drafting.change_header(
                    version_id=version.pk, header=typed, shown_revision=shown, by=request.user
                ),
            ):
                return redirect("mandates:draft", office=request.standing.office.slug)
        except StaleHeader as stale:
            show_again(form, stale.current.revision)
            told = {"stale": stale, "differences": header_differences(stale.current, typed), "form": form}
            return render(request, "mandates/draft/header.html", told, status=HTTPStatus.CONFLICT)
    return render(request, "mandates/draft/header.html", {"form": form}, status=status_of(form))


@office_page(sees_working_pages)
def landing(request: OfficeRequest) -> HttpResponseBase:
    """List all requirements with where each landed or why not: what waits first."""
    office = request.standing.office
    version = open_version(office) or version_in_force(office)
    narrowing = RequirementFilter(request.GET, seats=office.seats.all(), places=PLACES)
    rows = landing_rows(office, version, **narrowing.narrowing())
    if file := as_file(request, landing_list(rows), LANDING, name="landing"):
        return file
    may = bool(version and may_change(request.standing, version, open_round_number(version)))
    waiting = sum(row.is_open for row in rows)
    shown = {"rows": rows, "version": version, "form": narrowing, "may_leave_out": may, "waiting": waiting}
    return render(request, "mandates/draft/landing.html", shown)


@office_page(may_draft)
def leave_out(request: OfficeRequest, requirement: int) -> HttpResponse:
    """Record why a requirement is not in the draft."""
    office, version = request.standing.office, draft_to_change(request)
    found = _requirement(request, requirement)
    now = landings_for(office, [found.pk], version=version)[found.pk]
    form = LeaveOutForm(request.POST or None, initial={"code": now.code, "reason": now.reason})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(
            form,
            lambda: drafting.leave_out(
                version_id=version.pk, requirement_id=found.pk, by=request.user, **form.cleaned_data
            ),
        )
    ):
        return redirect(reverse("mandates:landing", kwargs={"office": office.slug}) + f"#{found.key}")
    shown = {"form": form, "requirement": found, "landing": now}
    return render(request, "mandates/draft/leave_out.html", shown, status=status_of(form))


def _requirement(request: OfficeRequest, number: int) -> Requirement:
    found = requirement_numbered(request.standing.office, number)
    if found is None:
        raise Http404
    return found
