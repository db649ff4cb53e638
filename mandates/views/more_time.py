"""The page on which the deadline of a round or a sounding moves to a later day."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mandates.forms.rounds import ExtensionForm
from mandates.models import ConsensusRound, Sounding
from mandates.views.answers import status_of
from mandates.views.refusals import kept
from pmo.access.doors import OfficeRequest
from pmo.access.verdicts import Refused


def more_time(
    request: OfficeRequest,
    question: ConsensusRound | Sounding,
    template: str,
    *,
    back: str,
    extend: Callable[[date], object],
) -> HttpResponse:
    """Ask for the later day, then move the deadline; `back` is the page of what is asked."""
    form = ExtensionForm(request.POST or None)
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            extend(form.cleaned_data["deadline"])
        except Refused as refusal:
            status = kept(form, refusal)
        else:
            return redirect(back)
    return render(request, template, {"question": question, "form": form, "back": back}, status=status)
