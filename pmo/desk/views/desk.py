"""Today for those who work here; *Waiting for you* for executives."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from pmo.access.doors import OfficeRequest, office_page
from pmo.access.duties import owed_by
from pmo.desk.selectors import today as days
from pmo.desk.selectors.asked import FEW, asked_by


@office_page()
def today(request: OfficeRequest) -> HttpResponse:
    """Show the day to those who work here; send executives to what waits for them."""
    if request.standing.is_only_executive:
        return redirect("desk:waiting", office=request.standing.office.slug)
    return render(request, "desk/today.html", {"today": days.today(request.standing.office)})


@office_page()
def waiting(request: OfficeRequest) -> HttpResponse:
    """Show all that waits for the reader, and the first of what they asked for."""
    owed = owed_by(request.standing)
    asked = asked_by(request.standing)
    context = {
        "first": next(iter(owed), None),
        "others": owed[1:],
        "asked": asked[:FEW],
        "more_asked": max(len(asked) - FEW, 0),
    }
    return render(request, "desk/waiting.html", context)


@office_page()
def asked(request: OfficeRequest) -> HttpResponse:
    """Show all that the reader asked for, and what became of each."""
    return render(request, "desk/asked.html", {"asked": asked_by(request.standing)})
