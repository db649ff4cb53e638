"""Who may sign for whom, and what an office allows in signing."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandates.control_states import DelegationScope
from mandates.forms.sending import DelegationForm, PolicyForm
from mandates.rules.delegations import NewDelegation
from mandates.selectors.delegations import delegation_numbered, delegation_page, person_numbered, policy_of
from mandates.services.delegations import end_delegation, name_delegate, set_policy
from mandates.views.answers import status_of
from mandates.views.refusals import tried
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import may_administer


@office_page()
def delegation(request: OfficeRequest) -> HttpResponse:
    """Name somebody who may sign for one's own seat."""
    screen = delegation_page(request.standing)
    seats = [(seat.pk, seat.title) for seat, _named in screen.seats]
    begun = {"scope": DelegationScope.MINOR}
    form = DelegationForm(request.POST or None, initial=begun, seats=seats, people=lambda: list(screen.people))
    status = int(status_of(form))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        person = person_numbered(said["delegate"])
        given = NewDelegation(person, said["scope"], said["first"], said["last"], said["reason"])
        if not (status := tried(form, lambda: name_delegate(seat_id=said["seat"], given=given, by=request.user))):
            return redirect("mandates:delegation", office=request.standing.office.slug)
    return render(request, "mandates/sign/delegation.html", {"screen": screen, "form": form}, status=status)


@office_page()
@require_POST
def end(request: OfficeRequest, number: int) -> HttpResponse:
    """End a delegation."""
    if delegation_numbered(request.standing, number) is None:
        raise Http404
    end_delegation(delegation_id=number, by=request.user)
    return redirect("mandates:delegation", office=request.standing.office.slug)


@office_page(may_administer)
def policy(request: OfficeRequest) -> HttpResponse:
    """Set whether paper counts, whether somebody may sign for another, and how long a change of wording is open."""
    now, office = policy_of(request.standing), request.standing.office
    names = ("paper_counts", "delegation", "objection_days")
    form = PolicyForm(request.POST or None, initial={name: getattr(now, name) for name in names})
    status = int(status_of(form))

    def deed() -> None:
        set_policy(office_id=office.pk, by=request.user, **form.cleaned_data)

    if request.method == "POST" and form.is_valid() and not (status := tried(form, deed)):
        messages.success(request, _("What is allowed in signing is saved. It holds from now on."))
        return redirect("mandates:signing-policy", office=office.slug)
    return render(request, "mandates/sign/policy.html", {"form": form}, status=status)
