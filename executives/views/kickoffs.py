"""The doors of the kick-off."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.forms.kickoffs import KickOffForm, PlanForm
from executives.models import KickOff
from executives.rules.talks import may_keep_talks, sees_talks
from executives.selectors.kickoffs import KickOffScreen, exported, kick_off_screen, kick_offs_of, latest_kick_off
from executives.services import kickoffs
from executives.views.asking import attempt, attempt_on_shown, showing
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.exports import Column, export, wanted

COLUMNS = [
    Column(_("day"), 14),
    Column(_("seat"), 36),
    Column(_("name"), 26),
    Column(_("took part"), 22),
    Column(_("stand-in"), 26),
]


@office_page(sees_talks)
def show(request: OfficeRequest) -> HttpResponseBase:
    """Show the latest kick-off and who came; PMO managers keep it up to date."""
    kick_off = latest_kick_off(request.standing.office)
    if kick_off is None:
        return _to_be_planned(request)
    screen = kick_off_screen(kick_off)
    if kind := wanted(request):
        return export(exported(screen), COLUMNS, name=gettext("kick-off"), kind=kind)
    return _kept_up_to_date(request, kick_off, screen)


@office_page(may_keep_talks)
def new(request: OfficeRequest) -> HttpResponse:
    """Plan a kick-off, or another one."""
    return _to_be_planned(request)


def _to_be_planned(request: OfficeRequest) -> HttpResponse:
    may = bool(may_keep_talks(request.standing))
    if request.method == "POST":
        may_keep_talks(request.standing).require()
    form = PlanForm(request.POST or None)
    office = request.standing.office
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["day"]
        if attempt(form, lambda: kickoffs.plan_kick_off(office_id=office.pk, day=day, by=request.user)):
            return redirect("executives:kick_off", office=office.slug)
    screen = {"form": form, "may_keep": may}
    return render(request, "executives/talks/kick_off_new.html", screen, status=400 if form.errors else 200)


def _kept_up_to_date(request: OfficeRequest, kick_off: KickOff, screen: KickOffScreen) -> HttpResponse:
    begun = {"day": kick_off.day, "summary": kick_off.summary, "shown": screen.digest}
    form = KickOffForm(request.POST or None, rows=screen.rows, initial=begun)
    moved_on = False
    if request.method == "POST":
        may_keep_talks(request.standing).require()
    if request.method == "POST" and form.is_valid():
        given = {"day": form.cleaned_data["day"], "summary": form.cleaned_data["summary"], "marks": form.marks}
        shown, by = form.cleaned_data["shown"], request.user
        done, moved_on = attempt_on_shown(
            form, lambda: kickoffs.keep_kick_off(kick_off_id=kick_off.pk, **given, shown_digest=shown, by=by)
        )
        if done:
            messages.success(request, gettext("The kick-off is kept."))
            return redirect("executives:kick_off", office=request.standing.office.slug)
        if moved_on:
            showing(form, screen.digest)
    earlier = kick_offs_of(request.standing.office).exclude(pk=kick_off.pk)
    told = {"screen": screen, "form": form, "earlier": earlier, "may_keep": bool(may_keep_talks(request.standing))}
    status = HTTPStatus.CONFLICT if moved_on else HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "executives/talks/kick_off.html", told, status=status)
