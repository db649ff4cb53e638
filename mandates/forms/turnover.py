"""Forms of turnover: what a new holder says, and what a manager answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandates.control_states import SuccessorChoice
from pmo.ui.forms import PmForm, ShownField, WordChoiceField, WordsField


class SuccessorForm(PmForm):
    """One of two answers; reopening says what should be looked at again. Nothing is chosen in advance."""

    choice = WordChoiceField(
        label=_("What do you say?"),
        words={choice: choice.word for choice in SuccessorChoice},
        error_messages={"required": _("Choose one of the two.")},
    )
    wish = WordsField(
        label=_("What should be looked at again?"),
        rows=3,
        error_messages={"required": _("Say what should be looked at again: the PMO manager reads it and answers.")},
    )
    shown_digest = ShownField()
    seat = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Ask for the wish only where something should be reopened."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") != SuccessorChoice.REOPEN:
            self.errors.pop("wish", None)
            cleaned["wish"] = ""
        return cleaned


class WishForm(PmForm):
    """The sentence with which a manager answers a wish to reopen."""

    answer = WordsField(
        label=_("What becomes of it"),
        rows=2,
        error_messages={"required": _("Write what becomes of the wish: its author will read it.")},
    )
