"""The shapes of the desk's own forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pmo.audit import events
from pmo.ui.forms import PmForm


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
