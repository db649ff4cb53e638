"""Pages of soundings for the whole office, and the manager's deeds on them."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mandates.forms.soundings import CancelForm, SoundingForm
from mandates.models import Sounding
from mandates.rules.soundings import may_run_soundings
from mandates.selectors.sounding_pages import SoundingPage, choosing, sounding_page, soundings_page
from mandates.selectors.soundings import sounding_numbered
from mandates.services import soundings
from mandates.sounding_listings import (
    BY_SEAT,
    SOUNDINGS,
    TURNOUT,
    heard_rows,
    item_columns,
    item_rows,
    seat_rows,
    sounding_rows,
)
from mandates.views.answers import as_file, status_of
from mandates.views.more_time import more_time
from mandates.views.refusals import kept
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused


def found(request: OfficeRequest, number: int) -> Sounding:
    """Return the sounding with this number, or answer that there is none."""
    if sounding := sounding_numbered(request.standing.office, number):
        return sounding
    raise Http404


@office_page()
def listing(request: OfficeRequest) -> HttpResponseBase:
    """All soundings of the mandate."""
    screen = soundings_page(request.standing)
    if file := as_file(request, sounding_rows(screen.rows), SOUNDINGS, name="soundings"):
        return file
    return render(request, "mandates/soundings/list.html", {"screen": screen})


@office_page(may_run_soundings)
def opening(request: OfficeRequest) -> HttpResponse:
    """What a sounding could ask, and the deed of opening it."""
    office = request.standing.office
    choice = choosing(office, request.POST.get("version") or request.GET.get("version"))
    if choice is None or not choice.statements:
        return redirect("mandates:soundings", office=office.slug)
    form = SoundingForm(request.POST or None, statements=choice.statements)
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            opened = soundings.open_sounding(
                version_id=choice.version.pk,
                keys=said["keys"],
                manner=form.manner(),
                deadline=said["deadline"],
                by=request.user,
            )
        except Refused as refusal:
            status = kept(form, refusal)
        else:
            return redirect("mandates:sounding", office=office.slug, number=opened.number)
    return render(request, "mandates/soundings/open.html", {"choice": choice, "form": form}, status=status)


@office_page()
def detail(request: OfficeRequest, number: int) -> HttpResponseBase:
    """One sounding: who has answered while it is open, what came out afterwards."""
    screen = sounding_page(found(request, number), request.standing)
    if file := _file(request, screen):
        return file
    page = "sounding" if screen.is_open and not screen.results else "results"
    return render(request, f"mandates/soundings/{page}.html", {"screen": screen})


def _file(request: OfficeRequest, screen: SoundingPage) -> HttpResponseBase | None:
    """Return what came out as a file, or by `?list=seats` who said what, by `?list=turnout` who has answered."""
    results, name = screen.results, f"sounding {screen.sounding.number}"
    wanted = request.GET.get("list")
    if results is None or wanted == "turnout":
        return as_file(request, heard_rows(screen.heard), TURNOUT, name=f"{name} turnout")
    if wanted == "seats" and results.seats is not None:
        return as_file(request, seat_rows(results), BY_SEAT, name=f"{name} answers")
    return as_file(request, item_rows(results), item_columns(results), name=name)


@office_page(may_run_soundings)
@require_POST
def close(request: OfficeRequest, number: int) -> HttpResponse:
    """Close the sounding and show what came out."""
    closed = soundings.close_sounding(sounding_id=found(request, number).pk, by=request.user)
    return redirect("mandates:sounding", office=request.standing.office.slug, number=closed.number)


@office_page(may_run_soundings)
def extend(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask for the later day, then move the deadline."""
    sounding = found(request, number)

    def deed(deadline: date) -> None:
        soundings.extend_sounding(sounding_id=sounding.pk, deadline=deadline, by=request.user)

    back = reverse("mandates:sounding", kwargs={"office": request.standing.office.slug, "number": number})
    return more_time(request, sounding, "mandates/soundings/extend.html", back=back, extend=deed)


@office_page(may_run_soundings)
def cancel(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask for the reason, then cancel the sounding."""
    sounding = found(request, number)
    form = CancelForm(request.POST or None)
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            soundings.cancel_sounding(sounding_id=sounding.pk, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            status = kept(form, refusal)
        else:
            return redirect("mandates:sounding", office=request.standing.office.slug, number=number)
    screen = sounding_page(sounding, request.standing)
    return render(request, "mandates/soundings/cancel.html", {"screen": screen, "form": form}, status=status)
