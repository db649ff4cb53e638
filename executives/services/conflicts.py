"""Deeds on conflicts between two requirements."""

from django.db import transaction

from executives.models import Conflict, Requirement
from executives.rules.conflicts import may_note, may_resolve
from executives.services.requirements import lock_requirement
from pmo import clock
from pmo.access.models import Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit.services import record


@transaction.atomic
def note_conflict(*, requirement_id: int, other_id: int, note: str, by: Person) -> Conflict:
    """Note that two requirements cannot both be had; an open conflict between them is the one that is there."""
    one = lock_requirement(requirement_id)
    other = Requirement.objects.get(pk=other_id)
    may_note(standing_of(by, one.office), one, other, note).require()
    first, second = sorted((one, other), key=lambda each: each.pk)
    open_one = Conflict.objects.filter(first=first, second=second, resolved_at__isnull=True).first()
    if open_one:
        return open_one
    conflict = Conflict.objects.create(office=one.office, first=first, second=second, note=note.strip(), by=by)
    said = {"first": first.pk, "second": second.pk}
    record("conflict.noted", about=conflict, office=one.office, by=by, payload=said)
    return conflict


@transaction.atomic
def resolve_conflict(*, conflict_id: int, resolution: str, by: Person) -> Conflict:
    """Say how a conflict was resolved; the same sentence again changes nothing."""
    office = lock_office(Conflict.objects.values_list("office_id", flat=True).get(pk=conflict_id))
    conflict = Conflict.objects.select_for_update(of=("self",)).select_related("first", "second").get(pk=conflict_id)
    standing = standing_of(by, office)
    if standing.is_manager and conflict.resolved_at and conflict.resolution == resolution.strip():
        return conflict
    may_resolve(standing, conflict, resolution).require()
    conflict.resolution, conflict.resolved_by, conflict.resolved_at = resolution.strip(), by, clock.now()
    conflict.save(update_fields=["resolution", "resolved_by", "resolved_at"])
    said = {"first": conflict.first_id, "second": conflict.second_id}
    record("conflict.resolved", about=conflict, office=office, by=by, payload=said)
    return conflict
