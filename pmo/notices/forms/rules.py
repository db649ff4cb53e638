"""The form of a reminder rule: days in one line, as people say them."""

import re
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.notices.rules import offsets_are_sound
from pmo.notices.states import EscalateTo
from pmo.ui.forms import PmForm

SEPARATORS = re.compile(r"[\s,;]+")
DASHES = str.maketrans({"−": "-", "–": "-", "‑": "-"})


class OffsetsField(forms.CharField):
    """Days before the day: 30, 15, 7, 3, 2, 1, 0, -1."""

    def prepare_value(self, value: object) -> object:
        """Write the days as one line."""
        is_days = isinstance(value, Sequence) and not isinstance(value, str)
        return ", ".join(str(day) for day in value) if is_days else value  # type: ignore[attr-defined]

    def to_python(self, value: object) -> list[int]:  # type: ignore[override]
        """Read the line; whatever parts the numbers."""
        words = [word for word in SEPARATORS.split(str(value or "").translate(DASHES)) if word]
        wrong = [word for word in words if not re.fullmatch(r"-?\d{1,3}", word)]
        if wrong:
            raise forms.ValidationError(
                _("“%(word)s” is no number of days. Write numbers with commas, for example 30, 7, 1, 0, -1."),
                params={"word": wrong[0][:20]},
            )
        return [int(word) for word in words]


class RuleForm(PmForm):
    """When an office reminds of one kind of duty."""

    offsets = OffsetsField(
        label=_("How many days before the day"),
        help_text=_("0 is the day itself, -1 the day after. For example 30, 15, 7, 3, 2, 1, 0, -1."),
        error_messages={"required": _("Give at least one day, for example 7, or switch the reminder off.")},
    )
    hour = forms.IntegerField(
        label=_("At what hour"),
        min_value=0,
        max_value=23,
        help_text=_("By the clock of whoever is reminded: 8 is eight in the morning at their place."),
        error_messages={
            "required": _("Give the hour as a number from 0 to 23."),
            "invalid": _("Give the hour as a number from 0 to 23."),
            "min_value": _("Give the hour as a number from 0 to 23."),
            "max_value": _("Give the hour as a number from 0 to 23."),
        },
    )
    weekly_after = forms.BooleanField(
        label=_("Weekly after that"),
        required=False,
        help_text=_("After the last of these days once a week, until it is done."),
    )
    escalate_after = forms.IntegerField(
        label=_("After how many reminders somebody else is told"),
        required=False,
        min_value=1,
        max_value=20,
        help_text=_("Empty: nobody else is told."),
        error_messages={
            "invalid": _("Give a number of reminders from 1 to 20, or leave it empty to tell nobody else."),
            "min_value": _("Give a number of reminders from 1 to 20, or leave it empty to tell nobody else."),
            "max_value": _("Give a number of reminders from 1 to 20, or leave it empty to tell nobody else."),
        },
    )
    escalate_to = forms.ChoiceField(
        label=_("Who else"), choices=EscalateTo.choices, widget=forms.RadioSelect, required=False
    )
    active = forms.BooleanField(
        label=_("Send these reminders"),
        required=False,
        help_text=_("Unticked, nobody is reminded. What people owe still stands on their own page."),
    )

    def clean_escalate_to(self) -> str:
        """Tell the PMO manager where nobody is chosen."""
        return self.cleaned_data["escalate_to"] or EscalateTo.MANAGER.value

    def clean_offsets(self) -> list[int]:
        """Ask the rule about the days."""
        offsets = self.cleaned_data["offsets"]
        verdict = offsets_are_sound(offsets, 0)
        if not verdict:
            raise forms.ValidationError(str(verdict.reason))
        return offsets
