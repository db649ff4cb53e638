"""Reads of assistants. They are the holder's, not the seat's: when somebody else takes the seat, they end with it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate

from executives.models import Assistant, Holder, Seat
from executives.selectors.seats import holders_on
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.standing import Standing

SEATS_OF_PERSON = """
SELECT held.seat_id, NULL, NULL
  FROM executives_holder held JOIN executives_seat seat ON seat.id = held.seat_id
 WHERE held.person_id = %s AND seat.office_id = %s AND seat.closed_on IS NULL
   AND held.start <= %s AND (held."end" IS NULL OR held."end" >= %s)
UNION ALL
SELECT assistant.seat_id, held.start, assistant.since
  FROM executives_assistant assistant JOIN executives_seat seat ON seat.id = assistant.seat_id
  JOIN executives_holder held ON held.seat_id = seat.id
 WHERE assistant.person_id = %s AND seat.office_id = %s AND seat.closed_on IS NULL AND assistant.until IS NULL
   AND held.start <= %s AND (held."end" IS NULL OR held."end" >= %s)
"""


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
    """Return the seats that a person holds today (True), and those whose holder they assist (False).

    Every deed and page asks this first, and putting the question into words would take twenty times as long as its
    answer: so the words are written out. Who assists is told as in `assistants_in`.
    """
    today = clock.today(office.time_zone)
    asked: tuple[int | date, ...] = (person.pk, office.pk, today, today)
    with connection.cursor() as cursor:
        cursor.execute(SEATS_OF_PERSON, (*asked, *asked))
        rows = cursor.fetchall()
    zone = ZoneInfo(office.time_zone)
    return [(seat, since is None) for seat, start, since in rows if since is None or _is_since(start, since, zone)]


def _is_since(start: date | str, since: datetime | str, zone: ZoneInfo) -> bool:
    """Say whether an assistant was named by today's holder: on the day when they took the seat, or later."""
    began = date.fromisoformat(start) if isinstance(start, str) else start
    named = datetime.fromisoformat(since).replace(tzinfo=UTC) if isinstance(since, str) else since
    return began <= named.astimezone(zone).date()


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
