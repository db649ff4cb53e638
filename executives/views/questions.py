"""The doors of the questions: read by who works here, worded by administrators."""

from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from executives.forms.prompts import NewQuestionForm, QuestionWordsForm
from executives.rules.prompts import may_word_questions, sees_questions
from executives.selectors.prompts import Asked, question_named, questions_of
from executives.services.questions import add_question, unword_question, word_question
from executives.views.asking import found
from executives.views.own_words import confirm_page, form_page
from pmo.access.doors import OfficeRequest, office_page
from pmo.ui.exports import Column, export, wanted

PAGE, LIST = "executives/settings/question.html", "executives:questions"
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
    form, deed = NewQuestionForm(request.POST or None), partial(add_question, office_id=request.standing.office.pk)
    done = _("The question is asked from now on.")
    return form_page(request, form, deed, template=PAGE, context={"asked": None}, done=done, to=LIST)


@office_page(may_word_questions)
def edit(request: OfficeRequest, name: str) -> HttpResponse:
    """Word a question, or ask it no more."""
    office = request.standing.office
    asked = found(question_named(office, name))
    now = {"question": str(asked.question), "hint": str(asked.hint), "hidden": asked.hidden}
    form = QuestionWordsForm(request.POST or None, initial=now)
    deed, done = partial(word_question, office_id=office.pk, name=name), _("The question is saved.")
    return form_page(request, form, deed, template=PAGE, context={"asked": asked}, done=done, to=LIST)


@office_page(may_word_questions)
def usual(request: OfficeRequest, name: str) -> HttpResponse:
    """Ask, then go back to the product's question."""
    office = request.standing.office
    asked = found(question_named(office, name))
    return confirm_page(
        request,
        partial(unword_question, office_id=office.pk, name=name),
        title=_("Go back to the product’s question?"),
        label=_("Use the product’s words"),
        words=asked.question,
        cancel=reverse("executives:edit_question", kwargs={"office": office.slug, "name": name}),
        to=LIST,
    )
