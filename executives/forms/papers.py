"""The shape of a paper that is recorded, and of the rule whether papers count."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from executives.papers import LARGEST
from pmo.ui.forms import DayField, PmForm, ShownField


class PaperForm(PmForm):
    """A scan, a photograph or an e-mail by which somebody agreed to the words shown."""

    seat = forms.TypedChoiceField(label=_("Who agreed"), coerce=int)
    day = DayField(label=_("The day on it"))
    file = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        help_text=_("PDF, PNG, JPEG, HEIC or EML, at most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.heic,.eml"}),
        error_messages={"required": _("Choose a file first.")},
    )
    shown = ShownField()

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seat"].choices = [(seat.pk, seat.title) for seat in seats]  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > LARGEST:
            raise forms.ValidationError(
                _("This file has more than 5 MB. Scan it at a lower resolution, and choose it again.")
            )
        return file


class PaperRuleForm(PmForm):
    """Whether a paper counts."""

    paper_counts = forms.TypedChoiceField(
        label=_("When somebody agreed on paper or by e-mail"),
        coerce=lambda value: value == "yes",
        choices=[
            ("no", _("It is kept beside the words. It counts once the executive clicks.")),
            ("yes", _("It counts at once, and every page says that it stands on paper.")),
        ],
        widget=forms.RadioSelect,
    )
