"""Today for those who work here; *Waiting for you* for executives."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from pmo.access.doors import OfficeRequest, office_page
from pmo.access.duties import owed_by
from pmo.access.rules import has_part, sees_office
from pmo.desk.selectors import today as days
from pmo.desk.selectors.asked import FEW, asked_by
from pmo.desk.selectors.assisted import assisted_by
from pmo.ui.exports import Column, export, wanted

BOARD = [Column(_lazy("Seat"), 40), Column(_lazy("Name"), 30), Column(_lazy("Confirmed")), Column(_lazy("Owes"), 60)]
ASKED = [Column(_lazy("Key")), Column(_lazy("In your words"), 80), Column(_lazy("What became of it"), 60)]


@office_page(has_part)
def today(request: OfficeRequest) -> HttpResponseBase:
    """Show the day to those who work here; send executives to what waits for them."""
    if request.standing.is_only_executive:
        return redirect("desk:waiting", office=request.standing.office.slug)
    screen = days.today(request.standing.office)
    if kind := wanted(request):
        rows = ((row.seat.title, row.name, str(row.confirmed), ", ".join(row.owes)) for row in screen.rows)
        return export(rows, BOARD, name=_("Where each one stands"), kind=kind)
    return render(request, "desk/today.html", {"today": screen})


@office_page(has_part)
def waiting(request: OfficeRequest) -> HttpResponse:
    """Show all that waits for the reader and for the seats they assist, and the first of what they asked for."""
    owed = owed_by(request.standing)
    asked = asked_by(request.standing)
    context = {
        "assisted": assisted_by(request.standing),
        "reads_office": bool(sees_office(request.standing)),
        "may_name": request.standing.is_executive,
        "first": next(iter(owed), None),
        "others": owed[1:],
        "asked": asked[:FEW],
        "more_asked": max(len(asked) - FEW, 0),
    }
    return render(request, "desk/waiting.html", context)


@office_page()
def asked(request: OfficeRequest) -> HttpResponseBase:
    """Show all that the reader asked for, and what became of each."""
    found = asked_by(request.standing)
    if kind := wanted(request):
        rows = ((each.requirement.key, each.statement, each.became) for each in found)
        return export(rows, ASKED, name=_("What I asked for"), kind=kind)
    return render(request, "desk/asked.html", {"asked": found})
