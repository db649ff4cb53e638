"""The shape of a question to the versions: which two."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.ui.forms import PmForm


class CompareForm(PmForm):
    """Two versions to read side by side."""

    sizes = {"old": "medium", "new": "medium"}

    old = forms.ChoiceField(label=_("Compare"))
    new = forms.ChoiceField(label=_("with"))

    def __init__(self, *args: Any, versions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            self.fields[name].choices = versions  # type: ignore[attr-defined]
