"""The doors of seats and holders."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.forms.seats import HandOverForm, SeatForm, VacateForm
from executives.models import Seat
from executives.rules.assistants import may_name_assistants
from executives.rules.seats import may_keep_seats
from executives.selectors.assistants import assistants_of
from executives.selectors.seats import SeatRow, board, seat_numbered, seat_screen
from executives.services import seats
from executives.views.asking import attempt, found
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import sees_working_pages
from pmo.ui.exports import Column, export

COLUMNS = [
    Column(_("seat"), 36),
    Column(_("name"), 26),
    Column(_("email"), 34),
    Column(_("decision role"), 16),
    Column(_("sponsor"), 10),
    Column(_("active from"), 14),
    Column(_("requirements"), 14),
    Column(_("confirmed words"), 16),
]


@office_page(sees_working_pages)
def index(request: OfficeRequest) -> HttpResponseBase:
    """Show the board of seats."""
    rows = board(request.standing.office)
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        return export(map(_exported, rows), COLUMNS, name=gettext("executives"), kind=kind)  # type: ignore[arg-type]
    may = bool(may_keep_seats(request.standing))
    to_ask = sum(row.is_to_be_asked for row in rows)
    return render(request, "executives/seats.html", {"rows": rows, "may_keep": may, "to_ask": to_ask})


def _exported(row: SeatRow) -> tuple:
    seat, holder = row.seat, row.holder
    person = (holder.person.name, holder.person.email) if holder else ("", "")
    sponsor = "yes" if seat.sponsor else "no"
    start = holder.start if holder else None
    return (seat.title, *person, seat.decision_role, sponsor, start, row.asked, row.confirmed)


@office_page(sees_working_pages)
def show(request: OfficeRequest, number: int) -> HttpResponse:
    """Show a seat: its holders and its requirements."""
    screen = seat_screen(_seat(request, number))
    context = {
        "screen": screen,
        "may_keep": bool(may_keep_seats(request.standing)),
        "assistants": assistants_of(screen.seat),
        "may_name": bool(may_name_assistants(request.standing, screen.seat)),
    }
    return render(request, "executives/seat.html", context)


@office_page(may_keep_seats)
def new(request: OfficeRequest) -> HttpResponse:
    """Register a seat."""
    form = SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        office_id, by = request.standing.office.pk, request.user
        seat = attempt(form, lambda: seats.register_seat(office_id=office_id, **form.cleaned_data, by=by))
        if seat:
            messages.success(request, gettext("%(seat)s is registered.") % {"seat": seat.title})
            return _to(seat, request)
    return _form_page(request, form, None, gettext("A new seat"), gettext("Register the seat"))


@office_page(may_keep_seats)
def edit(request: OfficeRequest, number: int) -> HttpResponse:
    """Change a seat."""
    seat = _seat(request, number)
    now = {"title": seat.title, "decision_role": seat.decision_role, "sponsor": seat.sponsor}
    form = SeatForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        changed = attempt(form, lambda: seats.change_seat(seat_id=seat.pk, **form.cleaned_data, by=request.user))
        if changed:
            return _to(seat, request)
    return _form_page(request, form, seat, gettext("Change the seat"), gettext("Save the seat"))


@office_page(may_keep_seats)
def hand_over(request: OfficeRequest, number: int) -> HttpResponse:
    """Hand a seat over."""
    seat = _seat(request, number)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holder = attempt(form, lambda: seats.seat_newcomer(seat_id=seat.pk, **form.cleaned_data, by=request.user))
        if holder:
            said = gettext("%(name)s holds the seat from that day on.") % {"name": form.cleaned_data["name"]}
            messages.success(request, said)
            return _to(seat, request)
    return _form_page(request, form, seat, gettext("Who takes the seat?"), gettext("Hand the seat over"))


@office_page(may_keep_seats)
def vacate(request: OfficeRequest, number: int) -> HttpResponse:
    """Vacate a seat."""
    seat = _seat(request, number)
    form = VacateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        holder = attempt(form, lambda: seats.vacate_seat(seat_id=seat.pk, **form.cleaned_data, by=request.user))
        if holder:
            return _to(seat, request)
    return _form_page(request, form, seat, gettext("Leave the seat vacant"), gettext("Vacate the seat"))


def _seat(request: OfficeRequest, number: int) -> Seat:
    return found(seat_numbered(request.standing.office, number))


def _to(seat: Seat, request: OfficeRequest) -> HttpResponse:
    return redirect("executives:seat", office=request.standing.office.slug, number=seat.pk)


def _form_page(
    request: OfficeRequest, form: SeatForm | HandOverForm | VacateForm, seat: Seat | None, title: str, label: str
) -> HttpResponse:
    screen = {"form": form, "seat": seat, "title": title, "label": label}
    return render(request, "executives/seat_form.html", screen, status=400 if form.errors else 200)
