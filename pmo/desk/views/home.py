"""The first page: to one's office, or a choice of several."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pmo.access.models import Person
from pmo.access.receivers import WELCOME
from pmo.desk.selectors.offices import places_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Go to the welcome of who has just come in, to the one office in which one has a part, or show them all."""
    if invitation := request.session.pop(WELCOME, None):
        return redirect("welcome", number=invitation)
    places = places_of(cast("Person", request.user))
    if len(places) == 1:
        return redirect("desk:today", office=places[0].office.slug)
    return render(request, "desk/offices.html", {"places": places})
