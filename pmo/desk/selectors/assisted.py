"""What waits for the seats that a person assists: what and by when, with no way to the deed."""

from dataclasses import dataclass

from executives.models import Holder, Seat
from executives.selectors.assistants import assisted_seats
from pmo.access.duties import Duty, owed_by
from pmo.access.standing import Standing
from pmo.access.states import EXECUTIVE


@dataclass(frozen=True)
class AssistedSeat:
    """A seat that the reader assists, who holds it, and what they owe."""

    seat: Seat
    holder: Holder
    duties: list[Duty]


def assisted_by(standing: Standing) -> list[AssistedSeat]:
    """Return the seats that a person assists with the duties of each one's holder."""
    if not standing.assisted_ids:
        return []
    return [_of(standing, holder) for holder in assisted_seats(standing)]


def _of(standing: Standing, holder: Holder) -> AssistedSeat:
    """Ask the duties as the holder of this one seat would, so that nothing of their other seats is seen."""
    theirs = Standing(holder.person, standing.office, frozenset({EXECUTIVE}), (holder.seat_id,))
    return AssistedSeat(holder.seat, holder, owed_by(theirs))
