"""How a benefit or an objective is measured, as it was asked, beside what it was before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from mandates.models import Benefit, Objective, RoundItem
from mandates.states import BenefitKind, Direction, LineKind, ToleranceKind

MODELS: dict[str, Any] = {LineKind.BENEFIT: Benefit, LineKind.OBJECTIVE: Objective}
CHOICES: dict[str, Any] = {"kind": BenefitKind, "direction": Direction, "tolerance_kind": ToleranceKind}
DAYS = ("baseline_date", "target_date", "due")


@dataclass(frozen=True)
class ProfileRow:
    """One field of a profile in words; `before` where it said something else."""

    label: str
    text: str
    before: str
    is_changed: bool


def profile_rows(item: RoundItem, earlier: RoundItem | None) -> tuple[ProfileRow, ...]:
    """Return the filled fields of an item's profile, and those that were emptied since it was last asked."""
    content = json.loads(item.content)
    old = json.loads(earlier.content)["profile"] if earlier else content["profile"]
    rows = [_row(content["kind"], name, value, old.get(name)) for name, value in content["profile"].items()]
    return tuple(row for row in rows if row.text or row.is_changed)


def _row(kind: str, name: str, value: Any, before: Any) -> ProfileRow:
    label = str(MODELS[kind]._meta.get_field(name).verbose_name).capitalize()
    text = in_words(name, value) or (_("nothing") if before else "")
    return ProfileRow(label, text, in_words(name, before) if value != before else "", value != before)


def in_words(name: str, value: Any) -> str:
    """Return a field of canonical content as one reads it: days and choices in words."""
    if value in (None, ""):
        return ""
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    return formats.date_format(date.fromisoformat(value), "j F Y") if name in DAYS else str(value)
