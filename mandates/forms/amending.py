"""Forms of an amendment: raise its class."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mandates.control_states import AmendmentClass
from pmo.ui.forms import PmForm, WordsField


class RaisingForm(PmForm):
    """A heavier class than the changes make, and why."""

    to = forms.ChoiceField(label=_("Raise it to"), widget=forms.RadioSelect, choices=AmendmentClass.choices)
    reason = WordsField(label=_("Why"), rows=2, required=False, max_length=4000)

    def __init__(self, *args: Any, heavier: Iterable[AmendmentClass] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(each.value, each.label) for each in heavier]  # type: ignore[attr-defined]
