"""Doors to a draft before it leaves: what it lacks, its class and who signs it, the raising of the class; what if."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mandates.forms.amending import RaisingForm, WhatIfForm
from mandates.forms.sending import SendingAmendmentForm
from mandates.rules.drafting import may_change
from mandates.selectors.amending import Amendment, amendment_of
from mandates.selectors.checks import check_of
from mandates.selectors.drafts import open_round_number
from mandates.selectors.versions import open_version
from mandates.selectors.what_if import ground_of, what_if
from mandates.services import amending
from mandates.views.answers import done, show_again, status_of
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import is_manager, sees_working_pages


@office_page(sees_working_pages)
def check(request: OfficeRequest) -> HttpResponse:
    """Show what keeps the draft from a round and from being signed, and what it should mind."""
    office = request.standing.office
    version = open_version(office)
    if version is None or version.is_frozen:
        return redirect("mandates:draft", office=office.slug)
    may = may_change(request.standing, version, open_round_number(version))
    return render(request, "mandates/draft/check.html", {"screen": check_of(version), "may": may})


@office_page(sees_working_pages)
def amendment(request: OfficeRequest) -> HttpResponse:
    """Show what a draft changes, the class that this makes and who signs it; the manager may raise the class."""
    office = request.standing.office
    version = open_version(office)
    if version is None or version.is_frozen:
        return redirect("mandates:draft", office=office.slug)
    screen = amendment_of(version)
    form = RaisingForm(request.POST or None, heavier=screen.heavier)

    def raise_it() -> None:
        amending.raise_class(version_id=version.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and done(form, raise_it):
        return redirect("mandates:amendment", office=office.slug)
    sending = SendingAmendmentForm(initial={"shown": screen.digest})
    return _amendment(request, screen, form, sending, status_of(form))


def _amendment(
    request: OfficeRequest, screen: Amendment, form: RaisingForm, sending: SendingAmendmentForm, status: int
) -> HttpResponse:
    may = may_change(request.standing, screen.version, open_round_number(screen.version))
    shown = {"screen": screen, "form": form, "sending": sending, "may": may}
    return render(request, "mandates/draft/amendment.html", shown, status=status)


@office_page(is_manager)
@require_POST
def send(request: OfficeRequest) -> HttpResponse:
    """Send a light amendment out: it freezes, and just those are asked who must say yes."""
    office = request.standing.office
    version = open_version(office)
    if version is None or version.is_frozen:
        return redirect("mandates:signatures", office=office.slug)
    form = SendingAmendmentForm(request.POST)

    def send_it() -> None:
        given, shown = form.cleaned_data["due"], form.cleaned_data["shown"]
        amending.send_amendment(version_id=version.pk, due=given, shown_digest=shown, by=request.user)

    if form.is_valid() and done(form, send_it):
        return redirect("mandates:signatures", office=office.slug)
    screen, status = amendment_of(version), status_of(form)
    show_again(form, screen.digest)
    return _amendment(request, screen, RaisingForm(heavier=screen.heavier), form, status)


@office_page(sees_working_pages)
def try_edit(request: OfficeRequest) -> HttpResponse:
    """Show what would follow from dropping a benefit or moving a target; the address holds it all."""
    ground = ground_of(request.standing.office)
    if ground is None:
        return redirect("mandates:mandate", office=request.standing.office.slug)
    form = WhatIfForm(request.GET or None, benefits=ground.benefits)
    edits = form.edits() if form.is_valid() else []
    shown = {"ground": ground, "form": form, "screen": what_if(ground, edits) if edits else None}
    return render(request, "mandates/draft/what_if.html", shown, status=status_of(form))
