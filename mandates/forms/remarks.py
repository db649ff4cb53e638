"""The shape of a remark on a draft, and of a place in it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.ui.forms import PmForm, WordsField


class CommentForm(PmForm):
    """A comment on a statement."""

    text = WordsField(
        label=_("Comment"),
        help_text=_("PMO managers, administrators and auditors of this office read it; executives do not."),
        max_length=4000,
        error_messages={"required": _("Write the comment first.")},
    )


class AnswerForm(PmForm):
    """An answer to a comment."""

    text = WordsField(
        label=_("Answer"), rows=2, max_length=4000, error_messages={"required": _("Write the answer first.")}
    )


class PlaceForm(PmForm):
    """Which place a statement takes among those of its kind."""

    sizes = {"place": "short"}

    place = forms.TypedChoiceField(label=_("Place"), coerce=int)

    def __init__(self, *args: Any, places: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(number, str(number)) for number in range(1, places + 1)]  # type: ignore[attr-defined]
