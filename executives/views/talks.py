"""The doors of talks: what was asked, what was said, and what only PMO managers read."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from executives.forms.requirements import WordsForm
from executives.forms.talks import NotesForm, TalkDayForm, TalkForm
from executives.models import Interview
from executives.rules.talks import may_keep_talks, sees_private_notes, sees_talks
from executives.selectors.seats import seats_of
from executives.selectors.talks import exported, private_note_of, talk_numbered, talk_screen, talks_of
from executives.services import requirements, talks
from executives.views.asking import attempt, attempt_on_shown, found, showing
from pmo import clock
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.exports import Column, export, wanted

ON_A_PAGE = 50
COLUMNS = [
    Column(_("talk"), 8),
    Column(_("seat"), 36),
    Column(_("name"), 26),
    Column(_("about"), 24),
    Column(_("held on"), 14),
    Column(_("requirements"), 14),
    Column(_("waiting"), 14),
]


@office_page(sees_talks)
def index(request: OfficeRequest) -> HttpResponseBase:
    """List the talks, the latest first, or give them as a file."""
    listed = talks_of(request.standing.office)
    if kind := wanted(request):
        return export(exported(listed), COLUMNS, name=gettext("talks"), kind=kind)
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    screen = {"listed": page, "may_keep": bool(may_keep_talks(request.standing))}
    return render(request, "executives/talks/list.html", screen)


@office_page(may_keep_talks)
def new(request: OfficeRequest) -> HttpResponse:
    """Note that a talk was held, then go on to what was said."""
    office = request.standing.office
    begun = {"seat": request.GET.get("seat"), "day": clock.today(office.time_zone)}
    form = TalkForm(request.POST or None, seats=seats_of(office), initial=begun)
    if request.method == "POST" and form.is_valid():
        given = {"seat_id": form.cleaned_data["seat"], "kind": form.cleaned_data["kind"]}
        held = attempt(form, lambda: talks.note_talk(**given, day=form.cleaned_data["day"], by=request.user))
        if held:
            return _to(held, request)
    return render(request, "executives/talks/new.html", {"form": form}, status=400 if form.errors else 200)


@sensitive_post_parameters("private")
@office_page(sees_talks)
def show(request: OfficeRequest, number: int) -> HttpResponse:
    """Show a talk; PMO managers keep its notes, and theirs alone are the private ones."""
    talk = _talk(request, number)
    if request.method == "POST":
        may_keep_talks(request.standing).require()
    kept = private_note_of(talk, request.standing)
    now = {"notes": talk.notes, "private": kept.text if kept else "", "shown": talk.revision}
    form = NotesForm(request.POST or None, initial=now)
    moved_on = False
    if request.method == "POST" and form.is_valid():
        given = {"shown_revision": form.cleaned_data["shown"], "by": request.user}
        texts = {name: form.cleaned_data[name] for name in ("notes", "private")}
        done, moved_on = attempt_on_shown(form, lambda: talks.keep_notes(interview_id=talk.pk, **texts, **given))
        if done:
            messages.success(request, gettext("The notes are kept."))
            return _to(talk, request, "talk_words" if "words" in request.POST else "talk")
    screen = {"screen": talk_screen(talk), "form": form, "now": now if moved_on else None}
    screen["may_keep"] = bool(sees_private_notes(request.standing))
    if moved_on:
        showing(form, str(talk.revision))
    status = HTTPStatus.CONFLICT if moved_on else HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "executives/talks/talk.html", screen, status=status)


@office_page(may_keep_talks)
def day(request: OfficeRequest, number: int) -> HttpResponse:
    """Correct the day on which a talk was held."""
    talk = _talk(request, number)
    form = TalkDayForm(request.POST or None, initial={"day": talk.day})
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data["day"]
        if attempt(form, lambda: talks.correct_day(interview_id=talk.pk, day=held, by=request.user)):
            return _to(talk, request)
    screen = {"form": form, "talk": talk}
    return render(request, "executives/talks/day.html", screen, status=400 if form.errors else 200)


@office_page(may_keep_talks)
def words(request: OfficeRequest, number: int) -> HttpResponse:
    """Write down what somebody said in a talk, beside its notes."""
    talk = _talk(request, number)
    form = WordsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: requirements.record_requirement(
                seat_id=talk.seat_id, words=form.words, interview=talk, by=request.user
            ),
        )
        if made:
            messages.success(request, gettext("%(key)s is written down.") % {"key": made.key})
            return _to(talk, request, "talk_words" if "another" in request.POST else "talk")
    screen = {"form": form, "screen": talk_screen(talk)}
    return render(request, "executives/talks/words.html", screen, status=400 if form.errors else 200)


@office_page(may_keep_talks)
@require_POST
def play_back(request: OfficeRequest, number: int) -> HttpResponse:
    """Show its executive all that was written down of a talk."""
    talk = _talk(request, number)
    waiting = [each.pk for each in talk_screen(talk).to_play_back]
    if done := requirements.play_back(requirement_ids=waiting, by=request.user):
        said = ngettext("%(number)s requirement is played back.", "%(number)s requirements are played back.", len(done))
        messages.success(request, said % {"number": len(done)})
    return _to(talk, request)


@office_page(may_keep_talks)
def drop(request: OfficeRequest, number: int) -> HttpResponse:
    """Take back a talk that was noted by mistake."""
    talk = _talk(request, number)
    if request.method == "POST":
        talks.drop_talk(interview_id=talk.pk, by=request.user)
        return redirect("executives:talks", office=request.standing.office.slug)
    screen = {
        "title": gettext("Take this talk back?"),
        "sentence": gettext("For what was noted by mistake. Its notes go with it, the private ones too."),
        "label": gettext("Take it back"),
        "cancel_url": reverse("executives:talk", args=[request.standing.office.slug, talk.number]),
    }
    return render(request, "confirm.html", screen)


def _talk(request: OfficeRequest, number: int) -> Interview:
    return found(talk_numbered(request.standing.office, number))


def _to(talk: Interview, request: OfficeRequest, name: str = "talk") -> HttpResponse:
    return redirect(f"executives:{name}", office=request.standing.office.slug, number=talk.number)
