"""The manager's doors of asking: whom, until when, and no more."""

from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from executives.forms.asking import AskForm
from executives.rules.saying import may_ask_for_words
from executives.selectors.asking import ask_rows, request_numbered
from executives.services import asking
from executives.views.asking import attempt, found
from pmo import clock
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.figures import spelled

TIME_TO_ANSWER = timedelta(days=7)


@office_page(may_ask_for_words)
def ask(request: OfficeRequest) -> HttpResponse:
    """Ask seats for their words: those chosen, or by one click all of which there are none."""
    office = request.standing.office
    rows = ask_rows(office)
    due = clock.today(office.time_zone) + TIME_TO_ANSWER
    owed = [row.seat.pk for row in rows if row.is_owed]
    open_to = [row for row in rows if row.can_be_asked]
    given = {"seats": owed, "due": due.isoformat()} if "everybody" in request.POST else request.POST
    form = AskForm(given if request.method == "POST" else None, rows=open_to, initial={"seats": owed, "due": due})
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid() and (asked := attempt(form, lambda: _asked(request, form))) is not None:
            said = ngettext("%(number)s seat is asked.", "%(number)s seats are asked.", len(asked))
            messages.success(request, said % {"number": spelled(len(asked)).capitalize()})
            return redirect("executives:seats", office=office.slug)
    context = {"form": form, "asked": [row for row in rows if row.request], "open_to": open_to}
    return render(request, "executives/ask.html", context, status=status)


def _asked(request: OfficeRequest, form: AskForm) -> list:
    given = {"seat_ids": form.cleaned_data["seats"], "due": form.cleaned_data["due"]}
    return asking.ask_for_words(office_id=request.standing.office.pk, **given, by=request.user)


@office_page(may_ask_for_words)
@require_POST
def take_back(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask a seat no more."""
    asked = found(request_numbered(request.standing.office, number))
    asking.take_back(request_id=asked.pk, by=request.user)
    messages.success(request, _("%(seat)s is not asked any more.") % {"seat": asked.seat.title})
    return redirect("executives:ask", office=request.standing.office.slug)
