"""The page of one condition: its owner reports, the seat that signed under it ends it."""

from collections.abc import Callable

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mandates.forms.sending import EndingForm, ReportForm
from mandates.selectors.conditions import condition_page
from mandates.services.conditions import end_condition, report_on
from mandates.views.refusals import kept
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused


@office_page()
def condition(request: OfficeRequest, condition: int) -> HttpResponse:
    """Show a condition; a report and an end are sent to the same address."""
    screen = condition_page(request.standing, condition)
    if screen is None:
        raise Http404
    is_report = "report" in request.POST
    report = ReportForm(request.POST if is_report else None, initial={"report": screen.condition.report})
    ending = EndingForm(request.POST if request.POST and not is_report else None)
    status = 200
    if request.method == "POST":
        status = _tried(request, condition, report) if is_report else _ended(request, condition, ending)
        if not status:
            return redirect("mandates:condition", office=request.standing.office.slug, condition=condition)
    context = {"screen": screen, "report": report, "ending": ending}
    return render(request, "mandates/sign/condition.html", context, status=status)


def _tried(request: OfficeRequest, number: int, form: ReportForm) -> int:
    return _done(form, lambda said: report_on(condition_id=number, report=said["report"], by=request.user))


def _ended(request: OfficeRequest, number: int, form: EndingForm) -> int:
    def deed(said: dict) -> None:
        end_condition(condition_id=number, ended_as=said["ended_as"], word=said["word"], by=request.user)

    return _done(form, deed)


def _done(form: Form, deed: Callable[[dict], object]) -> int:
    """Do a deed with what a form says; return 0, or the status of what is to be put right."""
    if not form.is_valid():
        return 400
    try:
        deed(form.cleaned_data)
    except Refused as refusal:
        return kept(form, refusal)
    return 0
