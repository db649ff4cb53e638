"""Deeds on seats and their holders."""

from datetime import date

from django.db import transaction

from executives.models import Holder, Seat
from executives.rules.seats import Tenure, may_be_called, may_keep_seats, may_leave, may_seat, may_take
from executives.services.writing import end_holder, rewrite_seat, write_holder, write_seat
from pmo.access.models import Person
from pmo.access.services import lock_office
from pmo.access.services.invitations import ask_in, expect
from pmo.access.standing import standing_of
from pmo.audit.services import record


@transaction.atomic
def register_seat(
    *, office_id: int, title: str, decision_role: str, sponsor: bool = False, source_ref: str = "", by: Person
) -> Seat:
    """Add a seat; the very same seat asked for again is the one that is there."""
    office = lock_office(office_id)
    may_keep_seats(standing_of(by, office)).require()
    seats = list(office.seats.all())
    asked = (title.strip(), str(decision_role), sponsor)
    for seat in seats:
        if asked == (seat.title, seat.decision_role, seat.sponsor):
            return seat
    may_be_called(title, sponsor, seats).require()
    return write_seat(office, title=title, decision_role=decision_role, sponsor=sponsor, source_ref=source_ref, by=by)


@transaction.atomic
def change_seat(*, seat_id: int, title: str, decision_role: str, sponsor: bool, by: Person) -> Seat:
    """Change a seat's title and its part in the decision."""
    seat = lock_seat(seat_id)
    may_keep_seats(standing_of(by, seat.office)).require()
    may_be_called(title, sponsor, seat.office.seats.exclude(pk=seat.pk)).require()
    return rewrite_seat(seat, title=title, decision_role=decision_role, sponsor=sponsor, by=by)


@transaction.atomic
def seat_person(*, seat_id: int, person: Person, start: date, by: Person) -> Holder:
    """Hand a seat over: the person holds it from that day on, who holds it now ends the day before."""
    seat = lock_seat(seat_id)
    may_keep_seats(standing_of(by, seat.office)).require()
    holders = list(seat.holders.select_related("person"))
    for holder in holders:
        if holder.person_id == person.pk and holder.start == start and holder.end is None:
            return holder
    may_seat(person, by).require()
    may_take(tenures_of(holders), start).require()
    return write_holder(seat, person, start, by=by)


@transaction.atomic
def seat_newcomer(*, seat_id: int, email: str, name: str, start: date, by: Person) -> Holder:
    """Hand a seat over to whoever has this address, and invite them; the same for known and unknown addresses."""
    seat = lock_seat(seat_id)
    may_keep_seats(standing_of(by, seat.office)).require()
    guest = expect(seat.office, email=email, name=name)
    holder = seat_person(seat_id=seat_id, person=guest.person, start=start, by=by)
    ask_in(seat.office, guest, part_of=seat.title, by=by)
    return holder


@transaction.atomic
def vacate_seat(*, seat_id: int, last_day: date, by: Person) -> Holder:
    """End the present holder on a day, inclusive: from the next day on the seat is vacant."""
    seat = lock_seat(seat_id)
    may_keep_seats(standing_of(by, seat.office)).require()
    holders = list(seat.holders.select_related("person"))
    holder = next((each for each in holders if each.end is None), None)
    if holder is None and holders and holders[-1].end == last_day:
        return holders[-1]
    may_leave(holder, last_day).require()
    assert holder is not None, "the rule has refused a vacant seat"
    end_holder(holder, seat, last_day, by=by)
    said = {"person": holder.person_id, "until": last_day}
    record("seat.vacated", about=seat, office=seat.office, by=by, payload=said)
    return holder


def lock_seat(seat_id: int) -> Seat:
    """Lock the office of a seat, then the seat; both come loaded."""
    office = lock_office(Seat.objects.values_list("office_id", flat=True).get(pk=seat_id))
    seat = Seat.objects.select_for_update().get(pk=seat_id)
    seat.office = office
    return seat


def tenures_of(holders: list[Holder]) -> list[Tenure]:
    """Return who holds a seat when, as the rule reads it."""
    return [Tenure(holder.person.name, holder.start, holder.end) for holder in holders]
