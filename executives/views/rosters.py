"""The doors of files: choose one, look at its rows, take them in."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.forms.rosters import RosterForm, TakeInForm
from executives.models import RosterFile
from executives.rules.rosters import may_import
from executives.selectors.rosters import (
    RosterScreen,
    applied_screen,
    refused_rows,
    roster_numbered,
    roster_screen,
    rosters_of,
)
from executives.services import rosters
from executives.views.asking import attempt, attempt_on_shown, found
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import sees_working_pages
from pmo.ui.exports import Column, export, wanted

ON_A_PAGE = 100
FILES = [Column(_("File"), 40), Column(_("By"), 30), Column(_("Looked at")), Column(_("Taken in"))]


@office_page(sees_working_pages)
def index(request: OfficeRequest) -> HttpResponseBase:
    """Choose a file; those taken in before stand below."""
    office, form = request.standing.office, RosterForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        may_import(request.standing).require()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kept = attempt(
            form,
            lambda: rosters.keep_roster(office_id=office.pk, name=file.name, data=file.read(), by=request.user),
        )
        if kept:
            return redirect("executives:roster", office=office.slug, number=kept.pk)
    if kind := wanted(request):
        rows = ((each.name, each.by.name, each.at, each.applied_at) for each in rosters_of(office))
        return export(rows, FILES, name=gettext("files"), kind=kind)
    screen = {"form": form, "files": rosters_of(office)[:20], "may_import": bool(may_import(request.standing))}
    return render(request, "executives/rosters/choose.html", screen, status=400 if form.errors else 200)


@office_page(sees_working_pages)
def show(request: OfficeRequest, number: int) -> HttpResponse:
    """Show what each row would do, and take the file in; once taken in, show what was done."""
    roster = found(roster_numbered(request.standing.office, number))
    form = TakeInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shown = form.cleaned_data["shown"]
        done, _moved_on = attempt_on_shown(
            form, lambda: rosters.apply_roster(roster_id=roster.pk, shown_digest=shown, by=request.user)
        )
        if done:
            return redirect("executives:roster", office=request.standing.office.slug, number=roster.pk)
    if roster.applied_at:
        return render(request, "executives/rosters/done.html", {"screen": applied_screen(roster)})
    return _preview(request, roster, form)


def _preview(request: OfficeRequest, roster: RosterFile, form: TakeInForm) -> HttpResponse:
    screen: RosterScreen = roster_screen(roster)
    every = "all" in request.GET or not screen.telling
    rows = Paginator(screen.rows if every else screen.telling, ON_A_PAGE).get_page(request.GET.get("page"))
    told = {
        "screen": screen,
        "rows": rows,
        "every": every,
        "form": form,
        "may_import": bool(may_import(request.standing)),
    }
    return render(
        request, "executives/rosters/preview.html", told, status=HTTPStatus.CONFLICT if form.errors else HTTPStatus.OK
    )


@office_page(sees_working_pages)
def refused(request: OfficeRequest, number: int, sheet: int, kind: str) -> HttpResponseBase:
    """Give the rows left out of a sheet back, in the layout of the file, with the reason."""
    roster = found(roster_numbered(request.standing.office, number))
    if kind not in ("csv", "xlsx"):
        raise Http404
    lists = refused_rows(roster)
    if sheet >= len(lists):
        raise Http404
    found_list = lists[sheet]
    columns = [*(Column(label, 28) for label in found_list.labels), Column(_("What was wrong"), 70)]
    name = gettext("%(sheet)s left out") % {"sheet": found_list.sheet}
    return export(found_list.rows, columns, name=name, kind=kind)  # type: ignore[arg-type]
