"""The shape of whom the PMO manager asks for their words, and by when."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.selectors.asking import AskRow
from pmo.ui.forms import DayField, PmForm


class AskForm(PmForm):
    """The seats to ask, and the day."""

    seats = forms.TypedMultipleChoiceField(
        label=_("Whom to ask"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one seat.")},
    )
    due = DayField(label=_("Until"), help_text=_("They are mailed at once, and reminded until they have answered."))

    def __init__(self, *args: Any, rows: Sequence[AskRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seats"].choices = [(row.seat.pk, row.words) for row in rows]  # type: ignore[attr-defined]
