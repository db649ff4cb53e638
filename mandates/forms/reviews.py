"""Forms of reviews: the cadence, an answer, the outcome."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from mandates.review_states import ReviewAnswerChoice, ReviewOutcome
from mandates.rules.reviews import OFFERED, cadence_is_sound
from pmo.ui.forms import DayField, PmForm, ShownField, WordChoiceField, WordsField


class CadenceForm(PmForm):
    """Every how many months, counted from which day, opened how long before."""

    months = forms.IntegerField(
        label=_("Every how many months"),
        help_text=_("3 is four times a year, 12 once a year."),
        error_messages={"required": _("Give the number of months, for example 3.")},
    )
    anchor = DayField(
        label=_("Counted from"),
        help_text=_("Months are added to this day; it is no review day itself. 31 stands for the last day of a month."),
        error_messages={
            "required": _("Give the day from which the months are counted."),
            "invalid": _("Give a date that exists, for example 31 January 2026."),
        },
    )
    lead_days = forms.IntegerField(
        label=_("Opens how many days before"),
        help_text=_("From then on the executives are asked, and reminded."),
        error_messages={"required": _("Give the number of days, for example 30.")},
    )
    active = forms.BooleanField(
        label=_("Plan and open reviews by themselves"), required=False, help_text=_("Unticked, no review is planned.")
    )

    def clean(self) -> dict[str, Any]:
        """Say what cannot be a cadence before its days are shown."""
        cleaned = super().clean() or {}
        if not self.errors:
            verdict = cadence_is_sound(cleaned["months"], cleaned["anchor"], cleaned["lead_days"])
            if not verdict:
                self.add_error(None, str(verdict.reason))
        return cleaned


class AnswerForm(PmForm):
    """One answer of three; a change names the statement and the wish. Nothing is chosen in advance."""

    choice = WordChoiceField(
        label=_("Your answer"),
        words={choice: choice.word for choice in ReviewAnswerChoice},
        error_messages={"required": _("Choose one of the three.")},
    )
    line = forms.TypedChoiceField(
        label=_("Which statement?"),
        coerce=int,
        empty_value=None,
        error_messages={"required": _("Say which statement should change.")},
    )
    wish = WordsField(
        label=_("What should change?"),
        rows=3,
        error_messages={"required": _("Say in a sentence what should change.")},
    )
    shown_digest = ShownField()
    seat = forms.IntegerField(widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, lines: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["line"]).choices = [("", _("Choose a statement")), *lines]

    def clean(self) -> dict[str, Any]:
        """Ask for statement and wish only where something should change."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") != ReviewAnswerChoice.CHANGE:
            for name in ("line", "wish"):
                self.errors.pop(name, None)
            cleaned |= {"line": None, "wish": cleaned.get("wish", "")}
        return cleaned


class OutcomeForm(PmForm):
    """How a review ends."""

    outcome = WordChoiceField(
        label=_("How the review ends"),
        words={outcome: ReviewOutcome(outcome).word for outcome in OFFERED},
        error_messages={"required": _("Choose how the review ends.")},
    )
    reason = WordsField(
        label=_("In a sentence, why"),
        rows=2,
        required=False,
        help_text=_("Needed for a revision: it becomes the reason of the new draft, and all who were asked read it."),
    )
