"""Reads of conditions under which seats signed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from mandates.models import Condition
from mandates.rules.conditions import LIVING
from pmo import clock
from pmo.access.models import Office
from pmo.access.standing import Standing

STANDS = {"signature__version__state__in": LIVING}


@dataclass(frozen=True)
class ConditionPage:
    """One condition, and what its reader may do with it."""

    condition: Condition
    reports: bool
    ends: bool
    is_late: bool


def condition_page(standing: Standing, number: int) -> ConditionPage | None:
    """Return a condition of this office, or None."""
    found = _loaded(standing.office).filter(pk=number).first()
    if found is None:
        return None
    lives = found.is_open and not found.signature.revoked_at and found.signature.version.state in LIVING
    return ConditionPage(
        condition=found,
        reports=lives and found.owner_id in standing.seat_ids,
        ends=lives and found.signature.seat_id in standing.seat_ids,
        is_late=found.is_open and found.due < clock.today(standing.office.time_zone),
    )


def conditions_waiting(standing: Standing) -> QuerySet[Condition]:
    """Return the conditions that wait for a person: to be seen to, or, once reported, to be called met or let go."""
    seats = standing.seat_ids
    mine = Q(owner__in=seats, reported_at__isnull=True) | Q(signature__seat__in=seats, reported_at__isnull=False)
    return _loaded(standing.office).filter(mine, ended_as="", signature__revoked_at__isnull=True, **STANDS)


def waits_for_seat() -> Exists:
    """Say, of each seat of a query, whether a condition waits for its report or, once reported, for its word."""
    owned = Q(owner=OuterRef("pk"), reported_at__isnull=True)
    own = Q(signature__seat=OuterRef("pk"), reported_at__isnull=False)
    found = Condition.objects.filter(owned | own, ended_as="", signature__revoked_at__isnull=True, **STANDS)
    return Exists(found.filter(signature__version__mandate__current=True))


def _loaded(office: Office) -> QuerySet[Condition]:
    found = Condition.objects.filter(
        signature__version__mandate__office=office, signature__version__mandate__current=True
    )
    return found.select_related("owner", "signature__seat", "signature__person", "signature__version", "reported_by")
