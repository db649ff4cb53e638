"""The objection log and the dissent ledger, and what their owners and the manager do there."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mandates.dissent_listings import OBJECTIONS, RESERVATIONS, objection_rows, reservation_rows
from mandates.forms.dissent import ObjectionForm, OverrulingForm, ReservationForm
from mandates.rules.rounds import may_run_rounds
from mandates.selectors.dissent import (
    LoggedObjection,
    dissent_ledger,
    dissent_ledger_then,
    objection_log,
    objection_logged,
)
from mandates.services import objections as deeds
from mandates.services import reservations as ledger
from mandates.then import Then
from mandates.views.answers import as_file, status_of
from mandates.views.looking_back import day_form, looks_back, on_the_day
from pmo.access.doors import OfficeRequest, office_page

ON_A_PAGE = 50


@office_page()
def objections(request: OfficeRequest) -> HttpResponseBase:
    """All objections, what was proposed instead, and how each was resolved; a file holds all pages of them."""
    screen = objection_log(request.standing)
    if file := as_file(request, objection_rows(screen), OBJECTIONS, name="objections"):
        return file
    page = Paginator(screen.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "mandates/dissent/objections.html", {"screen": screen, "listed": page})


@office_page(may_run_rounds)
def answer(request: OfficeRequest, number: int, objection: int) -> HttpResponse:
    """One objection: the manager says what became of it, and leaves for the results of its round."""
    logged = _logged(request, objection)
    if logged.round.number != number:
        raise Http404
    form = ObjectionForm(request.POST or None, prefix=f"objection-{objection}")
    if request.method == "POST" and form.is_valid():
        deeds.answer_objection(objection_id=objection, answer=form.cleaned_data["answer"], by=request.user)
        round_url = reverse("mandates:round", kwargs={"office": request.standing.office.slug, "number": number})
        return redirect(f"{round_url}#objection-{objection}")
    return _shown(request, logged, answering=form)


@office_page()
@require_POST
def withdraw(request: OfficeRequest, objection: int) -> HttpResponse:
    """Withdraw one's own objection."""
    _logged(request, objection)
    deeds.withdraw_objection(objection_id=objection, by=request.user)
    return _to_the_log(request, objection)


@office_page(may_run_rounds)
@require_POST
def overrule(request: OfficeRequest, objection: int) -> HttpResponse:
    """Overrule an objection, with the reason."""
    logged, form = _logged(request, objection), OverrulingForm(request.POST, prefix=f"overrule-{objection}")
    if not form.is_valid():
        return _shown(request, logged, overruling=form)
    deeds.overrule_objection(objection_id=objection, reason=form.cleaned_data["reason"], by=request.user)
    return _to_the_log(request, objection)


def _logged(request: OfficeRequest, objection: int) -> LoggedObjection:
    if logged := objection_logged(request.standing, objection):
        return logged
    raise Http404


def _shown(
    request: OfficeRequest,
    logged: LoggedObjection,
    answering: ObjectionForm | None = None,
    overruling: OverrulingForm | None = None,
) -> HttpResponse:
    """Show the objection on its own page, with what was typed and is to be put right."""
    key = logged.objection.pk
    answering = answering or ObjectionForm(prefix=f"objection-{key}")
    overruling = overruling or OverrulingForm(prefix=f"overrule-{key}")
    context = {"row": logged, "answering": answering, "overruling": overruling}
    status = max(status_of(answering), status_of(overruling))
    return render(request, "mandates/dissent/answer.html", context, status=status)


def _to_the_log(request: OfficeRequest, objection: int) -> HttpResponse:
    log = reverse("mandates:objections", kwargs={"office": request.standing.office.slug})
    return redirect(f"{log}#objection-{objection}")


@office_page()
def reservations(request: OfficeRequest) -> HttpResponseBase:
    """All reservations, and which of them still come back at every review."""
    if looks_back(request):
        return on_the_day(request, lambda then: _ledger_then(request, then))
    return _ledger(request)


def _ledger(request: OfficeRequest, form: ReservationForm | None = None, status: int = 200) -> HttpResponseBase:
    screen = dissent_ledger(request.standing)
    if file := as_file(request, reservation_rows(screen), RESERVATIONS, name="dissent"):
        return file
    context = {"screen": screen, "form": form or ReservationForm(), "day_form": day_form()}
    return render(request, "mandates/dissent/reservations.html", context, status=status)


def _ledger_then(request: OfficeRequest, then: Then) -> HttpResponseBase:
    screen = dissent_ledger_then(request.standing.office, then)
    if file := as_file(request, reservation_rows(screen), RESERVATIONS, name=f"dissent on {then.day}"):
        return file
    context = {"screen": screen, "form": ReservationForm(), "then": then, "day_form": day_form(then)}
    return render(request, "mandates/dissent/reservations.html", context)


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
