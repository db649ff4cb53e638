"""The people behind seats, for what is told to a seat."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse

from executives.models import Holder
from executives.selectors.seats import holders_on
from pmo import clock
from pmo.access.models import Office, Person
from pmo.notices.addressees import numbers


def people_of_seats(office: Office, addressees: set[str]) -> dict[str, Person]:
    """Return who holds each addressed seat of an office today; a vacant one has nobody."""
    asked = numbers(addressees, "seat")
    if not asked:
        return {}
    held = holders_on(clock.today(office.time_zone)).filter(seat_id__in=asked, seat__office=office)
    return {f"seat:{holder.seat_id}": holder.person for holder in held.select_related("person")}


def explains(office: Office, person: Person) -> str:
    """Return the page that says what this is and why them, for those who hold a seat of an office or will."""
    is_seated = Holder.objects.filter(person=person, seat__office=office, seat__closed_on__isnull=True).exists()
    return reverse("executives:about", kwargs={"office": office.slug}) if is_seated else ""


def holders_in(office: Office) -> list[tuple[Person, str]]:
    """Return who holds a seat of an office today, with the seat's title."""
    held = holders_on(clock.today(office.time_zone)).filter(seat__office=office, seat__closed_on__isnull=True)
    return [(holder.person, holder.seat.title) for holder in held.select_related("person", "seat")]


def seats_of_people(person_ids: Iterable[int]) -> list[tuple[int, str]]:
    """Return the seats that people hold, by each office's own today, as pairs of person and addressee."""
    day = timedelta(days=1)
    utc = clock.today("UTC")
    about = holders_on(utc) | holders_on(utc - day) | holders_on(utc + day)
    held: list[Holder] = list(about.filter(person__in=person_ids).select_related("seat__office"))
    return [
        (each.person_id, f"seat:{each.seat_id}")
        for each in held
        if each.is_open_on(clock.today(each.seat.office.time_zone))
    ]


def sponsors_of(office: Office) -> list[str]:
    """Return the sponsor's seat, if there is one."""
    sponsoring = office.seats.filter(sponsor=True, closed_on__isnull=True)
    return [f"seat:{number}" for number in sponsoring.values_list("pk", flat=True)]
