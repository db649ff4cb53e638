"""Pages of rounds for the whole office, and the manager's deeds on them."""

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mandates.forms.rounds import OpeningForm, ReasonForm
from mandates.models import ConsensusRound
from mandates.round_listings import ANSWERS, ROUNDS, TURNOUT, answer_rows, round_rows, turnout_rows
from mandates.rules.rounds import may_run_rounds, sees_answers
from mandates.selectors.numbers import numbers_of
from mandates.selectors.openings import would_ask
from mandates.selectors.results import results_of
from mandates.selectors.rooms import round_page, rounds_page
from mandates.selectors.rounds import round_numbered
from mandates.selectors.versions import open_version
from mandates.services import rounds
from mandates.views.answers import as_file, status_of
from mandates.views.more_time import more_time
from mandates.views.refusals import kept
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused


def found(request: OfficeRequest, number: int) -> ConsensusRound:
    """Return the round with this number, or answer that there is none."""
    if round_ := round_numbered(request.standing.office, number):
        return round_
    raise Http404


@office_page()
def listing(request: OfficeRequest) -> HttpResponseBase:
    """All rounds of the mandate."""
    screen = rounds_page(request.standing)
    if file := as_file(request, round_rows(screen.rows), ROUNDS, name="rounds"):
        return file
    return render(request, "mandates/rounds/list.html", {"screen": screen})


@office_page(may_run_rounds)
def opening(request: OfficeRequest) -> HttpResponse:
    """What a round would ask, and the deed of opening it."""
    version = open_version(request.standing.office)
    if version is None:
        return redirect("mandates:rounds", office=request.standing.office.slug)
    asked = would_ask(version)
    form = OpeningForm(request.POST or None, seats=asked.counted)
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        deadline, terms = form.cleaned_data["deadline"], form.terms()
        try:
            opened = rounds.open_round(version_id=version.pk, deadline=deadline, terms=terms, by=request.user)
        except Refused as refusal:
            status = kept(form, refusal)
        else:
            return redirect("mandates:round", office=request.standing.office.slug, number=opened.number)
    context = {"version": version, "asked": asked, "form": form}
    return render(request, "mandates/rounds/open.html", context, status=status)


@office_page()
def detail(request: OfficeRequest, number: int) -> HttpResponseBase:
    """One round: who has answered while it is open, the results afterwards."""
    round_ = found(request, number)
    return _file(request, round_) or _shown(request, round_)


def _file(request: OfficeRequest, round_: ConsensusRound) -> HttpResponseBase | None:
    """Return the answers as a file once they may be seen; until then, or by `?list=turnout`, who has answered."""
    if "format" not in request.GET:
        return None
    if request.GET.get("list") == "turnout" or not sees_answers(round_):
        rows = turnout_rows(round_page(round_, request.standing).turnout)
        return as_file(request, rows, TURNOUT, name=f"round {round_.number} turnout")
    return as_file(request, answer_rows(results_of(round_)), ANSWERS, name=f"round {round_.number}")


def _shown(request: OfficeRequest, round_: ConsensusRound) -> HttpResponse:
    screen = round_page(round_, request.standing)
    if screen.is_open or not screen.results:
        return render(request, "mandates/rounds/round.html", {"screen": screen})
    return render(request, "mandates/rounds/results.html", {"screen": screen, **numbers_of(screen.results)})


@office_page(may_run_rounds)
@require_POST
def close(request: OfficeRequest, number: int) -> HttpResponse:
    """Close the round and show what it came to."""
    closed = rounds.close_round(round_id=found(request, number).pk, by=request.user)
    return redirect("mandates:round", office=request.standing.office.slug, number=closed.number)


@office_page(may_run_rounds)
def extend(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask for the later day, then move the deadline."""
    round_ = found(request, number)

    def deed(deadline: date) -> None:
        rounds.extend_round(round_id=round_.pk, deadline=deadline, by=request.user)

    back = reverse("mandates:round", kwargs={"office": request.standing.office.slug, "number": number})
    return more_time(request, round_, "mandates/rounds/extend.html", back=back, extend=deed)


@office_page(may_run_rounds)
def cancel(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask for the reason, then cancel the round."""
    round_ = found(request, number)
    form = ReasonForm(request.POST or None)
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            rounds.cancel_round(round_id=round_.pk, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            status = kept(form, refusal)
        else:
            return redirect("mandates:round", office=request.standing.office.slug, number=number)
    screen = round_page(round_, request.standing)
    return render(request, "mandates/rounds/cancel.html", {"screen": screen, "form": form}, status=status)
