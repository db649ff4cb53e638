"""The board of progress, and the click that asks those who owe something."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from pmo.access.doors import OfficeRequest, office_page
from pmo.desk.rules import may_ask, sees_progress
from pmo.desk.selectors.progress import STAGES, exported
from pmo.desk.selectors.progress import progress as board_of
from pmo.desk.services.asking import ask_those_who_owe
from pmo.ui.exports import Column, export, wanted

COLUMNS = [
    Column(_("seat"), 36),
    Column(_("name"), 26),
    *[column for _name, label in STAGES for column in (Column(label, 16), Column(_("on"), 14))],
    Column(_("stands at"), 16),
    Column(_("days since"), 12),
    Column(_("next step"), 50),
]


@office_page(sees_progress)
def progress(request: OfficeRequest) -> HttpResponseBase:
    """Show where each seat stands on the way from the invitation to the signature."""
    screen = board_of(request.standing.office)
    if kind := wanted(request):
        return export(exported(screen), COLUMNS, name=gettext("progress"), kind=kind)
    told = {"screen": screen, "stages": STAGES, "may_ask": bool(may_ask(request.standing))}
    return render(request, "desk/progress.html", told)


@office_page(may_ask)
@require_POST
def ask(request: OfficeRequest) -> HttpResponse:
    """Ask those who owe something, and say whom and whom not; a second click asks nobody twice."""
    outcomes = ask_those_who_owe(office_id=request.standing.office.pk, by=request.user)
    told = {
        "asked": [each for each in outcomes if each.is_asked],
        "not_asked": [each for each in outcomes if not each.is_asked],
    }
    return render(request, "desk/progress_asked.html", told)
