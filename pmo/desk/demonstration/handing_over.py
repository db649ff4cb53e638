"""A seat that changes hands while the mandate is in force, and who reads the mandate without a part in it."""

from datetime import UTC, date, datetime, timedelta

from executives.models import Seat
from executives.services.seats import seat_newcomer
from mandates.models import ReadingCopy
from mandates.services.copies import add_reader, note_fetched
from mandates.services.turnover import tell_successors
from pmo.access.models import Office
from pmo.access.services.invitations import take_up_at_sign_in
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material
from pmo.desk.demonstration.mailing import post

LISTED = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
ANNOUNCED = datetime(2026, 5, 29, 16, 0, tzinfo=UTC)
FIRST_DAY = date(2026, 6, 1)
CAME_IN = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
ENGLISH = "en"


def list_readers(office: Office) -> None:
    """Put on the distribution list who gets each version by mail."""
    set_time(LISTED)
    for each in material.tree("amendments.json")["readers"]:
        add_reader(office_id=office.pk, **each, language=ENGLISH, by=cast.person(cast.MANAGER))


def read_a_copy(office: Office) -> None:
    """Let one of the readers have opened theirs."""
    copy = ReadingCopy.objects.filter(reader__mandate__office=office).order_by("pk")[0]
    set_time(copy.made_at + timedelta(hours=3))
    note_fetched(copy)


def hand_over(office: Office) -> None:
    """Let a seat change hands: its new holder has come in, and has not said yet whether they stand by the mandate."""
    told = material.tree("amendments.json")["handed_over"]
    seat = Seat.objects.get(office=office, title=told["seat"])
    set_time(ANNOUNCED)
    given = {"email": told["email"], "name": told["name"], "start": FIRST_DAY}
    holder = seat_newcomer(seat_id=seat.pk, **given, by=cast.person(cast.MANAGER))
    post()
    set_time(CAME_IN)
    take_up_at_sign_in(holder.person)
    cast.give_passwords()
    tell_successors(office.pk)
    post()
