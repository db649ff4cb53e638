"""Who may word the questions and the catalogue, and what they can say."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.states import CatalogueKind, Fills
from pmo.access.rules import is_administrator, sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, refused, wrong_input

LONGEST = {"question": 200, "hint": 400, "text": 400, "example": 600}


class Beginning(Protocol):
    """A question, by whether it begins a requirement and is asked."""

    @property
    def name(self) -> str: ...

    @property
    def begins(self) -> bool: ...

    @property
    def hidden(self) -> bool: ...


def sees_questions(standing: Standing) -> Verdict:
    """Grant the sight of the questions and the catalogue to those who work here or examine it."""
    return sees_working_pages(standing)


def may_word_questions(standing: Standing) -> Verdict:
    """Grant other questions and entries to administrators."""
    return is_administrator(standing)


def words_fit(**texts: str) -> Verdict:
    """Refuse a question or an entry without words, and texts that are too long to be kept."""
    for name, text in texts.items():
        if name in ("question", "text") and not text.strip():
            return wrong_input(_("This is still empty. Fill it in."))
        if len(text) > LONGEST[name]:
            said = gettext("A text of %(length)d characters does not fit. Shorten it to %(most)d.")
            return wrong_input(said % {"length": len(text), "most": LONGEST[name]})
    return GRANTED


def may_be_added(fills: str) -> Verdict:
    """Refuse a further question for a field: each is asked once, while a requirement can begin in many ways."""
    if fills in Fills.values and Fills(fills).begins:
        return GRANTED
    return wrong_input(_("Choose what the answer begins. The other fields have their question: change its words."))


def has_kind(kind: str) -> Verdict:
    """Refuse an entry of no kind."""
    return GRANTED if kind in CatalogueKind.values else wrong_input(_("Choose one of the three kinds."))


def leaves_a_beginning(questions: Iterable[Beginning], hiding: str) -> Verdict:
    """Refuse to hide the last question that begins a requirement: nobody could say anything any more."""
    left = [each for each in questions if each.begins and not each.hidden and each.name != hiding]
    return GRANTED if left else refused(_("This is the last question that begins. Ask another one first."))
