"""Doors to alignment: executives × statements before a round, and what one executive said of each."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.alignment_listings import ALIGNMENT, MEETINGS, alignment_rows, meeting_rows
from mandates.forms.alignment import SoundOutForm
from mandates.rules.alignment import may_sound_out, sees_alignment
from mandates.selectors.alignment_pages import SeatAlignment, alignment_page, seat_alignment
from mandates.services.alignment import sound_out
from mandates.views.answers import as_file, status_of
from mandates.views.refusals import kept
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Refused


@office_page(sees_alignment)
def matrix(request: OfficeRequest) -> HttpResponseBase:
    """Executives × statements, and whom to meet next; `?list=talks` is the order as a file."""
    screen = alignment_page(request.standing)
    if request.GET.get("list") == "talks":
        file = as_file(request, meeting_rows(screen.meetings), MEETINGS, name=_("order of talks"))
    else:
        file = as_file(request, alignment_rows(screen), ALIGNMENT, name=_("alignment"))
    return file or render(request, "mandates/alignment/matrix.html", {"screen": screen})


@office_page(sees_alignment)
def seat(request: OfficeRequest, seat: int) -> HttpResponse:
    """One executive's statements with what is recorded of each; the PMO manager notes what they said."""
    screen = seat_alignment(request.standing, seat)
    if screen is None:
        raise Http404
    asked = screen.row(request.GET.get("line", ""))
    statements = [each.statement for each in screen.rows]
    initial = {"line": asked.statement.line_id} if asked else {}
    form = SoundOutForm(request.POST or None, statements=statements, initial=initial)
    status = status_of(form)
    if request.method == "POST":
        may_sound_out(request.standing).require()
        if form.is_valid():
            try:
                return _noted(request, screen, form)
            except Refused as refusal:
                status = kept(form, refusal)
    context = {"screen": screen, "form": form, "asked": asked}
    return render(request, "mandates/alignment/seat.html", context, status=status)


def _noted(request: OfficeRequest, screen: SeatAlignment, form: SoundOutForm) -> HttpResponse:
    """Note what was typed, and go on to the next statement."""
    made = sound_out(
        seat_id=screen.seat.pk,
        line_id=form.cleaned_data["line"],
        choice=form.cleaned_data["choice"],
        note=form.cleaned_data["note"],
        by=request.user,
    )
    messages.success(request, _("%(key)s is noted: %(said)s.") % {"key": made.line.key, "said": made.word})
    there = reverse("mandates:alignment-seat", kwargs={"office": request.standing.office.slug, "seat": screen.seat.pk})
    after = screen.after(made.line_id)
    return redirect(f"{there}?line={after}" if after else there)
