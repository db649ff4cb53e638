"""The shape of what is noted about talks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.forms.requirements import seat_choices
from executives.models import Seat
from executives.rules.talks import LONGEST_NOTES
from executives.states import TalkKind
from pmo.ui.forms import IS_A_KEY, DayField, PmForm


class TalkForm(PmForm):
    """With whom one talked, when, and what it was about."""

    seat = forms.TypedChoiceField(
        label=_("With whom did you talk?"),
        coerce=int,
        error_messages={"required": _("Choose the seat whose holder you talked with.")},
    )
    day = DayField(label=_("Held on"))
    kind = forms.ChoiceField(label=_("What was it about?"), choices=TalkKind.choices)

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [("", _("Choose a seat")), *seat_choices(seats)]  # type: ignore[attr-defined]


class TalkDayForm(PmForm):
    """When a talk was really held."""

    day = DayField(label=_("Held on"))


class NotesForm(PmForm):
    """What was said, and what only PMO managers read; `shown` is the revision that the page began with."""

    notes = forms.CharField(
        label=_("Notes"),
        help_text=_("Administrators and auditors can read these."),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=LONGEST_NOTES,
        required=False,
    )
    private = forms.CharField(
        label=_("Private notes"),
        help_text=_("Only the PMO managers of this office read these. They stand in no file, no mail and no ledger."),
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
        max_length=LONGEST_NOTES,
        required=False,
    )
    shown = forms.IntegerField(widget=forms.HiddenInput, min_value=0, validators=[IS_A_KEY])
