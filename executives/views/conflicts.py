"""The doors of what cannot both be had."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.forms.conflicts import ConflictForm, ResolutionForm
from executives.rules.conflicts import may_note_conflicts, sees_conflicts
from executives.selectors.conflicts import conflict_numbered, conflicts_of, exported, open_conflicts, others_than
from executives.selectors.requirements import requirement_numbered
from executives.services import conflicts
from executives.views.asking import attempt, found
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.exports import Column, export, wanted

SIDE = [Column(_("key"), 10), Column(_("seat"), 30), Column(_("statement"), 60)]
COLUMNS = [
    *SIDE,
    *SIDE,
    Column(_("why both cannot be had"), 50),
    Column(_("state"), 12),
    Column(_("how it was resolved"), 50),
    Column(_("resolved on"), 18),
]


@office_page(sees_conflicts)
def index(request: OfficeRequest) -> HttpResponseBase:
    """List the conflicts, the open ones first."""
    office = request.standing.office
    listed = conflicts_of(office)
    if kind := wanted(request):
        return export(exported(listed), COLUMNS, name=gettext("conflicts"), kind=kind)
    screen = {
        "listed": listed,
        "open": open_conflicts(office).count(),
        "may_note": bool(may_note_conflicts(request.standing)),
    }
    return render(request, "executives/conflicts/list.html", screen)


@office_page(may_note_conflicts)
def new(request: OfficeRequest, number: int) -> HttpResponse:
    """Note that a requirement contradicts another one."""
    requirement = found(requirement_numbered(request.standing.office, number))
    form = ConflictForm(request.POST or None, others=others_than(requirement))
    if request.method == "POST" and form.is_valid():
        given = {"other_id": form.cleaned_data["other"], "note": form.cleaned_data["note"]}
        made = attempt(form, lambda: conflicts.note_conflict(requirement_id=requirement.pk, **given, by=request.user))
        if made:
            messages.success(request, gettext("The conflict is noted."))
            return redirect("executives:requirement", office=request.standing.office.slug, number=number)
    screen = {"form": form, "requirement": requirement}
    return render(request, "executives/conflicts/new.html", screen, status=400 if form.errors else 200)


@office_page(may_note_conflicts)
def resolve(request: OfficeRequest, number: int) -> HttpResponse:
    """Say how a conflict was resolved."""
    conflict = found(conflict_numbered(request.standing.office, number))
    form = ResolutionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["resolution"]
        done = attempt(
            form, lambda: conflicts.resolve_conflict(conflict_id=conflict.pk, resolution=said, by=request.user)
        )
        if done:
            return redirect("executives:conflicts", office=request.standing.office.slug)
    screen = {"form": form, "conflict": conflict}
    return render(request, "executives/conflicts/resolve.html", screen, status=400 if form.errors else 200)
