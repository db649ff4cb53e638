"""The doors of the questions: read by who works here, worded by administrators."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from executives.forms.prompts import NewQuestionForm, QuestionWordsForm
from executives.rules.prompts import may_word_questions, sees_questions
from executives.selectors.prompts import Asked, question_named, questions_of
from executives.services.questions import add_question, unword_question, word_question
from executives.views.asking import attempt_on_shown, found
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.exports import Column, export, wanted

COLUMNS = [
    Column(gettext_lazy("question"), 50),
    Column(gettext_lazy("a line below it"), 60),
    Column(gettext_lazy("what the answer is"), 36),
    Column(gettext_lazy("asked"), 8),
    Column(gettext_lazy("whose words"), 20),
]


@office_page(sees_questions)
def index(request: OfficeRequest) -> HttpResponseBase:
    """List the questions, those not asked included."""
    questions = questions_of(request.standing.office)
    if kind := wanted(request):
        return export(map(_exported, questions), COLUMNS, name=_("questions"), kind=kind)
    context = {"questions": questions, "may_word": bool(may_word_questions(request.standing))}
    return render(request, "executives/settings/questions.html", context)


def _exported(asked: Asked) -> tuple:
    whose = _("the office’s") if asked.own else _("the product’s")
    is_asked = _("no") if asked.hidden else _("yes")
    return (str(asked.question), str(asked.hint), str(asked.fills.label), is_asked, whose)


@office_page(may_word_questions)
def new(request: OfficeRequest) -> HttpResponse:
    """Ask one question more."""
    office_id, by = request.standing.office.pk, request.user
    form = NewQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done, _moved = attempt_on_shown(form, lambda: add_question(office_id=office_id, **form.cleaned_data, by=by))
        if done:
            messages.success(request, _("The question is asked from now on."))
            return redirect("executives:questions", office=request.standing.office.slug)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "executives/settings/question.html", {"form": form, "asked": None}, status=status)


@office_page(may_word_questions)
def edit(request: OfficeRequest, name: str) -> HttpResponse:
    """Word a question, or ask it no more."""
    office = request.standing.office
    asked = found(question_named(office, name))
    now = {"question": str(asked.question), "hint": str(asked.hint), "hidden": asked.hidden}
    form = QuestionWordsForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        given = {"office_id": office.pk, "name": name, **form.cleaned_data}
        attempt_on_shown(form, lambda: word_question(**given, by=request.user))
        if not form.errors:
            messages.success(request, _("The question is saved."))
            return redirect("executives:questions", office=office.slug)
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "executives/settings/question.html", {"form": form, "asked": asked}, status=status)


@office_page(may_word_questions)
def usual(request: OfficeRequest, name: str) -> HttpResponse:
    """Ask, then go back to the product's question."""
    office = request.standing.office
    asked = found(question_named(office, name))
    if request.method == "POST":
        unword_question(office_id=office.pk, name=name, by=request.user)
        return redirect("executives:questions", office=office.slug)
    context = {
        "title": _("Go back to the product’s question?"),
        "sentence": _("Your words “%(words)s” are taken away. They stay in the ledger.") % {"words": asked.question},
        "label": _("Use the product’s words"),
        "cancel_url": reverse("executives:edit_question", kwargs={"office": office.slug, "name": name}),
    }
    return render(request, "confirm.html", context)
