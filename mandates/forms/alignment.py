"""The form by which the PMO manager notes what an executive said of a statement."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from mandates.alignment_states import SoundedOut
from mandates.models import Statement
from pmo.ui.forms import PmForm, WordChoiceField


class SoundOutForm(PmForm):
    """Which statement, one of three words, and a note; nothing is chosen in advance but the statement."""

    sizes = {"line": "long"}
    line = forms.TypedChoiceField(
        label=_("Of which statement?"),
        coerce=int,
        error_messages={"invalid_choice": _("This statement is no longer in the text. Choose another one.")},
    )
    choice = WordChoiceField(
        label=_("Where do they stand?"),
        words={choice: choice.word for choice in SoundedOut},
        error_messages={"required": _("Choose one of the three.")},
    )
    note = forms.CharField(
        label=_("Note, if any"),
        help_text=_("Only PMO managers of this office read it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, statements: Iterable[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(each.line_id, f"{each.key}: {Truncator(each.text).chars(90)}") for each in statements]
        self.fields["line"].choices = choices  # type: ignore[attr-defined]
