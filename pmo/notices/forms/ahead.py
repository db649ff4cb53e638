"""Whom to look at, twelve months ahead."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.access.models import Person
from pmo.ui.forms import PmForm


class AheadFilter(PmForm):
    """One person, or everybody."""

    person = forms.TypedChoiceField(label=_("To whom"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Everybody")), *((str(person.pk), person.name) for person in people)]
