"""An executive answers a round: a statement a page, or all on one."""

from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandates.forms.rounds import BallotForm, StanceForm
from mandates.models import RoundItem
from mandates.rules.stances import Manner
from mandates.selectors.stances import Ballot, Question, to_answer
from mandates.services import rounds
from mandates.states import RoundState
from mandates.views.refusals import kept
from mandates.views.rounds import found
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused, wrong_role
from pmo.ui.summaries import FieldError, errors_of

Form = TypeVar("Form", bound=StanceForm)


def ballot_of(request: OfficeRequest, number: int) -> Ballot:
    """Return what this person is asked: the seat named in the address, else the first that still owes answers."""
    ballots = to_answer(found(request, number), request.standing)
    if not ballots:
        wrong_role(_("You are not asked in this round. Its results are here for you once it is closed.")).require()
    named = request.POST.get("seat") or request.GET.get("seat")
    chosen = [each for each in ballots if str(each.participant.seat_id) == named]
    return next(iter([*chosen, *(each for each in ballots if each.missing), *ballots]))


@office_page()
def ballot(request: OfficeRequest, number: int) -> HttpResponse:
    """Go to the first statement without an answer; or with `?all`, show all on one page."""
    asked = ballot_of(request, number)
    if asked.round.state != RoundState.OPEN:
        return redirect("mandates:round", office=request.standing.office.slug, number=number)
    if "all" in request.GET:
        return _all_on_one_page(request, asked)
    return _go_on(request, asked, "")


@office_page()
def card(request: OfficeRequest, number: int, key: str) -> HttpResponse:
    """One statement, and the answer to it."""
    asked = ballot_of(request, number)
    if request.method == "GET" and asked.round.state != RoundState.OPEN:
        return redirect("mandates:round", office=request.standing.office.slug, number=number)
    question = asked.question(key)
    if question is None:
        raise Http404
    form, status = _form(StanceForm, asked, question, request), 200
    if request.method == "POST":
        if form.is_valid() and not (status := _keep(request, form, question.item)):
            return _go_on(request, ballot_of(request, number), key)
        status = max(status, 400)
    context = {"ballot": asked, "question": question, "form": form}
    context |= {"place": asked.place(question), "previous": asked.before(question)}
    return render(request, "mandates/rounds/card.html", context, status=status)


@office_page()
@require_POST
def ratify(request: OfficeRequest, number: int, key: str) -> HttpResponse:
    """Say what the seat's holder before said of the text shown."""
    asked = ballot_of(request, number)
    if (question := asked.question(key)) is None:
        raise Http404
    rounds.ratify(
        item_id=question.item.pk,
        seat_id=asked.participant.seat_id,
        shown_digest=request.POST.get("shown_digest", ""),
        by=request.user,
    )
    return _go_on(request, ballot_of(request, number), key)


@office_page()
def done(request: OfficeRequest, number: int) -> HttpResponse:
    """Say that all is answered, or how much still waits, and until when answers can be changed."""
    return render(request, "mandates/rounds/done.html", {"ballot": ballot_of(request, number)})


def _all_on_one_page(request: OfficeRequest, asked: Ballot) -> HttpResponse:
    pairs = [(question, _form(BallotForm, asked, question, request)) for question in asked.questions]
    if "rest" in request.POST and asked.may_agree_to_the_rest:
        for question, form in pairs:
            form.agree_unless_answered(is_answered=question.is_answered)
    status = 200
    if request.method == "POST":
        results = [_keep(request, form, question.item) for question, form in pairs if form.is_given]
        status = max([0, *results, *(400 for _question, form in pairs if not form.is_valid())])
        if not status:
            return redirect("mandates:answered", office=request.standing.office.slug, number=asked.round.number)
    context = {"ballot": asked, "pairs": pairs, "errors": _to_put_right(pairs)}
    return render(request, "mandates/rounds/ballot.html", context, status=status)


def _to_put_right(pairs: list[tuple[Question, BallotForm]]) -> list[FieldError]:
    """Return all errors, each with the key of its statement."""
    return [
        error._replace(label=f"{question.item.key}, {error.label}" if error.label else question.item.key)
        for question, form in pairs
        for error in errors_of(form)
    ]


def _form(kind: type[Form], asked: Ballot, question: Question, request: OfficeRequest) -> Form:
    said = question.stance
    initial = {"shown_digest": question.item.digest, "seat": asked.participant.seat_id}
    if said:
        initial |= {"choice": said.choice, "reason": said.reason, "proposed_change": said.proposed_change}
    prefix = question.item.key if kind is BallotForm else None
    data = request.POST if request.method == "POST" else None
    return kind(data, initial=initial, prefix=prefix, manner=Manner.of(asked.round))


def _keep(request: OfficeRequest, form: StanceForm, item: RoundItem) -> int:
    """Take the answer; return 0, or the status of the refusal, whose sentence then stands in the form."""
    answer = form.answer()
    try:
        rounds.take_stance(
            item_id=item.pk,
            seat_id=form.cleaned_data["seat"],
            choice=answer.choice,
            reason=answer.reason,
            proposed_change=answer.proposed_change,
            shown_digest=answer.shown_digest,
            by=request.user,
        )
    except Refused as refusal:
        return kept(form, refusal)
    return 0


def _go_on(request: OfficeRequest, asked: Ballot, key: str) -> HttpResponse:
    office, number = request.standing.office.slug, asked.round.number
    if following := asked.next_after(key):
        return redirect("mandates:answer-line", office=office, number=number, key=following.item.key)
    return redirect("mandates:answered", office=office, number=number)
