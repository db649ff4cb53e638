"""Forms of a round: opening it, cancelling it, answering a statement, answering an objection."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandates.rules.stances import Answer, has_its_change, has_its_reason
from mandates.states import SIGNING_RULES, StanceChoice
from pmo.access.verdicts import Verdict
from pmo.audit import canonical
from pmo.ui.forms import DayField, PmForm, ShownField, WordChoiceField, WordsField


class OpeningForm(PmForm):
    """Until when, by which rule, and whether answers stay closed until the end."""

    deadline = DayField(label=_("Answers until the end of"), help_text=_("In the office’s own time zone."))
    rule = forms.ChoiceField(label=_("A statement counts as agreed when it is agreed to by"), choices=SIGNING_RULES)
    blind = forms.BooleanField(
        label=_("Nobody sees the answers of others until the round is closed"), required=False, initial=True
    )


class ReasonForm(PmForm):
    """Why something is cancelled or declined."""

    reason = WordsField(
        label=_("The reason"), error_messages={"required": _("Write the reason: those who were asked will read it.")}
    )


class ObjectionForm(PmForm):
    """What became of an objection."""

    answer = WordsField(
        label=_("What became of it"),
        rows=2,
        error_messages={"required": _("Write what became of the objection: the executive will read it.")},
    )


class StanceForm(PmForm):
    """One answer to one statement; nothing is chosen in advance."""

    choice = WordChoiceField(
        label=_("Your answer"),
        words={choice: choice.word for choice in StanceChoice},
        error_messages={"required": _("Choose one of the four.")},
    )
    reason = WordsField(label=_("What is your reason?"), rows=2, required=False)
    proposed_change = WordsField(label=_("What would you put instead?"), rows=2, required=False)
    shown_digest = ShownField()
    seat = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Put what is missing at its field."""
        cleaned = super().clean() or {}
        if cleaned.get("choice"):
            answer = self.answer()
            self._ask("reason", has_its_reason(answer))
            self._ask("proposed_change", has_its_change(answer))
        return cleaned

    def answer(self) -> Answer:
        """Return the answer as given."""
        given = self.cleaned_data
        return Answer(
            given.get("choice", ""),
            canonical.text(given.get("reason", "")),
            canonical.text(given.get("proposed_change", "")),
            given.get("shown_digest", ""),
        )

    def _ask(self, field: str, verdict: Verdict) -> None:
        if not verdict:
            self.add_error(field, str(verdict.reason))


class BallotForm(StanceForm):
    """One answer among all of a round on one page: left blank, it is not given yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for the choice where words were typed without one."""
        cleaned = super().clean()
        typed = cleaned.get("reason") or cleaned.get("proposed_change")
        if typed and not cleaned.get("choice") and "choice" not in self.errors:
            self.add_error("choice", _("You wrote a reason. Choose one of the four that it belongs to."))
        return cleaned

    @property
    def options(self) -> list[tuple[Any, Any]]:
        """The four radios with their words."""
        words = self.fields["choice"].words  # type: ignore[attr-defined]
        return [(option, words[option.data["value"]]) for option in self["choice"].subwidgets]

    @property
    def is_given(self) -> bool:
        """Whether there is an answer to keep."""
        return self.is_valid() and bool(self.cleaned_data["choice"])
