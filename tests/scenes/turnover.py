"""A seat handed over while a mandate is in force, and what its new holder says."""

from executives.models import Seat
from executives.services import seats
from mandates.models import Ratification
from mandates.selectors.versions import version_in_force
from mandates.services import turnover
from pmo import clock
from pmo.access.models import Office, Person
from tests.scenes import reviews as in_review
from tests.scenes.executives import a_person, manager_of
from tests.scenes.rounds import in_days


def an_office_in_force() -> Office:
    """Return an office whose mandate two seats signed on the morning of 3 May 2026; it is noon."""
    in_review.at(2026, 5, 3)
    office = in_review.an_office_in_force(seats=2)
    in_review.at(2026, 5, 3, 12)
    return office


def handed_over(seat: Seat, name: str = "Nadia Newcomer", days: int = 0) -> Person:
    """Return the person who holds the seat from some day on; they have come in before."""
    return takes(seat, a_newcomer(seat.office, name), days)


def a_newcomer(office: Office, name: str = "Nadia Newcomer") -> Person:
    """Return somebody who has signed in before and holds no seat."""
    newcomer = a_person(office, name)
    newcomer.last_login = clock.now()
    newcomer.save(update_fields=["last_login"])
    return newcomer


def takes(seat: Seat, person: Person, days: int = 0) -> Person:
    """Let a person take a seat, from today unless another day is given."""
    start = in_days(seat.office, days)
    seats.seat_person(seat_id=seat.pk, person=person, start=start, by=manager_of(seat.office))
    return person


def stood_by(seat: Seat, by: Person) -> Ratification:
    """Return the word of a new holder who stands by what the seat signed."""
    shown = version_in_force(seat.office).digest
    return turnover.stand_by(office_id=seat.office_id, seat_id=seat.pk, shown_digest=shown, by=by)


def reopening_asked(seat: Seat, by: Person, wish: str = "The target is too low.") -> Ratification:
    """Return the wish of a new holder to have the version in force looked at again."""
    shown = version_in_force(seat.office).digest
    told = {"office_id": seat.office_id, "seat_id": seat.pk, "shown_digest": shown, "by": by}
    return turnover.ask_to_reopen(wish=wish, **told)
