"""What a seat stands for, for whoever holds it; and what new holders said, for those who run the mandate."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mandates.control_states import SuccessorChoice
from mandates.forms.turnover import SuccessorForm, WishForm
from mandates.rules.turnover import sees_briefing, sees_successors
from mandates.selectors.briefing import Briefing, briefing_of, successors_page
from mandates.services import turnover
from mandates.turnover_listings import SUCCESSORS, successor_rows
from mandates.views.answers import as_file, done, status_of
from mandates.views.refusals import tried
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import is_manager


@office_page(sees_briefing)
def briefing(request: OfficeRequest) -> HttpResponse:
    """What the seat wanted, signed, owns and owes; and whether its new holder stands by it."""
    sent = request.POST.get("seat") or request.GET.get("seat") or ""
    screen = briefing_of(request.standing, int(sent) if sent.isdecimal() and len(sent) < 19 else None)
    if screen is None:
        raise Http404
    shown = screen.version.digest if screen.version else ""
    form = SuccessorForm(request.POST or None, initial={"seat": screen.seat.pk, "shown_digest": shown})
    status = int(status_of(form))
    if request.method == "POST" and form.is_valid() and not (status := tried(form, lambda: _say(request, form))):
        return redirect(_page_of(request, screen))
    return render(request, "mandates/turnover/briefing.html", {"screen": screen, "form": form}, status=status)


def _say(request: OfficeRequest, form: SuccessorForm) -> None:
    said = form.cleaned_data
    about = {"office_id": request.standing.office.pk, "seat_id": said["seat"], "shown_digest": said["shown_digest"]}
    if said["choice"] == SuccessorChoice.REOPEN:
        turnover.ask_to_reopen(wish=said["wish"], by=request.user, **about)
    else:
        turnover.stand_by(by=request.user, **about)


def _page_of(request: OfficeRequest, screen: Briefing) -> str:
    url = reverse("mandates:briefing", kwargs={"office": request.standing.office.slug})
    return f"{url}?seat={screen.seat.pk}"


@office_page(sees_successors)
def successors(request: OfficeRequest) -> HttpResponseBase:
    """What new holders of seats said, and which wishes wait for an answer."""
    screen = successors_page(request.standing)
    if file := as_file(request, successor_rows(screen), SUCCESSORS, name="new holders"):
        return file
    return render(request, "mandates/turnover/successors.html", {"screen": screen, "form": WishForm()})


@office_page(is_manager)
@require_POST
def answer(request: OfficeRequest, wish: int) -> HttpResponseBase:
    """Answer a wish to reopen in a sentence."""
    screen = successors_page(request.standing)
    if not any(row.said.pk == wish for row in screen.rows):
        raise Http404
    form = WishForm(request.POST, prefix=f"wish-{wish}")

    def deed() -> None:
        turnover.answer_wish(ratification_id=wish, answer=form.cleaned_data["answer"], by=request.user)

    if form.is_valid() and done(form, deed):
        return redirect("mandates:successors", office=request.standing.office.slug)
    context = {"screen": screen, "form": form}
    return render(request, "mandates/turnover/successors.html", {**context, "answering": wish}, status=400)
