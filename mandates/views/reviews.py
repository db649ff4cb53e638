"""Pages of reviews: the list, one review, the one question to an executive."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mandates.forms.reviews import AnswerForm, OutcomeForm
from mandates.models import Review
from mandates.rules.reviews import is_executive, sees_reviews
from mandates.selectors.review_pages import (
    AnswerScreen,
    ReviewPage,
    answer_screen,
    review_page,
    reviews_screen,
    seat_to_answer,
)
from mandates.selectors.reviews import review_numbered
from mandates.services.reviews import answer_review, close_review, open_review
from mandates.views.answers import as_file
from mandates.views.refusals import kept
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import is_manager
from pmo.access.verdicts import Refused
from pmo.ui.exports import Column, Kind, export
from pmo.ui.prose import plain_words

COLUMNS = [
    Column(gettext_lazy("Review"), 10),
    Column(gettext_lazy("Due"), 14),
    Column(gettext_lazy("Version"), 10),
    Column(gettext_lazy("How it stands"), 20),
]
SAID = [
    Column(gettext_lazy("Seat"), 30),
    Column(gettext_lazy("Name"), 24),
    Column(gettext_lazy("Answer"), 20),
    Column(gettext_lazy("What should change"), 60),
]


def found(request: OfficeRequest, number: int) -> Review:
    """Return the review with this number, or answer that there is none."""
    if review := review_numbered(request.standing.office, number):
        return review
    raise Http404


@office_page(sees_reviews)
def listing(request: OfficeRequest) -> HttpResponse:
    """All reviews, and the days to come."""
    screen = reviews_screen(request.standing)
    if (kind := request.GET.get("format")) in ("csv", "xlsx"):
        rows = [(row.review.number, row.review.due, row.review.version.key, str(row.word)) for row in screen.rows]
        return cast("HttpResponse", export(rows, COLUMNS, name=_("Reviews"), kind=cast("Kind", kind)))
    return render(request, "mandates/reviews/list.html", {"screen": screen})


@office_page(sees_reviews)
def detail(request: OfficeRequest, number: int) -> HttpResponseBase:
    """One review: who has answered what, and how it may end."""
    review = found(request, number)
    page = review_page(review, request.standing)
    if page.sees_answers and (file := as_file(request, _said(page), SAID, name=f"review {number}")):
        return file
    return _shown(request, page, OutcomeForm())


def _said(page: ReviewPage) -> list[tuple[str, str, str, str]]:
    """Return seat, holder, answer and wish of all who are asked."""
    return [
        (
            each.seat.title,
            each.holder.name if each.holder else "",
            each.answer.get_choice_display() if each.answer else "",
            each.answer.wish if each.answer else "",
        )
        for each in page.screen.said
    ]


def _shown(request: OfficeRequest, page: ReviewPage, form: OutcomeForm, status: int = 200) -> HttpResponse:
    return render(request, "mandates/reviews/review.html", {"page_of": page, "form": form}, status=status)


@office_page(is_manager)
@require_POST
def opening(request: OfficeRequest, number: int) -> HttpResponse:
    """Open a planned review before its time."""
    review = open_review(review_id=found(request, number).pk, by=request.user)
    messages.success(request, _("The review is open, and everybody who is asked has been told."))
    return redirect("mandates:review", office=request.standing.office.slug, number=review.number)


@office_page(is_manager)
@require_POST
def closing(request: OfficeRequest, number: int) -> HttpResponse:
    """End a review: reaffirmed, or to be revised."""
    review = found(request, number)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _shown(request, review_page(review, request.standing), form, status=400)
    try:
        close_review(review_id=review.pk, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        status = kept(form, refusal)
        return _shown(request, review_page(review, request.standing), form, status=status)
    return redirect("mandates:review", office=request.standing.office.slug, number=review.number)


@office_page(is_executive)
def answer(request: OfficeRequest, number: int) -> HttpResponse:
    """Ask an executive whether the mandate is still right; keep what they answer."""
    screen = _asked(request, found(request, number))
    form, status = _form(request, screen), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            said = form.cleaned_data
            try:
                answer_review(
                    review_id=screen.review.pk,
                    seat_id=said["seat"],
                    choice=said["choice"],
                    line_id=said["line"],
                    wish=said["wish"],
                    shown_digest=said["shown_digest"],
                    by=request.user,
                )
            except Refused as refusal:
                status = kept(form, refusal)
            else:
                return redirect("mandates:answer-review", office=request.standing.office.slug, number=number)
    return render(request, "mandates/reviews/answer.html", {"screen": screen, "form": form}, status=status)


def _asked(request: OfficeRequest, review: Review) -> AnswerScreen:
    """Return the question to the seat that is asked; a seat that is only told has none."""
    wanted = request.POST.get("seat") or request.GET.get("seat") or ""
    seat = seat_to_answer(review, request.standing, int(wanted) if wanted.isdecimal() and len(wanted) < 19 else None)
    if seat is None:
        raise Http404
    return answer_screen(review, seat)


def _form(request: OfficeRequest, screen: AnswerScreen) -> AnswerForm:
    digest = screen.version.digest if screen.version else ""
    initial = {"seat": screen.seat.pk, "shown_digest": digest}
    lines = [(each.line_id, f"{each.key} {plain_words(each.text)}"[:120]) for each in screen.statements]
    return AnswerForm(request.POST or None, initial=initial, lines=lines)
