"""The doors of assistants: an executive's own, and a seat's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from executives.forms.assistants import AssistantForm
from executives.models import Seat
from executives.rules.assistants import may_name_assistants
from executives.selectors.assistants import assistant_numbered, assistants_of
from executives.selectors.seats import seat_numbered, seats_numbered
from executives.services import assistants
from executives.views.asking import found
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.middleware import STATUS
from pmo.access.verdicts import Ground, Refused


@office_page()
def mine(request: OfficeRequest) -> HttpResponse:
    """Lead an executive to the assistants of the seat that they hold; of several, to a choice."""
    office, held = request.standing.office, seats_numbered(request.standing.office, request.standing.seat_ids)
    if len(held) == 1:
        return redirect("executives:assistants", office=office.slug, number=held[0].pk)
    return render(request, "executives/my_assistants.html", {"seats": held})


@office_page()
def index(request: OfficeRequest, number: int) -> HttpResponse:
    """Show a seat's assistants, and name one."""
    seat = _seat(request, number)
    form, status = AssistantForm(request.POST or None), 200
    if request.method == "POST" and not (status := _named(request, form, seat)):
        return redirect("executives:assistants", office=seat.office.slug, number=seat.pk)
    context = {"seat": seat, "assistants": assistants_of(seat), "form": form}
    context["is_own"] = seat.pk in request.standing.seat_ids
    return render(request, "executives/assistants.html", context, status=status)


def _named(request: OfficeRequest, form: AssistantForm, seat: Seat) -> int:
    """Name the assistant; return 0, or the status of what is to be put right, which the form then says."""
    if not form.is_valid():
        return 400
    try:
        named = assistants.name_assistant(seat_id=seat.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        if refusal.verdict.ground == Ground.ROLE:
            raise
        form.add_error(None, str(refusal.verdict.reason))
        return STATUS[refusal.verdict.ground]
    said = {"name": form.cleaned_data["name"], "seat": named.seat.title}
    messages.success(request, gettext("%(name)s now sees what waits for %(seat)s, and by when.") % said)
    return 0


@office_page()
def end(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask, then end an assistant's part."""
    assistant = found(assistant_numbered(request.standing.office, number))
    seat = _seat(request, assistant.seat_id)
    back = reverse("executives:assistants", kwargs={"office": seat.office.slug, "number": seat.pk})
    if request.method == "POST":
        assistants.end_assistant(assistant_id=assistant.pk, by=request.user)
        return redirect(back)
    said = {"name": assistant.person.name, "seat": seat.title}
    context = {
        "title": gettext("Is %(name)s no longer to assist?") % said,
        "sentence": gettext("%(name)s will no longer see what waits for %(seat)s.") % said,
        "label": gettext("End this part"),
        "cancel_url": back,
    }
    return render(request, "confirm.html", context)


def _seat(request: OfficeRequest, number: int) -> Seat:
    seat = found(seat_numbered(request.standing.office, number))
    may_name_assistants(request.standing, seat).require()
    return seat
