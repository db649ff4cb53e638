"""Reads of seats and holders."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from executives.models import Holder, Seat
from pmo import clock
from pmo.access.models import Office, Person


def holders_on(day: date) -> QuerySet[Holder]:
    """Return who holds which seat on a day (from and until inclusive)."""
    return Holder.objects.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day)


def seats_of(office: Office) -> QuerySet[Seat]:
    """Return the open seats of an office, each with today's holder in `.now` (a list of none or one)."""
    today = holders_on(clock.today(office.time_zone)).select_related("person")
    return office.seats.filter(closed_on__isnull=True).prefetch_related(Prefetch("holders", today, to_attr="now"))


def person_in(seat: Seat) -> Person | None:
    """Return who holds a seat today, of a seat that `seats_of` has loaded; None is a vacancy."""
    held = getattr(seat, "now", ())
    return held[0].person if held else None


def seat_ids_of(person: Person, office: Office) -> Iterable[int]:
    """Return the seats that a person holds in an office today."""
    held = holders_on(clock.today(office.time_zone))
    return held.filter(person=person, seat__office=office, seat__closed_on__isnull=True).values_list(
        "seat_id", flat=True
    )


def holder_of(seat: Seat, day: date) -> Holder | None:
    """Return who holds a seat on a day, or None: a vacancy."""
    return holders_on(day).filter(seat=seat).select_related("person").first()


def office_ids_of(person: Person) -> Iterable[int]:
    """Return the offices in which a person holds a seat, by each office's own today."""
    held = Holder.objects.filter(person=person, seat__closed_on__isnull=True).select_related("seat__office")
    return {holder.seat.office_id for holder in held if holder.is_open_on(clock.today(holder.seat.office.time_zone))}
