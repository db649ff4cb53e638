"""The first page of somebody who was asked in."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pmo.access.forms import WelcomeForm
from pmo.access.models import Person
from pmo.access.readers import language_of
from pmo.access.selectors import invitation_for
from pmo.access.services import settle_in
from pmo.access.verdicts import Ground, Refused


@login_required
def welcome(request: HttpRequest, number: int) -> HttpResponse:
    """Say who asked one in and what this is; one's name, zone and language to check; one button on."""
    person = cast("Person", request.user)
    invitation = invitation_for(person, number)
    if invitation is None:
        raise Http404
    now = {"name": person.name, "time_zone": person.time_zone, "language": language_of(person)}
    form = WelcomeForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            settle_in(invitation_id=number, by=person, **form.cleaned_data)
        except Refused as refusal:
            if refusal.verdict.ground != Ground.INPUT:
                raise
            form.add_error("name", str(refusal.verdict.reason))
        else:
            return redirect(f"/{invitation.office.slug}/")
    context = {"form": form, "invitation": invitation}
    return render(request, "access/welcome.html", context, status=400 if form.errors else 200)
