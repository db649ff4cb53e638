"""The administrator's page of the review cadence: the next twelve days are shown before anything is saved."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandates.forms.reviews import CadenceForm
from mandates.rules.reviews import may_set_cadence
from mandates.selectors.review_pages import cadence_dates, cadence_given
from mandates.selectors.reviews import cadence_of, unclosed_reviews
from mandates.services.reviews import set_cadence
from mandates.views.refusals import kept
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.models import Office
from pmo.access.verdicts import Refused


@office_page(may_set_cadence)
def cadence(request: OfficeRequest) -> HttpResponse:
    """Show the cadence and its days; *Show the days* shows those of what was typed, *Save* keeps it."""
    office = request.standing.office
    form, status = CadenceForm(request.POST or request.GET or None, initial=cadence_given(office)), 200
    if request.method == "POST" and "preview" not in request.POST:
        status = 400
        if form.is_valid():
            try:
                set_cadence(office_id=office.pk, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                status = kept(form, refusal)
            else:
                messages.success(request, _("The cadence is saved. It counts from the next review on."))
                return redirect("mandates:cadence", office=office.slug)
    context = {"form": form, "dates": _days(office, form), "saved": cadence_of(office)}
    context["unclosed"] = unclosed_reviews(office)
    return render(request, "mandates/reviews/cadence.html", context, status=status)


def _days(office: Office, form: CadenceForm) -> list[date]:
    if form.is_bound and not form.is_valid():
        return []
    said = form.cleaned_data if form.is_bound else form.initial
    return cadence_dates(office, said["anchor"], said["months"])
