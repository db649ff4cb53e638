"""Two texts side by side: what stands now, and what was typed meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from mandates.models import Benefit, MandateVersion, Objective, Statement
from mandates.profiles import BenefitProfile, Header, Profile, header_of, profile_of
from pmo.audit import canonical
from pmo.ui.figures import plain


@dataclass(frozen=True)
class Difference:
    """One field that differs, in words."""

    label: str
    theirs: str
    yours: str


def statement_differences(
    current: Statement, text: str, profile: Profile | None, seats: Mapping[int, str]
) -> list[Difference]:
    """Return the fields in which what was typed differs from what the statement says now."""
    now = profile_of(current)
    found = [Difference(_("Statement"), current.text, text)] if canonical.text(text) != current.text else []
    if now is None or profile is None:
        return found
    model = Benefit if isinstance(now, BenefitProfile) else Objective
    return found + _differences(model, asdict(now), asdict(profile), seats)


def header_differences(current: MandateVersion, typed: Header) -> list[Difference]:
    """Return the fields in which the typed header differs from the one that stands."""
    return _differences(MandateVersion, asdict(header_of(current)), asdict(typed), {})


def _differences(
    model: type[Benefit | Objective | MandateVersion],
    theirs: dict[str, Any],
    yours: dict[str, Any],
    seats: Mapping[int, str],
) -> list[Difference]:
    return [
        Difference(_label(model, name), _word(model, name, theirs[name], seats), _word(model, name, value, seats))
        for name, value in yours.items()
        if _plain(value) != _plain(theirs[name])
    ]


def _plain(value: object) -> object:
    return canonical.text(value) if isinstance(value, str) else value


def _label(model: type[Benefit | Objective | MandateVersion], name: str) -> str:
    field: Any = model._meta.get_field(name.removesuffix("_id"))
    return str(field.verbose_name).capitalize()


def _word(model: type[Benefit | Objective | MandateVersion], name: str, value: Any, seats: Mapping[int, str]) -> str:
    if value in ("", None):
        return _("nothing")
    if name == "owner_id":
        return seats.get(value, "")
    if isinstance(value, Decimal):
        return plain(value)
    field: Any = model._meta.get_field(name)
    return str(dict(field.flatchoices).get(value) or localize(value))
