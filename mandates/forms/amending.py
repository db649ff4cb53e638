"""Forms of an amendment: raise its class; try what an edit would bring with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mandates.consequences import Edit
from mandates.control_states import AmendmentClass
from pmo.audit import canonical
from pmo.ui.forms import PmForm, ShownField, WordsField


class RaisingForm(PmForm):
    """A heavier class than the changes make, and why."""

    to = forms.ChoiceField(label=_("Raise it to"), widget=forms.RadioSelect, choices=AmendmentClass.choices)
    reason = WordsField(label=_("Why"), rows=2, required=False, max_length=4000)

    def __init__(self, *args: Any, heavier: Iterable[AmendmentClass] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(each.value, each.label) for each in heavier]  # type: ignore[attr-defined]


class ObjectionOnNoticeForm(PmForm):
    """Why a change is more than wording, and for which seat that is said."""

    reason = WordsField(
        label=_("Why it is more than wording"),
        max_length=4000,
        error_messages={"required": _("Say why it is more than wording: the sponsor and the author will read it.")},
    )
    shown_digest = ShownField()
    seat = forms.ChoiceField(label=_("You object as"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = list(seats)
        self.fields["seat"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.fields["seat"].widget = forms.HiddenInput()


@dataclass(frozen=True)
class TriedRow:
    """One benefit in the form: what it says, and the two fields that try something on it."""

    key: str
    text: str
    target: str
    unit: str
    to: forms.BoundField
    drop: forms.BoundField


class WhatIfForm(PmForm):
    """What is tried: benefits dropped, or given another target. It is read from the address and writes nothing."""

    def __init__(self, *args: Any, benefits: Iterable[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.benefits = list(benefits)
        for each in self.benefits:
            key, names = each["key"], {"key": each["key"]}
            self.fields[f"to-{key}"] = _figure(gettext("Another target of %(key)s") % names)
            self.fields[f"drop-{key}"] = forms.BooleanField(
                label=gettext("Without %(key)s") % names,
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )

    def edits(self) -> list[Edit]:
        """Return what is tried, in the order of the benefits; a target that is the one it has is nothing."""
        return [edit for each in self.benefits if (edit := self._edit(each))]

    def _edit(self, benefit: Mapping[str, Any]) -> Edit | None:
        key, typed = benefit["key"], self.cleaned_data
        if typed.get(f"drop-{key}"):
            return Edit(key)
        to = typed.get(f"to-{key}")
        if to is None or canonical.number(to) == benefit["profile"]["target"]:
            return None
        return Edit(key, canonical.number(to))

    def rows(self) -> Iterator[TriedRow]:
        """Yield the benefits with their fields."""
        for each in self.benefits:
            key, profile = each["key"], each["profile"]
            fields = self[f"to-{key}"], self[f"drop-{key}"]
            yield TriedRow(key, each["text"], profile["target"] or "", profile["unit"], *fields)


def _figure(label: str) -> forms.DecimalField:
    attrs = {"class": "form-control pm-field-short", "inputmode": "decimal"}
    shape = forms.NumberInput(attrs=attrs)
    return forms.DecimalField(label=label, required=False, max_digits=15, decimal_places=6, widget=shape)
