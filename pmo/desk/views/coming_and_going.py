"""Invitations of an office, and the page of somebody who leaves it."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from pmo.access import services
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.forms import AddressForm
from pmo.access.middleware import STATUS
from pmo.access.models import Invitation, Person
from pmo.access.rules import may_administer, may_invite
from pmo.access.selectors import open_invitations
from pmo.access.services import addresses
from pmo.access.services.leaving import NOBODY, held_by
from pmo.access.verdicts import Ground, Refused
from pmo.desk.forms import LeavingForm
from pmo.desk.selectors.people import InvitationRow, Leaving, invitation_rows, leaving, person_in
from pmo.ui.exports import Column, export, wanted

COLUMNS = [
    Column(gettext_lazy("Name"), 30),
    Column(gettext_lazy("E-mail address"), 34),
    Column(gettext_lazy("Part"), 30),
    Column(gettext_lazy("State")),
    Column(gettext_lazy("Invited")),
    Column(gettext_lazy("By"), 30),
]


@office_page(may_invite)
def invitations(request: OfficeRequest) -> HttpResponseBase:
    """Show who was asked in, and what became of it."""
    rows = invitation_rows(request.standing.office)
    if kind := wanted(request):
        return export(map(_exported, rows), COLUMNS, name=_("Invitations"), kind=kind)
    context = {"rows": rows, "may_take_back": bool(may_administer(request.standing))}
    context["open"] = sum(row.is_open for row in rows)
    return render(request, "desk/invitations.html", context)


def _exported(row: InvitationRow) -> tuple[str | datetime, ...]:
    asked = row.invitation
    return row.name, asked.person.email, asked.part_word, str(row.word), asked.made_at, asked.by.name


@office_page(may_invite)
@require_POST
def send_again(request: OfficeRequest, number: int) -> HttpResponse:
    """Mail an open invitation once more."""
    invitation = _asked(request, number)
    services.send_again(invitation_id=invitation.pk, by=request.user)
    messages.success(request, _("The invitation to %(address)s is on its way.") % {"address": invitation.person.email})
    return _to_invitations(request)


@office_page(may_administer)
def take_back(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask, then take an invitation back, and the part with it."""
    office, invitation = request.standing.office, _asked(request, number)
    person = invitation.person
    if request.method == "POST":
        nobody = {held.key: NOBODY for held in held_by(person, office)}
        services.let_leave(office_id=office.pk, person=person, takers=nobody, by=request.user)
        return _to_invitations(request)
    said = {"name": person.name, "part": invitation.part_word}
    context = {
        "title": _("Take back the invitation of %(name)s?") % said,
        "sentence": _("The link in the mail opens nothing any more, and %(name)s has no part here: %(part)s.") % said,
        "label": _("Take it back"),
        "cancel_url": reverse("desk:invitations", kwargs={"office": office.slug}),
    }
    return render(request, "confirm.html", context)


def _asked(request: OfficeRequest, number: int) -> Invitation:
    return get_object_or_404(open_invitations(request.standing.office).select_related("person"), pk=number)


def _to_invitations(request: OfficeRequest) -> HttpResponse:
    return redirect("desk:invitations", office=request.standing.office.slug)


@office_page(may_administer)
def propose_address(request: OfficeRequest, number: int) -> HttpResponse:
    """Propose another address for somebody; whether it is taken already is never told."""
    office = request.standing.office
    row = person_in(office, number)
    if row is None:
        raise Http404
    form, status = AddressForm(request.POST or None), 200
    if request.method == "POST" and not (status := _proposed(request, form, row.person)):
        messages.success(request, _("Both addresses are told. Nothing changes before the person accepts it."))
        return redirect("desk:people", office=office.slug)
    return render(request, "desk/propose_address.html", {"row": row, "form": form}, status=status)


def _proposed(request: OfficeRequest, form: AddressForm, person: Person) -> int:
    """Propose the address; return 0, or the status of what is to be put right, which the form then says."""
    if not form.is_valid():
        return 400
    office_id = request.standing.office.pk
    return _done(
        form,
        lambda: addresses.propose_address(
            office_id=office_id, person=person, new_email=form.cleaned_data["new_email"], by=request.user
        ),
    )


@office_page(may_administer)
def leave(request: OfficeRequest, number: int) -> HttpResponse:
    """Show what somebody holds and owes here; let them leave, with who takes what."""
    office = request.standing.office
    screen = leaving(office, number, request.user)
    if screen is None:
        raise Http404
    form, status = LeavingForm(request.POST or None, held=screen.held, takers=screen.takers), 200
    if request.method == "POST" and not (status := _left(request, form, screen)):
        messages.success(request, _("%(name)s has no part here any more.") % {"name": screen.row.person.name})
        return redirect("desk:people", office=office.slug)
    return render(request, "desk/leave.html", {"screen": screen, "form": form}, status=status)


def _left(request: OfficeRequest, form: LeavingForm, screen: Leaving) -> int:
    """Let them leave; return 0, or the status of what is to be put right, which the form then says."""
    if not form.is_valid():
        return 400
    office, person = request.standing.office, screen.row.person
    return _done(
        form, lambda: services.let_leave(office_id=office.pk, person=person, takers=form.cleaned_data, by=request.user)
    )


def _done(form: Form, deed: Callable[[], object]) -> int:
    """Do the deed; return 0, or the status of its refusal, whose sentence then stands in the form."""
    try:
        deed()
    except Refused as refusal:
        if refusal.verdict.ground == Ground.ROLE:
            raise
        form.add_error(None, str(refusal.verdict.reason))
        return STATUS[refusal.verdict.ground]
    return 0
