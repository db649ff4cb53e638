"""The page on which the deadline of a round or a sounding moves to a later day."""

from collections.abc import Callable
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mandates.forms.rounds import ExtensionForm
from mandates.models import ConsensusRound, Sounding
from mandates.views.answers import status_of
from mandates.views.refusals import tried
from pmo.access.doors import OfficeRequest


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
    status = int(status_of(form))

    def deed() -> None:
        extend(form.cleaned_data["deadline"])

    if request.method == "POST" and form.is_valid() and not (status := tried(form, deed)):
        return redirect(back)
    return render(request, template, {"question": question, "form": form, "back": back}, status=status)
