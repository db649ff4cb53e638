"""Reads of whose words a requirement is, and which of them have confirmed it."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from executives.models import Confirmation, Ownership, Requirement, Seat
from executives.selectors.seats import holders_on
from executives.states import UNSETTLED_STATES, RequirementState
from pmo import clock
from pmo.access.models import Office


def ownerships_missing(office: Office) -> QuerySet[Ownership]:
    """Return the owners, held today, who have not confirmed what their requirement says now; whatever its state."""
    held = holders_on(clock.today(office.time_zone)).filter(seat=OuterRef("seat"))
    given = Confirmation.objects.filter(wording=OuterRef("requirement__wording"), seat=OuterRef("seat"))
    return Ownership.objects.filter(Exists(held), ~Exists(given), requirement__office=office)


def seats_missing(requirement: Requirement) -> list[int]:
    """Return the seats, held today, that have not confirmed what a requirement says now."""
    missing = ownerships_missing(requirement.office).filter(requirement=requirement)
    return list(missing.values_list("seat_id", flat=True))


def confirmed_without(seat: Seat) -> QuerySet[Requirement]:
    """Return what stands confirmed by its other owners although this seat never confirmed it."""
    given = Confirmation.objects.filter(wording=OuterRef("wording"), seat=seat)
    owned = Requirement.objects.filter(ownerships__seat=seat, state=RequirementState.CONFIRMED)
    return owned.filter(~Exists(given)).select_related("wording")


def owned_by(seat_ids: Iterable[int]) -> QuerySet[Requirement]:
    """Return the requirements that belong to at least one of these seats, each once."""
    mine = Ownership.objects.filter(requirement=OuterRef("pk"), seat__in=list(seat_ids))
    return Requirement.objects.filter(Exists(mine))


def unconfirmed_by(seat_ids: Iterable[int]) -> QuerySet[Requirement]:
    """Return the requirements that wait for the word of the holders of these seats, each once."""
    given = Confirmation.objects.filter(wording=OuterRef("requirement__wording"), seat=OuterRef("seat"))
    owing = Ownership.objects.filter(~Exists(given), requirement=OuterRef("pk"), seat__in=list(seat_ids))
    return Requirement.objects.filter(Exists(owing), state__in=UNSETTLED_STATES)
