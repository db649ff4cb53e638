"""The distribution list; and, for anybody with a link of ours, one version of the mandate to read."""

from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mandates.copy_listings import READERS, reader_rows
from mandates.forms.copies import ReaderForm
from mandates.models import Reader
from mandates.rules.copies import may_keep_readers, may_read, sees_readers
from mandates.selectors.copies import copy_page, find_copy, readers_of, readers_page
from mandates.services import copies
from mandates.views.answers import as_file, done, status_of
from pmo import clock
from pmo.access.doors import OfficeRequest, office_page

ON_A_PAGE = 50


@never_cache
@require_safe
def reading_copy(request: HttpRequest, token: str) -> HttpResponse:
    """Show one version by its office's clock; for every link that does not open, one and the same page."""
    copy = find_copy(token)
    verdict = may_read(copy, clock.now())
    if copy is None or not verdict:
        nothing = render(
            request, "mandates/copies/none.html", {"sentence": verdict.reason}, status=HTTPStatus.NOT_FOUND
        )
        return _unlisted(nothing)
    if request.method == "GET":
        copies.note_fetched(copy)
    with timezone.override(ZoneInfo(copy.version.mandate.office.time_zone)):
        return _unlisted(render(request, "mandates/copies/copy.html", {"screen": copy_page(copy), "bare": True}))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@office_page(sees_readers)
def readers(request: OfficeRequest) -> HttpResponseBase:
    """List who gets a copy of each version in force; managers add somebody."""
    form = ReaderForm(request.POST or None)
    if request.method == "POST":
        may_keep_readers(request.standing).require()
        if form.is_valid() and done(form, lambda: _added(request, form)):
            messages.success(request, _("%(name)s is on the list.") % {"name": form.cleaned_data["name"]})
            return redirect("mandates:readers", office=request.standing.office.slug)
    screen = readers_page(request.standing)
    if file := as_file(request, reader_rows(screen), READERS, name="readers"):
        return file
    listed = Paginator(screen.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"screen": screen, "listed": listed, "form": form}
    return render(request, "mandates/copies/readers.html", context, status=status_of(form))


def _added(request: OfficeRequest, form: ReaderForm) -> Reader:
    return copies.add_reader(office_id=request.standing.office.pk, by=request.user, **form.cleaned_data)


@office_page(may_keep_readers)
@require_POST
def send(request: OfficeRequest, reader: int) -> HttpResponse:
    """Send somebody on the list the version in force."""
    found = _found(request, reader)
    copies.send_copy(reader_id=found.pk, by=request.user)
    messages.success(request, _("The copy is on its way to %(name)s.") % {"name": found.name})
    return redirect("mandates:readers", office=request.standing.office.slug)


@office_page(may_keep_readers)
def end(request: OfficeRequest, reader: int) -> HttpResponse:
    """Ask first, then take somebody off the list."""
    found = _found(request, reader)
    if request.method != "POST":
        return render(request, "confirm.html", _asked(request, found))
    copies.end_reader(reader_id=found.pk, by=request.user)
    said = _("%(name)s is off the list, and their links open nothing any more.")
    messages.success(request, said % {"name": found.name})
    return redirect("mandates:readers", office=request.standing.office.slug)


def _asked(request: OfficeRequest, reader: Reader) -> dict[str, object]:
    return {
        "title": _("Take %(name)s off the list?") % {"name": reader.name},
        "sentence": _("They get no copy of the next version, and the links that they have open nothing any more."),
        "label": _("Take off the list"),
        "cancel_url": reverse("mandates:readers", kwargs={"office": request.standing.office.slug}),
    }


def _found(request: OfficeRequest, number: int) -> Reader:
    if reader := readers_of(request.standing.office).filter(pk=number).first():
        return reader
    raise Http404
