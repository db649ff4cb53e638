"""What seats said before a round, reached by calling the services."""

from executives.models import Seat
from mandates.models import MandateVersion, Presounding
from mandates.services.alignment import sound_out
from pmo.access.models import Person
from tests.scenes.executives import manager_of


def line_of(version: MandateVersion, place: int = 1) -> int:
    """Return the n-th line of a version."""
    return version.statements.order_by("order")[place - 1].line_id


def sounded(
    version: MandateVersion,
    seat: Seat,
    choice: str = "for",
    note: str = "",
    *,
    place: int = 1,
    by: Person | None = None,
) -> Presounding:
    """Return what the manager noted that a seat said of the n-th statement."""
    return sound_out(
        seat_id=seat.pk, line_id=line_of(version, place), choice=choice, note=note, by=by or manager_of(seat.office)
    )
