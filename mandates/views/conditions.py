"""The page of one condition: its owner reports, the seat that signed under it ends it."""

from http import HTTPStatus

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from mandates.forms.sending import EndingForm, ReportForm
from mandates.selectors.conditions import condition_page
from mandates.services.conditions import end_condition, report_on
from mandates.views.refusals import tried
from pmo.access.doors import OfficeRequest, office_page


@office_page()
def condition(request: OfficeRequest, condition: int) -> HttpResponse:
    """Show a condition; a report and an end are sent to the same address."""
    screen = condition_page(request.standing, condition)
    if screen is None:
        raise Http404
    is_report = "report" in request.POST
    report = ReportForm(request.POST if is_report else None, initial={"report": screen.condition.report})
    ending = EndingForm(request.POST if request.POST and not is_report else None)
    status = int(HTTPStatus.OK)
    if request.method == "POST":
        status = _reported(request, condition, report) if is_report else _ended(request, condition, ending)
        if not status:
            return redirect("mandates:condition", office=request.standing.office.slug, condition=condition)
    context = {"screen": screen, "report": report, "ending": ending}
    return render(request, "mandates/sign/condition.html", context, status=status)


def _reported(request: OfficeRequest, number: int, form: ReportForm) -> int:
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST
    said = form.cleaned_data
    return tried(form, lambda: report_on(condition_id=number, report=said["report"], by=request.user))


def _ended(request: OfficeRequest, number: int, form: EndingForm) -> int:
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST
    said = {name: form.cleaned_data[name] for name in ("ended_as", "word")}
    return tried(form, lambda: end_condition(condition_id=number, by=request.user, **said))
