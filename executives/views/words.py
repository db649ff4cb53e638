"""An executive's doors to their own words: one by one, or all on one page."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from executives.forms.requirements import OwnWordsForm, ReasonForm
from executives.playback import changes
from executives.rules.requirements import has_words
from executives.selectors.own import OwnWords, own_screen, wording_shown
from executives.selectors.seats import seats_numbered
from executives.services import requirements
from executives.views.asking import attempt_on_shown, found, showing
from executives.words import FIELDS, words_of
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.verdicts import Ground, Refused


@office_page(has_words)
def one_by_one(request: OfficeRequest, number: int | None = None) -> HttpResponse:
    """Show the next words that wait, or the ones asked for; when none wait, say what happens next."""
    screen = own_screen(request.standing)
    words = found(screen.numbered(number)) if number else next(iter(screen.waiting), None)
    if words is None:
        return render(request, "executives/words/done.html", {"screen": screen})
    return render(request, "executives/words/one.html", {"screen": screen, "words": words})


@office_page()
def about(request: OfficeRequest) -> HttpResponse:
    """Say in a few words what this is, and why the reader is asked."""
    seats = seats_numbered(request.standing.office, request.standing.seat_ids)
    return render(request, "executives/about.html", {"seats": seats})


@office_page(has_words)
def every(request: OfficeRequest) -> HttpResponse:
    """Show all words on one page, and confirm exactly those that it showed."""
    screen = own_screen(request.standing)
    if request.method != "POST":
        return render(request, "executives/words/all.html", {"screen": screen})
    shown = {words.requirement.pk: _shown_on_page(request, words) for words in screen.words}
    try:
        requirements.confirm_all(shown_digests={pk: each for pk, each in shown.items() if each}, by=request.user)
    except Refused as refusal:
        if refusal.verdict.ground != Ground.STATE:
            raise
        told = {"screen": screen, "moved_on": gettext("Nothing was confirmed: some words changed while you read.")}
        return render(request, "executives/words/all.html", told, status=HTTPStatus.CONFLICT)
    return redirect("executives:words", office=request.standing.office.slug)


def _shown_on_page(request: OfficeRequest, words: OwnWords) -> str:
    return request.POST.get(words.requirement.key, "")


@office_page(has_words)
@require_POST
def confirm(request: OfficeRequest, number: int) -> HttpResponse:
    """Confirm the words shown, and go on to the next; when they changed, show what changed."""
    words = _own(request, number)
    shown = request.POST.get("shown", "")
    try:
        requirements.confirm(requirement_id=words.requirement.pk, shown_digest=shown, by=request.user)
    except Refused as refusal:
        if refusal.verdict.ground != Ground.STATE:
            raise
        return _moved_on(request, words, shown, refusal)
    return _next(request)


def _moved_on(request: OfficeRequest, words: OwnWords, shown: str, refusal: Refused) -> HttpResponse:
    before = wording_shown(words.requirement, shown)
    told = {
        "screen": own_screen(request.standing),
        "words": words,
        "moved_on": refusal.verdict.reason,
        "since": changes(before, words.wording, own=True) if before else [],
    }
    return render(request, "executives/words/one.html", told, status=HTTPStatus.CONFLICT)


@office_page(has_words)
def correct(request: OfficeRequest, number: int) -> HttpResponse:
    """Put one's own words right: saved and confirmed in one deed, or saved to be confirmed later."""
    words = _own(request, number)
    now = {name: getattr(words.wording, name) for name in FIELDS} | {"shown": words.wording.digest}
    form = OwnWordsForm(request.POST or None, initial=now)
    typed = None
    if request.method == "POST" and form.is_valid():
        deed = requirements.change_requirement if "later" in request.POST else requirements.correct
        given = {"requirement_id": words.requirement.pk, "shown_digest": form.cleaned_data["shown"]}
        done, moved_on = attempt_on_shown(form, lambda: deed(**given, words=form.words, by=request.user))
        if done:
            return redirect(
                "executives:words_all" if "later" in request.POST else "executives:words", office=_slug(request)
            )
        if moved_on:
            words = _own(request, number)
            typed = changes(words_of(words.wording), form.words, own=True)
            showing(form, words.wording.digest)
    status = HTTPStatus.CONFLICT if typed is not None else HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    screen = {"form": form, "words": words, "typed": typed}
    return render(request, "executives/words/correct.html", screen, status=status)


@office_page(has_words)
def leave_out(request: OfficeRequest, number: int) -> HttpResponse:
    """Leave one's own words out, with the reason."""
    words = _own(request, number)
    form = ReasonForm(request.POST or None, initial={"shown": words.wording.digest})
    moved_on = False
    if request.method == "POST" and form.is_valid():
        given = {"shown_digest": form.cleaned_data["shown"], "reason": form.cleaned_data["reason"]}
        done, moved_on = attempt_on_shown(
            form, lambda: requirements.decline(requirement_id=words.requirement.pk, **given, by=request.user)
        )
        if done:
            return _next(request)
        if moved_on:
            words = _own(request, number)
            showing(form, words.wording.digest)
    status = HTTPStatus.CONFLICT if moved_on else HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    screen = {"form": form, "words": words}
    return render(request, "executives/words/leave_out.html", screen, status=status)


def _own(request: OfficeRequest, number: int) -> OwnWords:
    return found(own_screen(request.standing).numbered(number))


def _slug(request: OfficeRequest) -> str:
    return request.standing.office.slug


def _next(request: OfficeRequest) -> HttpResponse:
    return redirect("executives:words", office=_slug(request))
