"""The administrator's deeds on the questions by which executives are asked."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from executives.models import Prompt
from executives.rules.prompts import leaves_a_beginning, may_be_added, words_fit
from executives.selectors.prompts import questions_of
from executives.services.own_words import OwnWords, entered
from pmo.access.models import Person
from pmo.access.verdicts import wrong_input

QUESTIONS = OwnWords(
    Prompt.objects,
    ("fills", "question", "hint", "hidden"),
    "prompt",
    wrong_input(_("There is no such question. Load the page again.")),
)


@transaction.atomic
def word_question(
    *, office_id: int, name: str, question: str, hint: str = "", hidden: bool = False, by: Person
) -> None:
    """Ask a question in the office's own words from now on, or no more."""
    office = entered(office_id, by)
    questions = questions_of(office)
    asked = QUESTIONS.named(questions, name)
    words_fit(question=question, hint=hint).require()
    if hidden and asked.begins and not asked.hidden:
        leaves_a_beginning(questions, name).require()
    old = QUESTIONS.said(asked.fills, str(asked.question), str(asked.hint), asked.hidden)
    QUESTIONS.reword(office, name, QUESTIONS.said(asked.fills, question, hint, hidden), old=old, by=by)


@transaction.atomic
def add_question(*, office_id: int, fills: str, question: str, hint: str = "", by: Person) -> Prompt:
    """Ask one question more; the very same one again is the one that is there."""
    office = entered(office_id, by)
    may_be_added(fills).require()
    words_fit(question=question, hint=hint).require()
    return QUESTIONS.add(office, QUESTIONS.said(fills, question, hint, False), by=by)


@transaction.atomic
def unword_question(*, office_id: int, name: str, by: Person) -> bool:
    """Go back to the product's question; return whether there was another. An office's own one is hidden instead."""
    office = entered(office_id, by)
    return QUESTIONS.take_back(office, QUESTIONS.named(questions_of(office), name), by=by)
