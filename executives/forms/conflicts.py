"""The shape of what is said about a conflict."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from executives.models import Requirement
from pmo.ui.forms import PmForm


class ConflictForm(PmForm):
    """The other requirement, and why both cannot be had."""

    sizes = {"other": "long"}
    other = forms.TypedChoiceField(
        label=_("With which one?"),
        coerce=int,
        error_messages={"required": _("Choose the requirement that contradicts this one.")},
    )
    note = forms.CharField(
        label=_("Why can both not be had?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Say why both cannot be had.")},
    )

    def __init__(self, *args: Any, others: Iterable[Requirement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.pk, _label(each)) for each in others]
        self.fields["other"].choices = [("", _("Choose a requirement")), *choices]  # type: ignore[attr-defined]


class ResolutionForm(PmForm):
    """How a conflict was resolved."""

    resolution = forms.CharField(
        label=_("How was it resolved?"),
        help_text=_("One sentence, for example who gave what up, and where it is written down."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Say how it was resolved, in a sentence.")},
    )


def _label(requirement: Requirement) -> str:
    return f"{requirement.key}, {requirement.seat.title}: {Truncator(str(requirement.wording)).chars(90)}"
