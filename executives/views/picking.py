"""The doors of what others say: looked through, and picked to be put in one's own words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from executives.forms.saying import PickFilter
from executives.models import Seat
from executives.selectors.prompts import catalogue_of, narrowed
from executives.selectors.saying import saying
from executives.services.saying import pick as keep_picked
from executives.views.asking import found
from executives.views.saying import device, speaking, to
from pmo.access.doors import OfficeRequest


@speaking
def catalogue(request: OfficeRequest, seat: Seat) -> HttpResponse:
    """Show what others say, narrowed."""
    at = found(saying(request.standing, seat))
    form = PickFilter(request.GET)
    offered = [entry for entry in catalogue_of(request.standing.office) if not entry.hidden]
    context = {"at": at, "filter": form, "entries": narrowed(offered, **form.narrowing)}
    return render(request, "executives/saying/catalogue.html", context)


@speaking
@require_POST
def pick(request: OfficeRequest, seat: Seat, name: str) -> HttpResponse:
    """Take the words of an entry into one's own, and go to where they are put right."""
    keep_picked(seat_id=seat.pk, name=name, device=device(request), by=request.user)
    messages.info(request, _("Now put it as you would say it: people will quote you."))
    return to("say", request, found(saying(request.standing, seat)))
