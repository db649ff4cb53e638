"""The shape of what executives type by their own hand: one question a page, all on one page, and the last look."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from executives.forms.requirements import OWN_KINDS, OwnWordsForm
from executives.selectors.prompts import Asked
from executives.states import CatalogueKind
from executives.words import FIELDS
from pmo.ui.forms import PmForm


class BegunField(forms.IntegerField):
    """The number of what was kept when the page was shown; what is none is 0."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=2**31 - 1)

    def clean(self, value: Any) -> int:
        """Read the number."""
        return super().clean(value) or 0


class SayForm(OwnWordsForm):
    """All on one page; nothing is chosen in advance."""

    begun = BegunField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["shown"]
        self.fields["kind"].choices = [("", _("Choose what it is")), *OWN_KINDS]  # type: ignore[attr-defined]


class QuestionForm(SayForm):
    """The one field that a question asks for."""

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in (asked.field, "begun")}
        field = self.fields[asked.field]
        field.label = _("The day") if asked.field == "wanted_by" else _("In your own words")
        field.help_text = str(asked.hint)


class LastLookForm(SayForm):
    """What is about to be sent, word for word as the page shows it; how much it matters can still be said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS:
            if name != "priority":
                self.fields[name].widget = self.fields[name].hidden_widget()


class KeepForm(PmForm):
    """What a page sends while somebody types: whatever there is of it, unfinished as it is."""

    begun = BegunField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*FIELDS, "prompt"):
            self.fields[name] = forms.CharField(required=False, strip=False)

    @property
    def typed(self) -> dict[str, str]:
        """What the page sent, and nothing that it did not."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "begun" and name in self.data}


class PickFilter(PmForm):
    """What narrows the catalogue."""

    sizes = {"kind": "medium", "text": "medium"}
    kind = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("All")), *CatalogueKind.choices])
    text = forms.CharField(label=_("Words in it"), required=False, max_length=200)

    @property
    def narrowing(self) -> dict[str, str]:
        """What to narrow by; nothing when what was asked is no choice."""
        return self.cleaned_data if self.is_valid() else {}


def day_and_texts(fields: dict[str, str], names: Iterable[str] = FIELDS) -> dict[str, str]:
    """Return of what is kept what a form begins with."""
    return {name: fields[name] for name in names if fields.get(name)}


class BegunForm(PmForm):
    """What a page knows of what is kept."""

    begun = BegunField()
