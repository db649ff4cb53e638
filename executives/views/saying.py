"""The doors of whoever says what a seat wants: one question after the other, all on one page, the last look."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from executives.forms.saying import LastLookForm, QuestionForm, SayForm, day_and_texts
from executives.models import Seat
from executives.rules.requirements import has_words
from executives.rules.saying import holds_numbered
from executives.selectors.own import own_screen
from executives.selectors.saying import Saying, from_the_list, rows_of, saying, words_of_typed
from executives.selectors.seats import seats_numbered
from executives.services import saying as deeds
from executives.views.asking import attempt_on_shown, found
from pmo.access.doors import OfficeRequest, office_page

Speaking = Callable[..., HttpResponseBase]


def speaking(view: Speaking) -> Speaking:
    """Let in who holds a seat, with the seat that they speak for; whoever holds several says for which."""

    @office_page(has_words)
    @wraps(view)
    def door(request: OfficeRequest, **parts: Any) -> HttpResponseBase:
        office, held = request.standing.office, request.standing.seat_ids
        wanted = request.POST.get("seat") or request.GET.get("seat") or ""
        if wanted:
            holds_numbered(request.standing, wanted).require()
        elif len(held) > 1:
            context = {"seats": seats_numbered(office, held)}
            return render(request, "executives/saying/seats.html", context)
        (seat,) = seats_numbered(office, [int(wanted or held[0])])
        seat.office = office
        return view(request, seat, **parts)

    return door


def device(request: OfficeRequest) -> str:
    """Return what tells this browser from another one, and nothing else."""
    return sha256((request.session.session_key or "").encode()).hexdigest()


def to(page: str, /, request: OfficeRequest, at: Saying, **parts: Any) -> HttpResponse:
    """Go to a page of one's own words, for the same seat."""
    where = {"office": request.standing.office.slug, **parts}
    return redirect(reverse(f"executives:{page}", kwargs=where) + at.where)


@speaking
def question(request: OfficeRequest, seat: Seat, name: str | None = None) -> HttpResponse:
    """Ask one question; what is answered is kept, and the next one comes."""
    at = found(saying(request.standing, seat, name))
    assert at.asked is not None, "somewhere one begins"
    if not at.asked.begins and not at.has_begun:
        return to("ask_me", request, at, name=at.beginning.name)
    begins = day_and_texts(at.typed) | {"begun": at.begun}
    form = QuestionForm(request.POST or None, initial=begins, asked=at.asked)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            kept, is_late = attempt_on_shown(form, lambda: _answered(request, at, form))
            if kept:
                return _on(request, at)
            if is_late:
                status, form.data = HTTPStatus.CONFLICT, _beginning_anew(form.data, 0)
    return render(request, "executives/saying/question.html", {"at": at, "form": form}, status=status)


def _answered(request: OfficeRequest, at: Saying, form: QuestionForm) -> deeds.Kept:
    assert at.asked is not None, "somewhere one begins"
    said = str(form.cleaned_data[at.asked.field] or "")
    fields = {at.asked.field: said, "prompt": at.after.name if at.after else at.asked.name}
    fields |= {"kind": at.asked.fills.value} if at.asked.begins else {}
    begun = form.cleaned_data["begun"]
    return deeds.keep(seat_id=at.seat.pk, fields=fields, begun=begun, device=device(request), by=request.user)


def _on(request: OfficeRequest, at: Saying) -> HttpResponse:
    if at.after and "enough" not in request.POST:
        return to("ask_me", request, at, name=at.after.name)
    return to("last_look", request, at)


def _beginning_anew(data: QueryDict | Any, number: int) -> Any:
    """Let a form that comes back go on from what is kept now, and keep all that was typed."""
    return {**data.dict(), "begun": str(number)} if isinstance(data, QueryDict) else data


@speaking
def last_look(request: OfficeRequest, seat: Seat) -> HttpResponse:
    """Show what is about to be sent, word for word; sending it confirms it."""
    at = found(saying(request.standing, seat, last_look=True))
    if request.method != "POST" and not at.has_begun:
        return to("say", request, at)
    words = words_of_typed(at.typed)
    shown = {**day_and_texts(at.typed), "kind": words.kind, "priority": words.priority, "begun": at.begun}
    form = LastLookForm(request.POST or None, initial=shown)
    return _sent_or(request, at, form, "executives/saying/last_look.html")


@speaking
def all_at_once(request: OfficeRequest, seat: Seat) -> HttpResponse:
    """Ask all on one page; sending it confirms it."""
    at = found(saying(request.standing, seat))
    form = SayForm(request.POST or None, initial=day_and_texts(at.typed) | {"begun": at.begun})
    return _sent_or(request, at, form, "executives/saying/all.html")


def _sent_or(request: OfficeRequest, at: Saying, form: SayForm, template: str) -> HttpResponse:
    """Send what was typed, else show the page, with what another device has kept since."""
    status = HTTPStatus.OK
    newer = None
    if request.method == "POST":
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            given = {"begun": form.cleaned_data["begun"], "device": device(request)}
            said, is_newer = attempt_on_shown(
                form, lambda: deeds.say(seat_id=at.seat.pk, words=form.words, **given, by=request.user)
            )
            if said:
                return to("said", request, at, number=said.number)
            if is_newer:
                status, newer = HTTPStatus.CONFLICT, words_of_typed(at.typed)
                form.data = _beginning_anew(form.data, at.begun)
    words = form.words if form.is_bound and not form.errors else newer or words_of_typed(at.typed)
    context = {"at": at, "form": form, "words": words, "rows": rows_of(words), "newer": newer}
    context["is_listed"] = from_the_list(at.seat, words)
    return render(request, template, context, status=status)


@speaking
def said(request: OfficeRequest, seat: Seat, number: int) -> HttpResponse:
    """Thank for what was sent, and ask for more."""
    words = found(own_screen(request.standing).numbered(number))
    at = found(saying(request.standing, seat))
    return render(request, "executives/saying/said.html", {"at": at, "words": words})


@speaking
@require_POST
def forget(request: OfficeRequest, seat: Seat) -> HttpResponse:
    """Throw away what is typed and not sent."""
    deeds.forget(seat_id=seat.pk, by=request.user)
    messages.success(request, _("It is thrown away. Nobody has seen it."))
    return redirect("desk:waiting", office=request.standing.office.slug)


@speaking
@require_POST
def nothing_more(request: OfficeRequest, seat: Seat) -> HttpResponse:
    """Take the word that nothing more is to be said."""
    deeds.say_nothing_more(seat_id=seat.pk, by=request.user)
    messages.success(request, _("Thank you. You are not asked for this any more; you can say something at any time."))
    return redirect("desk:waiting", office=request.standing.office.slug)
