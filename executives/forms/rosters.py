"""The shape of a file that is chosen."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from executives.importing.sheets import MAX_BYTES
from pmo.ui.forms import PmForm, ShownField


class RosterForm(PmForm):
    """A list of executives, of requirements, or of both."""

    file = forms.FileField(
        label=_("The file"),
        allow_empty_file=True,
        help_text=_("CSV or XLSX, at most 5 MB. Nothing is stored in the lists until you have seen every row."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.tsv,.txt"}),
        error_messages={"required": _("Choose a file first.")},
    )

    def clean_file(self) -> UploadedFile:
        """Refuse a file that is too large before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > MAX_BYTES:
            said = gettext(
                "“%(name)s” has more than %(limit)s MB. Remove pictures and other sheets, and choose it again."
            )
            raise forms.ValidationError(said % {"name": file.name, "limit": MAX_BYTES // 1024 // 1024})
        return file


class TakeInForm(PmForm):
    """The word to take a file in, as it was shown."""

    shown = ShownField()
