"""Reads of what cannot both be had."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext

from executives.models import Conflict, Requirement
from executives.rules.conflicts import GONE
from executives.states import PASSED_ON
from pmo.access.models import Office


def conflicts_of(office: Office) -> QuerySet[Conflict]:
    """Return all conflicts of an office with both sides: the open ones first, then the latest resolved."""
    both = [f"{side}__{part}" for side in ("first", "second") for part in ("seat", "wording")]
    found = Conflict.objects.filter(office=office).select_related(*both, "by", "resolved_by")
    return found.order_by(F("resolved_at").desc(nulls_first=True), "pk")


def open_conflicts(office: Office) -> QuerySet[Conflict]:
    """Return the conflicts that nobody has resolved and of which no side is left out, the first noted first."""
    gone = Q(first__state__in=GONE) | Q(second__state__in=GONE)
    return conflicts_of(office).filter(resolved_at__isnull=True).exclude(gone).order_by("pk")


def conflicts_with(requirement: Requirement) -> list[Conflict]:
    """Return the conflicts of one requirement, the open ones first."""
    sides = Q(first=requirement) | Q(second=requirement)
    return list(conflicts_of(requirement.office).filter(sides))


def conflict_numbered(office: Office, number: int) -> Conflict | None:
    """Return a conflict of an office, or None."""
    return conflicts_of(office).filter(pk=number).first()


def others_than(requirement: Requirement) -> QuerySet[Requirement]:
    """Return the requirements of the office with which one can be in conflict, by number."""
    others = Requirement.objects.filter(office=requirement.office_id).exclude(pk=requirement.pk)
    return others.exclude(state__in=[*GONE, *PASSED_ON]).select_related("seat", "wording").order_by("number")


def exported(conflicts: QuerySet[Conflict]) -> Iterator[tuple[str | datetime | None, ...]]:
    """Yield the rows of a list of conflicts as a file carries them."""
    for each in conflicts:
        sides = [(side.key, side.seat.title, str(side.wording)) for side in (each.first, each.second)]
        word = gettext("resolved") if each.resolved_at else gettext("open")
        yield (*sides[0], *sides[1], each.note, word, each.resolution, each.resolved_at)
