"""The form of a mail's words: each field says which of its own fields is none."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.notices.placeholders import fields_are_known
from pmo.notices.services.texts import Words
from pmo.ui.forms import PmForm


class TextForm(PmForm):
    """What one kind of mail says."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    sentence = forms.CharField(
        label=_("What it says"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "The greeting is added before it; and after it the day, where your words do not name it, and the link."
        ),
    )
    deed = forms.CharField(label=_("Words on the link"), max_length=60)
    sizes = {"deed": "medium"}

    def __init__(self, *args: Any, allowed: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.allowed = allowed

    def words(self) -> Words:
        """Return what was typed."""
        return Words(**self.cleaned_data)

    def clean_subject(self) -> str:
        """Ask the rule about the fields in the subject."""
        return self._checked("subject")

    def clean_sentence(self) -> str:
        """Ask the rule about the fields in the sentence."""
        return self._checked("sentence").replace("\r\n", "\n")

    def clean_deed(self) -> str:
        """Ask the rule about the fields in the words on the link."""
        return self._checked("deed")

    def _checked(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        verdict = fields_are_known(text, self.allowed)
        if not verdict:
            raise forms.ValidationError(str(verdict.reason))
        return text
