"""Forms around signing: send, give more time, call back, waive, record a paper, end a condition, name a delegate."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from executives.papers import LARGEST
from mandates.control_states import ConditionEnd, DelegationScope
from pmo.ui.forms import DayField, PmForm, ShownField, WordChoiceField, WordsField

Choices = Callable[[], list[tuple[int, str]]]


class SendingForm(PmForm):
    """Until when the signatures are asked for."""

    due = DayField(
        label=_("Please sign by"),
        required=False,
        help_text=_("The last day on which it can be signed. It stands in their mail and list."),
    )


class SendingAmendmentForm(SendingForm):
    """The same for a light amendment, and the draft that was shown."""

    shown = ShownField(required=False)


class MoreTimeForm(PmForm):
    """Until when instead."""

    due = DayField(label=_("It can be signed until the end of"), help_text=_("A later day, in the office’s time zone."))


class RecallForm(PmForm):
    """Why a version is called back."""

    reason = WordsField(
        label=_("Why it is called back"),
        error_messages={"required": _("Write the reason: everybody who was asked to sign reads it.")},
    )


class WaivingForm(PmForm):
    """Why it may be signed without a seat."""

    reason = WordsField(
        label=_("Why it may be signed without this seat"),
        error_messages={"required": _("Write the reason: it stays with the version.")},
    )


class SignaturePaperForm(PmForm):
    """A scan of a signature, and the day on it."""

    day = DayField(label=_("The day on it"))
    file = forms.FileField(
        label=_("The scan"),
        allow_empty_file=True,
        help_text=_("PDF, PNG, JPEG, HEIC or EML, at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.heic,.eml"}),
        error_messages={"required": _("Choose a file first.")},
    )
    shown = ShownField()

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > LARGEST:
            said = _("This file has more than 5 MB. Scan it at a lower resolution, and choose it again.")
            raise forms.ValidationError(said)
        return file


class ReportForm(PmForm):
    """What was done about a condition."""

    report = WordsField(label=_("What was done"), error_messages={"required": _("Say what was done.")})


class EndingForm(PmForm):
    """Whether a condition is met or let go, and a word on it."""

    ended_as = WordChoiceField(
        label=_("What became of it"),
        words={end: end.word for end in ConditionEnd},
        error_messages={"required": _("Choose one of the two.")},
    )
    word = WordsField(label=_("A word on it"), rows=2, required=False, help_text=_("Needed where you let it go."))


class DelegationForm(PmForm):
    """Who may sign for a seat, for what, from when to when."""

    seat = forms.TypedChoiceField(label=_("For which seat"), coerce=int)
    delegate = forms.TypedChoiceField(label=_("Who may sign for you"), coerce=int, empty_value=None)
    scope = forms.ChoiceField(label=_("For what"), choices=DelegationScope.choices, widget=forms.RadioSelect)
    first = DayField(label=_("From"))
    last = DayField(label=_("Until"), help_text=_("At most a year. It ends earlier when the seat changes hands."))
    reason = forms.CharField(label=_("Why"), max_length=400, required=False)

    def __init__(self, *args: Any, seats: list[tuple[int, str]], people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
        self.fields["delegate"].choices = lambda: [("", _("Choose a person")), *people()]  # type: ignore[attr-defined]


class PolicyForm(PmForm):
    """What an office allows in signing."""

    paper_counts = forms.BooleanField(
        label=_("A signature on paper counts"),
        required=False,
        help_text=_("A PMO manager records the scan. Every page says that the signature was given on paper."),
    )
    delegation = forms.BooleanField(
        label=_("Somebody else may sign for a seat"),
        required=False,
        help_text=_("Its holder names them, for a time. A PMO manager can never be named."),
    )
    objection_days = forms.IntegerField(
        label=_("Days to object to a change of wording"),
        help_text=_("From 1 to 90. A change of wording comes into force when they end without an objection."),
        error_messages={"required": _("Give the number of days, for example 10.")},
    )
