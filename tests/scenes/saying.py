"""Seats that are asked for their words, and what their holders type and send, reached by calling the services."""

from datetime import timedelta

from executives.models import Requirement, Seat, WordsRequest
from executives.services import asking, saying
from pmo import clock
from tests.scenes.executives import holder_of, manager_of, some_words

PHONE, DESK = "the phone", "the desk"


def in_days(seat: Seat, days: int):
    """Return the day so many days from today, at the office."""
    return clock.today(seat.office.time_zone) + timedelta(days=days)


def asked(seat: Seat, days: int = 7) -> WordsRequest:
    """Return the request by which the manager asks a seat for its words."""
    due = in_days(seat, days)
    return asking.ask_for_words(office_id=seat.office_id, seat_ids=[seat.pk], due=due, by=manager_of(seat.office))[0]


def typed(seat: Seat, begun: int = 0, device: str = PHONE, **fields: str) -> saying.Kept:
    """Return what became of keeping what the holder typed."""
    return saying.keep(seat_id=seat.pk, fields=fields, begun=begun, device=device, by=holder_of(seat))


def said(seat: Seat, statement: str = "", **fields: object) -> Requirement:
    """Return what the holder said by their own hand."""
    return saying.say(seat_id=seat.pk, words=some_words(statement, **fields), by=holder_of(seat))
