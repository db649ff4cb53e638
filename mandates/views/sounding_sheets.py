"""An executive answers a sounding: by typing, by pressing up and down, or by choosing a step."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandates.forms.soundings import PointsForm, RankForm, ReplyForm, reply_form
from mandates.selectors.sounding_pages import Sheet, sheets_of
from mandates.services import soundings
from mandates.sounding_states import SoundingState
from mandates.views.refusals import kept
from mandates.views.soundings import found
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused, wrong_role


def sheet_of(request: OfficeRequest, number: int) -> Sheet:
    """Return what this person is asked: for the seat named in the address, else the first that has not answered."""
    sheets = sheets_of(found(request, number), request.standing)
    if not sheets:
        wrong_role(_("You are not asked in this sounding. What came out is here for you once it is closed.")).require()
    named = request.POST.get("seat") or request.GET.get("seat")
    chosen = [each for each in sheets if str(each.participant.seat_id) == named]
    return next(iter([*chosen, *(each for each in sheets if not each.is_answered), *sheets]))


@office_page()
def answer(request: OfficeRequest, number: int) -> HttpResponse:
    """The sheet; a step (`step`) or *Add up* (`count`) shows it again with what was typed, and keeps nothing."""
    sheet = sheet_of(request, number)
    if request.method == "GET" and sheet.sounding.state != SoundingState.OPEN:
        return redirect("mandates:sounding", office=request.standing.office.slug, number=number)
    if request.method == "POST" and request.POST.keys() & {"step", "count"}:
        return _shown(request, sheet, _worked_on(sheet, request))
    form = reply_form(sheet, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and not (status := _keep(request, form)):
            return redirect("mandates:sounding-answered", office=request.standing.office.slug, number=number)
        status = max(status, 400)
    return _shown(request, sheet, form, status)


def _worked_on(sheet: Sheet, request: OfficeRequest) -> ReplyForm:
    """Return the form with what was typed, after the step that was pressed."""
    form = reply_form(sheet, request.POST)
    given = form.after(request.POST["step"]) if isinstance(form, RankForm) and "step" in request.POST else form.typed()
    typed = {key: number for key, number in given.items() if number is not None}
    return reply_form(Sheet(sheet.sounding, sheet.participant, sheet.items, typed), None)


def _shown(request: OfficeRequest, sheet: Sheet, form: ReplyForm, status: int = 200) -> HttpResponse:
    context = {"sheet": sheet, "form": form, "points": form if isinstance(form, PointsForm) else None}
    return render(request, "mandates/soundings/answer.html", context, status=status)


def _keep(request: OfficeRequest, form: ReplyForm) -> int:
    """Take the answer; return 0, or the status of the refusal, whose sentence then stands in the form."""
    try:
        soundings.answer_sounding(
            sounding_id=form.sheet.sounding.pk,
            seat_id=form.sheet.participant.seat_id,
            given=form.given(),
            shown_digest=form.cleaned_data["shown_digest"],
            by=request.user,
        )
    except Refused as refusal:
        return kept(form, refusal)
    return 0


@office_page()
def done(request: OfficeRequest, number: int) -> HttpResponse:
    """Say that the answer is kept, and until when it can be changed."""
    sheet = sheet_of(request, number)
    if not sheet.is_answered:
        return redirect("mandates:answer-sounding", office=request.standing.office.slug, number=number)
    return render(request, "mandates/soundings/done.html", {"sheet": sheet})
