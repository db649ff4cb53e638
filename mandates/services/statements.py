"""Deeds on a statement of a draft: add, change, remove, move."""

from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mandates.consequences import Edit
from mandates.content import statement_content, statement_digest
from mandates.models import Benefit, MandateVersion, Objective, Statement
from mandates.profiles import PROFILES, BenefitProfile, ObjectiveProfile, Profile, profile_of
from mandates.rules.drafting import is_fresh
from mandates.rules.statements import is_sound
from mandates.services.changes import statement_for_change, version_for_change, what_follows
from mandates.services.lines import line_for
from mandates.services.reasons import follow_sources, set_links, set_sources
from mandates.services.unsaved import forget_typed
from mandates.stale import StaleText
from mandates.states import LineKind
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.verdicts import wrong_input
from pmo.audit import canonical
from pmo.audit.services import record

__all__ = [
    "add_statement",
    "change_statement",
    "follow_sources",
    "move_statement",
    "place_statement",
    "remove_statement",
    "set_links",
    "set_sources",
]


@transaction.atomic
def add_statement(
    *, version_id: int, kind: str, text: str, profile: Profile | None = None, source_ref: str = "", by: Person
) -> Statement:
    """Add a statement under the next number of its kind; the same words twice are one statement."""
    version = version_for_change(version_id, by)
    profile = _clean(profile or (PROFILES[kind]() if kind in PROFILES else None))
    is_sound(kind, text, profile).require()
    _ask_owner(version.mandate.office, profile)
    said = canonical.text(text)
    if first := _said_already(version, kind, said, profile, source_ref):
        return first
    line = line_for(version.mandate, LineKind(kind), source_ref)
    places = version.statements.filter(line__kind=kind).values_list("order", flat=True)
    statement = Statement(version=version, line=line, text=said, order=max(places, default=0) + 1)
    _write(statement, profile, by)
    forget_typed(version_id=version.pk, kind=kind, statement=None, by=by)
    record(
        "statement.added",
        about=statement,
        office=version.mandate.office,
        by=by,
        payload={"new": statement_content(statement)},
    )
    return statement


@transaction.atomic
def change_statement(
    *, statement_id: int, text: str, profile: Profile | None = None, shown_digest: str, by: Person
) -> Statement:
    """Change what a statement says; one that changed meanwhile raises StaleText. No profile keeps the one it has."""
    statement = statement_for_change(statement_id, by)
    profile = _clean(profile or profile_of(statement))
    is_sound(statement.line.kind, text, profile).require()
    _ask_owner(statement.version.mandate.office, profile)
    said = canonical.text(text)
    if (said, profile) == (statement.text, profile_of(statement)):
        forget_typed(version_id=statement.version_id, kind=statement.line.kind, statement=statement, by=by)
        return statement
    if shown_digest != statement.digest:
        raise StaleText(statement)
    old, follows = statement_content(statement), _of_another_target(statement, profile)
    statement.text = said
    _write(statement, profile, by)
    forget_typed(version_id=statement.version_id, kind=statement.line.kind, statement=statement, by=by)
    payload = {"old": old, "new": statement_content(statement), **follows}
    record("statement.changed", about=statement, office=statement.version.mandate.office, by=by, payload=payload)
    return statement


def _of_another_target(statement: Statement, profile: Profile | None) -> dict[str, Any]:
    """Return what follows from another target, for the ledger; of any other change nothing is asked."""
    now = profile_of(statement)
    if now is None or profile is None or now.target == profile.target:
        return {}
    target = canonical.content(profile.target)
    edit = Edit(statement.key, "" if target is None else target)
    return {"follows": what_follows(statement.version, edit)}


@transaction.atomic
def remove_statement(*, statement_id: int, shown_digest: str, by: Person) -> None:
    """Take a statement out of the draft with its links and sources; its number is never used again."""
    if not Statement.objects.filter(pk=statement_id).exists():
        return
    statement = statement_for_change(statement_id, by)
    is_fresh(shown_digest, statement).require()
    office = statement.version.mandate.office
    payload = {"old": statement_content(statement), "follows": what_follows(statement.version, Edit(statement.key))}
    record("statement.removed", about=statement, office=office, by=by, payload=payload)
    statement.delete()


@transaction.atomic
def move_statement(*, statement_id: int, step: int, by: Person) -> Statement:
    """Move a statement one place up (-1) or down (1) among those of its kind; at the end it stays."""
    statement = statement_for_change(statement_id, by)
    row = _row_of(statement)
    return _place(statement, row, row.index(statement) + (1 if step > 0 else -1), by)


@transaction.atomic
def place_statement(*, statement_id: int, place: int, by: Person) -> Statement:
    """Give a statement a place, from 1, among those of its kind; the others close up."""
    statement = statement_for_change(statement_id, by)
    return _place(statement, _row_of(statement), place - 1, by)


def _row_of(statement: Statement) -> list[Statement]:
    return list(statement.version.statements.filter(line__kind=statement.line.kind).order_by("order", "line__number"))


def _place(statement: Statement, row: list[Statement], target: int, by: Person) -> Statement:
    now = row.index(statement)
    if target == now or not 0 <= target < len(row):
        return statement
    row.insert(target, row.pop(now))
    for number, each in enumerate(row, 1):
        each.order = number
    Statement.objects.bulk_update(row, ["order"])
    payload = {"from": now + 1, "to": target + 1}
    record("statement.moved", about=statement, office=statement.version.mandate.office, by=by, payload=payload)
    return row[target]


def _ask_owner(office: Office, profile: Profile | None) -> None:
    owner_id = profile.owner_id if isinstance(profile, BenefitProfile) else None
    if owner_id and not office.seats.filter(pk=owner_id).exists():
        wrong_input(_("A benefit is owned by one of this office’s seats. Choose from the list.")).require()


def _clean(profile: Profile | None) -> Profile | None:
    """Return the profile as it will be read again: texts in normal form."""
    if profile is None:
        return None
    texts: dict[str, Any] = {name: canonical.text(v) for name, v in asdict(profile).items() if isinstance(v, str)}
    return replace(profile, **texts)


def _said_already(
    version: MandateVersion, kind: str, said: str, profile: Profile | None, source_ref: str
) -> Statement | None:
    same = version.statements.filter(line__kind=kind).select_related("line", "benefit", "objective")
    same = same.filter(line__source_ref=source_ref) if source_ref else same.filter(text=said)
    return next((each for each in same if source_ref or profile_of(each) == profile), None)


def _write(statement: Statement, profile: Profile | None, by: Person) -> None:
    """Save text, profile and digest together."""
    statement.edited_by, statement.edited_at = by, clock.now()
    if not statement.digest:
        statement.save(force_insert=True)
    match profile:
        case BenefitProfile():
            benefit, __ = Benefit.objects.update_or_create(statement=statement, defaults=asdict(profile))
            statement.benefit = benefit
        case ObjectiveProfile():
            objective, __ = Objective.objects.update_or_create(statement=statement, defaults=asdict(profile))
            statement.objective = objective
    statement.digest = statement_digest(statement)
    statement.save(update_fields=["text", "digest", "edited_by", "edited_at"])
