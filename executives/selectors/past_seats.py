"""Seats as they were at the end of a day: the ledger knows what they were called, their tenures who held them."""

import json
from datetime import date, datetime
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet

from executives.models import Seat
from pmo.access.models import Office
from pmo.audit.models import LedgerEntry
from pmo.clock.calendar import end_of

REGISTERED, CHANGED = "seat.registered", "seat.changed"


def seats_on(office: Office, day: date, seats: QuerySet[Seat] | None = None) -> list[Seat]:
    """Return the seats that there were at the end of a day, each as it was, with its holder in `.now`; never to save.

    Of a seat whose old words were erased from the ledger, today's stand. `seats`: those of the office, with more.
    """
    was = _before_they_changed(office, end_of(day, office.time_zone))
    found = _with_holders(office.seats.all() if seats is None else seats, day)
    return [_as_it_was(seat, was.get(seat.pk) or {}) for seat in found if was.get(seat.pk, {}) is not None]


def _with_holders(seats: QuerySet[Seat], day: date) -> list[Seat]:
    """Load the seats that were open on a day in one query, each once."""
    holds = Q(holders__start__lte=day) & (Q(holders__end__isnull=True) | Q(holders__end__gte=day))
    open_then = seats.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    held = open_then.annotate(held=FilteredRelation("holders", condition=holds)).select_related("held__person")  # type: ignore[misc]
    found: dict[int, Seat] = {}
    for seat in held:
        holder = getattr(seat, "held", None)
        found.setdefault(seat.pk, seat).now = [holder] if holder else []  # type: ignore[attr-defined]
    return list(found.values())


def _as_it_was(seat: Seat, was: dict[str, Any]) -> Seat:
    for name, value in was.items():
        setattr(seat, name, value)
    return seat


def _before_they_changed(office: Office, moment: datetime) -> dict[int, dict[str, Any] | None]:
    """Return what seats were before the first change after a moment; None where they were not there yet."""
    later = LedgerEntry.objects.filter(office=office.pk, event__in=(REGISTERED, CHANGED), at__gte=moment)
    rows = later.order_by("-number").values_list("about_id", "event", "payload__content")
    found: dict[int, dict[str, Any] | None] = {}
    for seat, event, said in rows:
        found[seat or 0] = None if event == REGISTERED else json.loads(said or "{}").get("old", {})
    return found
