"""One's own settings: name, clock, quiet hours, and the days on which one is away."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pmo.access.models import Person
from pmo.access.readers import language_of
from pmo.access.verdicts import Refused
from pmo.notices.forms.reach import AbsenceForm, OwnPreferencesForm
from pmo.notices.selectors.absences import absences_of
from pmo.notices.selectors.leaving import reminders_of
from pmo.notices.services.absences import add_absence, change_absence, remove_absence
from pmo.notices.services.preferences import set_preferences
from pmo.notices.views.refusals import kept
from pmo.ui.exports import Column, export, wanted

COLUMNS = [Column(gettext_lazy("First day away")), Column(gettext_lazy("Last day away"))]


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Let people change their own name, clock, quiet hours and the language of their mails."""
    person = cast("Person", request.user)
    form, status = OwnPreferencesForm(request.POST or None, initial=_chosen(person)), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                set_preferences(chosen=form.chosen(), by=person)
            except Refused as refusal:
                status = kept(form, refusal)
            else:
                messages.success(request, _("Your settings are saved."))
                return redirect("desk:preferences")
    context = {"form": form, "absences": absences_of(person), "reminders": reminders_of(person)}
    return render(request, "desk/preferences.html", context, status=status)


def _chosen(person: Person) -> dict[str, object]:
    names = ("name", "time_zone", "quiet_from", "quiet_until")
    return {name: getattr(person, name) for name in names} | {"language": language_of(person)}


@login_required
def absences(request: HttpRequest) -> HttpResponseBase:
    """List the days on which one is away, and take more."""
    person = cast("Person", request.user)
    found = absences_of(person)
    if kind := wanted(request):
        return export(((each.first, each.last) for each in found), COLUMNS, name=_("When I am away"), kind=kind)
    form, status = AbsenceForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                add_absence(by=person, **form.cleaned_data)
            except Refused as refusal:
                status = kept(form, refusal, "last")
            else:
                messages.success(request, _("Your reminders wait until you are back."))
                return redirect("desk:absences")
    return render(request, "desk/absences.html", {"form": form, "absences": found}, status=status)


@login_required
def absence(request: HttpRequest, number: int) -> HttpResponse:
    """Move one's own absence to other days."""
    person = cast("Person", request.user)
    found = get_object_or_404(absences_of(person), pk=number)
    form, status = AbsenceForm(request.POST or None, initial={"first": found.first, "last": found.last}), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                change_absence(absence_id=found.pk, by=person, **form.cleaned_data)
            except Refused as refusal:
                status = kept(form, refusal, "last")
            else:
                messages.success(request, _("Your absence is changed."))
                return redirect("desk:absences")
    return render(request, "desk/absence.html", {"form": form, "absence": found}, status=status)


@login_required
@require_POST
def back_again(request: HttpRequest, number: int) -> HttpResponse:
    """Take one's own absence away; a second click finds nothing and says the same."""
    remove_absence(absence_id=number, by=cast("Person", request.user))
    messages.success(request, _("The absence is removed. Your reminders come as usual."))
    return redirect("desk:absences")
