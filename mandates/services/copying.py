"""Copying the rows of a version for the next draft."""

from typing import Any

from mandates.models import (
    Benefit,
    MandateVersion,
    Objective,
    SigningSeat,
    Source,
    Statement,
    StatementLink,
    Unanswered,
)
from mandates.profiles import BenefitProfile, ObjectiveProfile, names_of
from mandates.selectors.versions import statements_of
from mandates.states import LineKind

Copies = dict[int, Statement]


def copy_rows(old: MandateVersion, new: MandateVersion) -> None:
    """Copy statements, profiles, links, sources, reasons and places in signing; lines stay the same, and their keys."""
    copies = _copy_statements(old, new)
    _copy_links(old, copies)
    sources = Source.objects.filter(statement__version=old)
    Source.objects.bulk_create(
        Source(statement=copies[source.statement_id], wording_id=source.wording_id) for source in sources
    )
    Unanswered.objects.bulk_create(
        Unanswered(
            version=new, requirement_id=row.requirement_id, code=row.code, reason=row.reason, by_id=row.by_id, at=row.at
        )
        for row in old.unanswered.all()
    )
    SigningSeat.objects.bulk_create(
        SigningSeat(version=new, seat_id=place.seat_id, stage=place.stage, must=place.must)
        for place in old.signing_seats.all()
    )


def _copy_statements(old: MandateVersion, new: MandateVersion) -> Copies:
    originals = list(statements_of(old))
    made = Statement.objects.bulk_create(
        Statement(
            version=new,
            line=each.line,
            order=each.order,
            text=each.text,
            digest=each.digest,
            edited_by_id=each.edited_by_id,
            edited_at=each.edited_at,
        )
        for each in originals
    )
    copies = dict(zip((each.pk for each in originals), made, strict=True))
    _copy_profiles(originals, copies)
    return copies


def _copy_profiles(originals: list[Statement], copies: Copies) -> None:
    Benefit.objects.bulk_create(
        Benefit(statement=copies[each.pk], **_fields(each.benefit, BenefitProfile))
        for each in originals
        if each.line.kind == LineKind.BENEFIT
    )
    Objective.objects.bulk_create(
        Objective(statement=copies[each.pk], **_fields(each.objective, ObjectiveProfile))
        for each in originals
        if each.line.kind == LineKind.OBJECTIVE
    )


def _fields(row: Benefit | Objective, profile: type) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names_of(profile)}


def _copy_links(old: MandateVersion, copies: Copies) -> None:
    links = StatementLink.objects.filter(lower__version=old)
    StatementLink.objects.bulk_create(
        StatementLink(upper=copies[link.upper_id], lower=copies[link.lower_id], kind=link.kind) for link in links
    )
