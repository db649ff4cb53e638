"""The objection log and the dissent ledger, and what their owners and the manager do there."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mandates.dissent_listings import OBJECTIONS, RESERVATIONS, objection_rows, reservation_rows
from mandates.forms.dissent import ObjectionForm, OverrulingForm, ReservationForm
from mandates.rules.rounds import may_run_rounds
from mandates.selectors.dissent import dissent_ledger, objection_log
from mandates.services import objections as deeds
from mandates.services import reservations as ledger
from mandates.views.answers import as_file
from mandates.views.rounds import found, shown
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.forms import PmForm


@office_page()
def objections(request: OfficeRequest) -> HttpResponseBase:
    """All objections, what was proposed instead, and how each was resolved."""
    return _log(request)


def _log(request: OfficeRequest, form: PmForm | None = None, status: int = 200) -> HttpResponseBase:
    screen = objection_log(request.standing)
    if file := as_file(request, objection_rows(screen), OBJECTIONS, name="objections"):
        return file
    context = {"screen": screen, "form": form or ObjectionForm()}
    return render(request, "mandates/dissent/objections.html", context, status=status)


@office_page(may_run_rounds)
@require_POST
def answer(request: OfficeRequest, number: int, objection: int) -> HttpResponse:
    """Keep what became of an objection."""
    round_ = found(request, number)
    form = ObjectionForm(request.POST, prefix=f"objection-{objection}")
    if not round_.items.filter(stances__objection=objection).exists():
        raise Http404
    if not form.is_valid():
        return shown(request, round_, form=form, status=400)
    deeds.answer_objection(objection_id=objection, answer=form.cleaned_data["answer"], by=request.user)
    return redirect("mandates:round", office=request.standing.office.slug, number=number)


@office_page()
@require_POST
def withdraw(request: OfficeRequest, objection: int) -> HttpResponse:
    """Withdraw one's own objection."""
    _in_the_log(request, objection)
    deeds.withdraw_objection(objection_id=objection, by=request.user)
    return redirect("mandates:objections", office=request.standing.office.slug)


@office_page(may_run_rounds)
@require_POST
def overrule(request: OfficeRequest, objection: int) -> HttpResponseBase:
    """Overrule an objection, with the reason."""
    _in_the_log(request, objection)
    form = OverrulingForm(request.POST, prefix=f"overrule-{objection}")
    if not form.is_valid():
        return _log(request, form, 400)
    deeds.overrule_objection(objection_id=objection, reason=form.cleaned_data["reason"], by=request.user)
    return redirect("mandates:objections", office=request.standing.office.slug)


def _in_the_log(request: OfficeRequest, objection: int) -> None:
    if not any(row.objection.pk == objection for row in objection_log(request.standing).rows):
        raise Http404


@office_page()
def reservations(request: OfficeRequest) -> HttpResponseBase:
    """All reservations, and which of them still come back at every review."""
    return _ledger(request)


def _ledger(request: OfficeRequest, form: ReservationForm | None = None, status: int = 200) -> HttpResponseBase:
    screen = dissent_ledger(request.standing)
    if file := as_file(request, reservation_rows(screen), RESERVATIONS, name="dissent"):
        return file
    context = {"screen": screen, "form": form or ReservationForm()}
    return render(request, "mandates/dissent/reservations.html", context, status=status)


@office_page()
@require_POST
def close(request: OfficeRequest, reservation: int) -> HttpResponseBase:
    """Close a reservation of one's own seat, with a word."""
    if not any(row.reservation.pk == reservation for row in dissent_ledger(request.standing).rows):
        raise Http404
    form = ReservationForm(request.POST, prefix=f"reservation-{reservation}")
    if not form.is_valid():
        return _ledger(request, form, 400)
    ledger.close_reservation(reservation_id=reservation, word=form.cleaned_data["word"], by=request.user)
    return redirect("mandates:dissent", office=request.standing.office.slug)
