"""The shape of themes, and of what is made from requirements."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.forms.requirements import WordsForm
from executives.models import Theme
from pmo.ui.forms import PmForm


class ThemesForm(PmForm):
    """The requirements that were chosen on the page, and the theme they go under; the page draws the list itself."""

    sizes = {"theme": "medium", "name": "medium"}
    requirement = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Choose at least one requirement.")}
    )
    theme = forms.TypedChoiceField(label=_("Theme"), coerce=int, required=False, empty_value=None)
    name = forms.CharField(label=_("or a new theme"), required=False, max_length=120)

    def __init__(self, *args: Any, numbers: Iterable[int], themes: Iterable[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.pk, each.name) for each in themes]
        self.fields["requirement"].choices = [(each, each) for each in numbers]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [("", _("Under none")), *named]  # type: ignore[attr-defined]


class ThemeForm(PmForm):
    """What a theme is called."""

    name = forms.CharField(label=_("Theme"), max_length=120, error_messages={"required": _("Give the theme a name.")})


class MadeForm(WordsForm):
    """The words of a requirement made from others, which its owners will read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["statement"].label = _("In their words")
        self.fields["statement"].widget.attrs["rows"] = 6
        del self.fields["shown"]
