"""The door of those who may object to a change that was called one of wording."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandates.forms.amending import ObjectionOnNoticeForm
from mandates.selectors.signatures import signatures_page
from mandates.selectors.wording import ObjectionPage, objection_page
from mandates.services.objecting import object_to_wording
from mandates.states import VersionState
from mandates.views.answers import done, status_of
from pmo.access.doors import OfficeRequest, office_page


@office_page()
def objection(request: OfficeRequest) -> HttpResponse:
    """Show what changes and until when one may object; take the objection with its reason."""
    screen = objection_page(request.standing)
    if screen is None and request.method == "POST":
        return _too_late(request)
    if screen is None:
        return redirect("mandates:mandate", office=request.standing.office.slug)
    seats = [(seat.pk, seat.title) for seat in screen.seats]
    initial = {"shown_digest": screen.version.digest, "seat": seats[0][0] if seats else None}
    form = ObjectionOnNoticeForm(request.POST or None, initial=initial, seats=seats)
    if request.method == "POST" and form.is_valid() and done(form, lambda: _object(request, screen, form)):
        return redirect("mandates:objection-on-notice", office=request.standing.office.slug)
    is_open = screen.version.state == VersionState.ON_NOTICE
    shown = {"screen": screen, "form": form, "is_open": is_open}
    return render(request, "mandates/sign/objection.html", shown, status=status_of(form))


def _too_late(request: OfficeRequest) -> HttpResponse:
    """Say that nothing is open to objections any more, and show what was written."""
    refusal = _("No change of wording is open to objections any more. Ask the PMO manager, or say it in a review.")
    words = [each for each in [request.POST.get("reason", "")] if each.strip()]
    told = {"title": _("Your objection was not taken"), "refusal": refusal, "words": words}
    screen = signatures_page(request.standing)
    return render(request, "mandates/sign/nothing.html", {"screen": screen, **told}, status=HTTPStatus.CONFLICT)


def _object(request: OfficeRequest, screen: ObjectionPage, form: ObjectionOnNoticeForm) -> None:
    typed = form.cleaned_data
    object_to_wording(
        version_id=screen.version.pk,
        seat_id=int(typed["seat"]),
        shown_digest=typed["shown_digest"],
        reason=typed["reason"],
        by=request.user,
    )
