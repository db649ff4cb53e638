"""Doors to the comments on a statement of the draft."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from mandates.forms.remarks import AnswerForm, CommentForm
from mandates.models import Comment, Statement
from mandates.selectors.drafts import statement_keyed
from mandates.selectors.remarks import comment_numbered, remarks_page
from mandates.selectors.versions import open_version
from mandates.services import remarks
from mandates.views.answers import done, status_of
from pmo.access.doors import OfficeRequest, office_page
from pmo.access.rules import is_manager, sees_working_pages


def _statement(request: OfficeRequest, key: str) -> Statement:
    version = open_version(request.standing.office)
    found = statement_keyed(version, key) if version else None
    if found is None:
        raise Http404
    return found


def _comment(request: OfficeRequest, key: str, number: int) -> Comment:
    found = comment_numbered(_statement(request, key).version, key, number)
    if found is None:
        raise Http404
    return found


def _back(request: OfficeRequest, key: str, comment: Comment) -> HttpResponse:
    where = reverse("mandates:comments", kwargs={"office": request.standing.office.slug, "key": key})
    return redirect(f"{where}#comment-{comment.pk}")


@office_page(sees_working_pages)
def comments(request: OfficeRequest, key: str) -> HttpResponse:
    """Show the comments on a statement, and take a new one."""
    statement = _statement(request, key)
    form, made = CommentForm(request.POST or None), list[Comment]()

    def write() -> None:
        made.append(remarks.comment(statement_id=statement.pk, text=form.cleaned_data["text"], by=request.user))

    if request.method == "POST" and form.is_valid() and done(form, write):
        return _back(request, key, made[0])
    return _shown(request, statement, form)


def _shown(
    request: OfficeRequest, statement: Statement, form: CommentForm, answering: tuple[int, AnswerForm] | None = None
) -> HttpResponse:
    number, answer = answering or (0, AnswerForm())
    shown = {
        "screen": remarks_page(request.standing, statement),
        "form": form,
        "answer": answer,
        "answering": number,
    }
    return render(
        request, "mandates/draft/comments.html", shown, status=status_of(answer) if number else status_of(form)
    )


@office_page(is_manager)
@require_POST
def answer(request: OfficeRequest, key: str, comment: int) -> HttpResponse:
    """Answer a comment."""
    found, form = _comment(request, key, comment), AnswerForm(request.POST)

    def write() -> None:
        remarks.answer_comment(comment_id=found.pk, text=form.cleaned_data["text"], by=request.user)

    if form.is_valid() and done(form, write):
        return _back(request, key, found)
    return _shown(request, _statement(request, key), CommentForm(), (found.pk, form))


@office_page(is_manager)
@require_POST
def resolve(request: OfficeRequest, key: str, comment: int) -> HttpResponse:
    """Call a comment settled, or (`again`) take it up once more."""
    found = _comment(request, key, comment)
    deed = remarks.reopen_comment if "again" in request.POST else remarks.resolve_comment
    deed(comment_id=found.pk, by=request.user)
    return _back(request, key, found)
