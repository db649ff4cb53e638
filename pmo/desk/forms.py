"""The shapes of the desk's own forms."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.access.handovers import Held
from pmo.access.services.leaving import NOBODY
from pmo.audit import events
from pmo.ui.forms import SIZES, PmForm


def event_choices() -> list[tuple[str, Any]]:
    """Return all deeds that the ledger knows, by their words."""
    return [
        ("", _("Every deed")),
        *sorted(((name, events.word(name)) for name in events.names()), key=lambda it: it[1]),
    ]


class LedgerFilter(PmForm):
    """What to see of the ledger."""

    event = forms.ChoiceField(label=_("Deed"), choices=event_choices, required=False)
    actor = forms.CharField(label=_("By"), max_length=100, required=False)
    about = forms.CharField(label=_("About"), max_length=100, required=False, help_text=_("A key, such as REQ-12."))


class LeavingForm(PmForm):
    """Who takes each thing that the one who leaves holds: chosen for every one, nobody included."""

    def __init__(self, *args: Any, held: Sequence[Held], takers: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose")), (NOBODY, _("Nobody: leave it vacant")), *takers]
        for each in held:
            field: Any = forms.TypedChoiceField(
                label=each.words, help_text=each.note, choices=choices, coerce=int, empty_value=None
            )
            self.fields[each.key], field.size = field, SIZES["medium"]
            field.error_messages["required"] = _("Choose who takes it, or that nobody does.")
