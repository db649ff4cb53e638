"""What a form or a file says about a header, a benefit or an objective, before it is written."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from mandates.models import MandateVersion, Statement
from mandates.states import BenefitKind, Direction, LineKind, ToleranceKind
from pmo.audit import canonical


@dataclass(frozen=True)
class Header:
    """The head of a version: whom the office serves, with what authority, what it expects of others."""

    title: str
    served: str = ""
    authority: str = ""
    expected: str = ""
    distribution: str = ""


@dataclass(frozen=True)
class BenefitProfile:
    """How a benefit is measured, from where to where, by when, by whom (a seat)."""

    description: str = ""
    kind: BenefitKind | str = BenefitKind.NON_FINANCIAL
    owner_id: int | None = None
    measure: str = ""
    unit: str = ""
    data_source: str = ""
    baseline: Decimal | None = None
    baseline_date: date | None = None
    target: Decimal | None = None
    target_date: date | None = None
    direction: Direction | str = ""
    tolerance: Decimal | None = None
    tolerance_kind: ToleranceKind | str = ToleranceKind.ABSOLUTE


@dataclass(frozen=True)
class ObjectiveProfile:
    """What an objective reaches, measured how, by when."""

    measure: str = ""
    target: str = ""
    due: date | None = None


Profile = BenefitProfile | ObjectiveProfile
PROFILES: dict[str, type[Profile]] = {LineKind.BENEFIT: BenefitProfile, LineKind.OBJECTIVE: ObjectiveProfile}


def names_of(kind: type) -> list[str]:
    """Return the names of the fields of one of these."""
    return [field.name for field in fields(kind)]


def header_of(version: MandateVersion) -> Header:
    """Return the header that a version has now."""
    return Header(**{name: getattr(version, name) for name in names_of(Header)})


def profile_of(statement: Statement) -> Profile | None:
    """Return the profile that a statement has now; issues, opportunities, goals and exclusions have none."""
    match statement.line.kind:
        case LineKind.BENEFIT:
            return BenefitProfile(**{name: getattr(statement.benefit, name) for name in names_of(BenefitProfile)})
        case LineKind.OBJECTIVE:
            return ObjectiveProfile(**{name: getattr(statement.objective, name) for name in names_of(ObjectiveProfile)})
    return None


def plain_fields(profile: Profile | None) -> dict[str, Any]:
    """Return the fields of a profile as one would type them: figures without the zeros that a column adds."""
    given = vars(profile) if profile else {}
    return {name: canonical.number(value) if isinstance(value, Decimal) else value for name, value in given.items()}
