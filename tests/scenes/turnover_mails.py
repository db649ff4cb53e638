"""Mails when a seat changes hands: how things stand first, then the deed."""

from collections.abc import Callable, Iterator

from mandates.services.copies import add_reader, send_copy
from mandates.services.turnover import answer_wish
from pmo.access.models import Office
from tests.scenes import reviews as in_review
from tests.scenes import turnover
from tests.scenes.executives import a_vacant_seat, manager_of


def _an_office_in_force() -> Office:
    in_review.at(2026, 3, 10)
    return in_review.an_office_in_force(seats=2)


def seat_taken() -> Iterator[None]:
    office = _an_office_in_force()
    newcomer = turnover.a_newcomer(office)
    yield
    turnover.takes(office.seats.first(), newcomer)


def seat_taken_for_which_nobody_signed() -> Iterator[None]:
    seat = a_vacant_seat(_an_office_in_force())
    in_review.at(2026, 3, 11)
    newcomer = turnover.a_newcomer(seat.office)
    yield
    turnover.takes(seat, newcomer)


def reopening_asked() -> Iterator[None]:
    seat = _an_office_in_force().seats.first()
    after = turnover.handed_over(seat)
    yield
    turnover.reopening_asked(seat, after, "X.")


def reopening_answered() -> Iterator[None]:
    seat = _an_office_in_force().seats.first()
    in_review.at(2026, 3, 10, 12)
    wish = turnover.reopening_asked(seat, turnover.handed_over(seat), "X.")
    yield
    answer_wish(ratification_id=wish.pk, answer="Y.", by=manager_of(seat.office))


def copy_sent() -> Iterator[None]:
    office = _an_office_in_force()
    by = manager_of(office)
    yield
    by.refresh_from_db()
    told = {"name": "Rita", "email": "rita@example.org", "language": by.language, "by": by}
    send_copy(reader_id=add_reader(office_id=office.pk, **told).pk, by=by)


KEPT: dict[str, list[Callable[[], Iterator[None]]]] = {
    "seat.briefing": [seat_taken, seat_taken_for_which_nobody_signed],
    "version.reopening_asked": [reopening_asked],
    "version.reopening_answered": [reopening_answered],
    "copy": [copy_sent],
}
