"""Sources that have moved on: the manager says why a statement is still right, and takes the draft as agreed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mandates.forms.dissent import SourceForm
from mandates.rules.rounds import may_run_rounds
from mandates.selectors.moved_pages import moved_page
from mandates.services import sources
from mandates.views.answers import status_of
from mandates.views.refusals import kept
from mandates.views.rounds import found
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused


@office_page(may_run_rounds)
def answer(request: OfficeRequest, number: int) -> HttpResponse:
    """Each source that has moved on: what it said and says, and the answer."""
    round_ = found(request, number)
    form = SourceForm(request.POST or None)
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sources.answer_source(
                version_id=round_.version_id,
                line_id=given["line"],
                requirement_id=given["requirement"],
                moved_to=given["moved_to"],
                reason=given["reason"],
                by=request.user,
            )
        except Refused as refusal:
            status = kept(form, refusal)
        else:
            return redirect("mandates:answer-source", office=request.standing.office.slug, number=number)
    context = {"screen": moved_page(round_, request.standing), "form": form}
    return render(request, "mandates/rounds/moved.html", context, status=status)


@office_page(may_run_rounds)
@require_POST
def agreed(request: OfficeRequest, number: int) -> HttpResponse:
    """Freeze the draft that the round agreed on, now that every source is answered."""
    sources.take_as_agreed(version_id=found(request, number).version_id, by=request.user)
    return redirect("mandates:round", office=request.standing.office.slug, number=number)
