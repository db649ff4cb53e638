"""Reads of whose words a requirement is, and which of them have confirmed it."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from executives.models import Confirmation, Ownership, Requirement, Seat
from executives.states import UNSETTLED_STATES, RequirementState
from pmo.access.models import Office

GIVEN = Confirmation.objects.filter(wording=OuterRef("requirement__wording"), seat=OuterRef("seat"))


def ownerships() -> QuerySet[Ownership]:
    """Return to whom requirements belong at present."""
    return Ownership.objects.filter(left_at__isnull=True)


def confirmed_without(seat: Seat) -> QuerySet[Requirement]:
    """Return what stands confirmed by its other owners although this seat never confirmed it."""
    mine = ownerships().filter(~Exists(GIVEN), requirement=OuterRef("pk"), seat=seat)
    return Requirement.objects.filter(Exists(mine), state=RequirementState.CONFIRMED).select_related("wording")


def owned_by(seat_ids: Iterable[int]) -> QuerySet[Requirement]:
    """Return the requirements that belong to at least one of these seats, each once."""
    return Requirement.objects.filter(Exists(ownerships().filter(requirement=OuterRef("pk"), seat__in=list(seat_ids))))


def unconfirmed_by(seat_ids: Iterable[int]) -> QuerySet[Requirement]:
    """Return the requirements that wait for the word of the holders of these seats, each once."""
    owing = ownerships().filter(~Exists(GIVEN), requirement=OuterRef("pk"), seat__in=list(seat_ids))
    return Requirement.objects.filter(Exists(owing), state__in=UNSETTLED_STATES)


def heard(office: Office) -> Counter[tuple[int, bool]]:
    """Count what is asked of each seat, by whether its holder has confirmed it: (seat, confirmed) to how many.

    What belongs to several seats counts for each of them. Left out, withdrawn or passed on is not asked.
    """
    asked = ownerships().filter(requirement__office=office)
    asked = asked.filter(requirement__state__in=[*UNSETTLED_STATES, RequirementState.CONFIRMED])
    confirmed = Exists(GIVEN) | Q(requirement__state=RequirementState.CONFIRMED)
    return Counter(asked.annotate(given=confirmed).values_list("seat_id", "given"))
