"""The page of who has signed, and the deeds of the manager and the sponsor on it."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandates.forms.sending import MoreTimeForm, RecallForm, SendingForm, SignaturePaperForm, WaivingForm
from mandates.round_listings import SIGNATURES, signature_rows
from mandates.rules.paper_signatures import sees_signature_paper
from mandates.selectors.paper_signatures import paper_bytes, paper_of, papers_seen
from mandates.selectors.signature_rows import SignatureRow
from mandates.selectors.signatures import SignaturesPage, signatures_page
from mandates.selectors.signatures_then import signatures_page_then
from mandates.selectors.versions import version_numbered
from mandates.services import paper_signatures, signoff
from mandates.then import Then
from mandates.views.answers import as_file, status_of
from mandates.views.looking_back import began, day_form, looks_back, on_the_day
from mandates.views.refusals import tried
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import is_manager


@office_page()
def signatures(request: OfficeRequest) -> HttpResponseBase:
    """Who has signed, who has not yet, and what is in the way; or (`?on=`) how that was."""
    if looks_back(request):
        return on_the_day(request, lambda then: _signatures_then(request, then))
    screen = signatures_page(request.standing)
    if file := as_file(request, signature_rows(screen), SIGNATURES, name="signatures"):
        return file
    return render(request, "mandates/sign/signatures.html", _signatures(request, screen))


@office_page()
def signatures_of(request: OfficeRequest, number: str) -> HttpResponseBase:
    """Who signed one version, and how, whatever has become of it since."""
    version = version_numbered(request.standing.office, number)
    if version is None:
        raise Http404
    screen = signatures_page(request.standing, version)
    if file := as_file(request, signature_rows(screen), SIGNATURES, name=f"signatures {number}"):
        return file
    now = {"day_url": reverse("mandates:signatures", kwargs={"office": request.standing.office.slug})}
    return render(request, "mandates/sign/signatures.html", _signatures(request, screen) | now)


def _signatures_then(request: OfficeRequest, then: Then) -> HttpResponseBase | None:
    screen = signatures_page_then(request.standing.office, then)
    if screen is None:
        return None
    file = as_file(request, signature_rows(screen), SIGNATURES, name=f"signatures on {then.day}")
    papers = papers_seen(request.standing, screen)
    context = {"screen": screen, "papers": papers, "then": then, "day_form": day_form(then)}
    return file or render(request, "mandates/sign/signatures_then.html", context)


def _signatures(
    request: OfficeRequest, screen: SignaturesPage, form: Form | None = None, more: Form | None = None
) -> dict[str, object]:
    return {
        "screen": screen,
        "papers": papers_seen(request.standing, screen),
        "form": form or SendingForm(),
        "more": more or MoreTimeForm(),
        "day_form": day_form(),
        "began": began(screen.version),
    }


@office_page(is_manager)
@require_POST
def send(request: OfficeRequest) -> HttpResponse:
    """Send the agreed version out for signature."""
    screen, form = signatures_page(request.standing), SendingForm(request.POST)
    version, status = screen.version, 400

    def deed() -> None:
        assert version is not None
        signoff.send_for_signature(version_id=version.pk, due=form.cleaned_data["due"], by=request.user)

    if version and form.is_valid() and not (status := tried(form, deed)):
        return _back(request)
    return render(request, "mandates/sign/signatures.html", _signatures(request, screen, form=form), status=status)


@office_page(is_manager)
@require_POST
def extend(request: OfficeRequest) -> HttpResponse:
    """Give everybody who has not signed more time."""
    screen, more = signatures_page(request.standing), MoreTimeForm(request.POST)
    version, status = screen.version, 400

    def deed() -> None:
        assert version is not None
        signoff.extend_signing(version_id=version.pk, due=more.cleaned_data["due"], by=request.user)

    if version and more.is_valid() and not (status := tried(more, deed)):
        return _back(request)
    return render(request, "mandates/sign/signatures.html", _signatures(request, screen, more=more), status=status)


@office_page(is_manager)
def recall(request: OfficeRequest) -> HttpResponse:
    """Ask for the reason, then call the version back."""
    screen, form = signatures_page(request.standing), RecallForm(request.POST or None)
    version = screen.version
    if version is None:
        raise Http404
    status = int(status_of(form))
    if request.method == "POST" and form.is_valid():
        deed = {"version_id": version.pk, "reason": form.cleaned_data["reason"], "by": request.user}
        if not (status := tried(form, lambda: signoff.recall(**deed))):
            messages.success(request, _("The version is called back. A draft copied from it is open."))
            return redirect("mandates:draft", office=request.standing.office.slug)
    return render(request, "mandates/sign/recall.html", {"screen": screen, "form": form}, status=status)


@office_page()
def waive(request: OfficeRequest, seat: int) -> HttpResponse:
    """Ask the sponsor for the reason, then let the version be signed without a seat that nobody holds."""
    screen, form = signatures_page(request.standing), WaivingForm(request.POST or None)
    row, status = _row(screen, seat), int(status_of(form))
    version = screen.version
    if version is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        deed = {"version_id": version.pk, "seat_id": seat, "reason": form.cleaned_data["reason"], "by": request.user}
        if not (status := tried(form, lambda: signoff.waive_seat(**deed))):
            return _back(request)
    return render(request, "mandates/sign/waive.html", {"screen": screen, "row": row, "form": form}, status=status)


@office_page(is_manager)
def paper(request: OfficeRequest, seat: int) -> HttpResponse:
    """Record a scan as the signature of a seat."""
    screen = signatures_page(request.standing)
    row, version = _row(screen, seat), screen.version
    if version is None:
        raise Http404
    form = SignaturePaperForm(request.POST or None, request.FILES or None, initial={"shown": version.digest})
    status = int(status_of(form))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        deed = {"version_id": version.pk, "seat_id": seat, "day": given["day"], "shown_digest": given["shown"]}
        file = {"name": given["file"].name, "data": given["file"].read()}
        if not (status := tried(form, lambda: paper_signatures.record_signature(**deed, **file, by=request.user))):
            return _back(request)
    return render(request, "mandates/sign/paper.html", {"screen": screen, "row": row, "form": form}, status=status)


@office_page()
def paper_file(request: OfficeRequest, number: int) -> HttpResponse:
    """Hand the scan of a signature out to keep: never shown in the page, never taken for anything but what it is."""
    found = paper_of(request.standing.office, number)
    if found is None:
        raise Http404
    sees_signature_paper(request.standing, found).require()
    answer = HttpResponse(paper_bytes(found), content_type=found.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _row(screen: SignaturesPage, seat: int) -> SignatureRow:
    row = next((row for row in screen.rows if row.seat.pk == seat), None)
    if row is None:
        raise Http404
    return row


def _back(request: OfficeRequest) -> HttpResponse:
    return redirect("mandates:signatures", office=request.standing.office.slug)
