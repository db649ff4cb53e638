"""Reads of assistants. They are the holder's, not the seat's: when somebody else takes the seat, they end with it."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet, Value
from django.db.models.functions import TruncDate

from executives.models import Assistant, Holder, Seat
from executives.selectors.seats import holders_on
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.standing import Standing


def assistants_in(office: Office) -> QuerySet[Assistant]:
    """Return the assistants of an office whom today's holders, or others at their wish, have named."""
    since = TruncDate("since", tzinfo=ZoneInfo(office.time_zone))
    held = holders_on(clock.today(office.time_zone)).values("pk")
    return Assistant.objects.annotate(since_day=since).filter(
        until__isnull=True,
        seat__office=office,
        seat__closed_on__isnull=True,
        seat__holders__in=held,
        seat__holders__start__lte=F("since_day"),
    )


def assistants_of(seat: Seat) -> list[Assistant]:
    """Return a seat's assistants of today with their people, the first named first."""
    return list(assistants_in(seat.office).filter(seat=seat).select_related("person", "seat__office").order_by("pk"))


def seats_of_person(person: Person, office: Office) -> Iterable[tuple[int, bool]]:
    """Return the seats that a person holds today (True), and those whose holder they assist (False)."""
    held = holders_on(clock.today(office.time_zone)).filter(
        person=person, seat__office=office, seat__closed_on__isnull=True
    )
    assisted = assistants_in(office).filter(person=person)
    return (
        held.order_by()
        .values_list("seat_id", Value(True))
        .union(assisted.order_by().values_list("seat_id", Value(False)))
    )


def assisted_seats(standing: Standing) -> list[Holder]:
    """Return today's holders of the seats that a person assists."""
    held = holders_on(clock.today(standing.office.time_zone)).filter(seat_id__in=standing.assisted_ids)
    return list(held.select_related("seat", "person").order_by("seat__order", "pk"))


def assistant_numbered(office: Office, number: int) -> Assistant | None:
    """Return an assistant of an office, or None."""
    found = Assistant.objects.filter(pk=number, seat__office=office)
    return found.select_related("seat__office", "person").first()


def offices_assisted(person: Person) -> set[int]:
    """Return the offices in which a person assists a seat today."""
    offices = Office.objects.filter(seats__assistants__person=person, seats__assistants__until__isnull=True).distinct()
    return {office.pk for office in offices if assistants_in(office).filter(person=person).exists()}
