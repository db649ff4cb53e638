"""Reads of who has not confirmed yet what belongs to them."""

from django.db.models import Exists, OuterRef, QuerySet

from executives.models import Ownership, Requirement
from executives.selectors.owners import GIVEN, ownerships
from executives.selectors.seats import holders_on
from pmo import clock
from pmo.access.models import Office


def ownerships_missing(office: Office) -> QuerySet[Ownership]:
    """Return the owners, held today, who have not confirmed what their requirement says now; whatever its state."""
    held = holders_on(clock.today(office.time_zone)).filter(seat=OuterRef("seat"))
    return ownerships().filter(Exists(held), ~Exists(GIVEN), requirement__office=office)


def seats_missing(requirement: Requirement) -> list[int]:
    """Return the seats, held today, that have not confirmed what a requirement says now."""
    missing = ownerships_missing(requirement.office).filter(requirement=requirement)
    return list(missing.values_list("seat_id", flat=True))
