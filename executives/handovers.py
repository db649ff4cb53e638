"""Seats in the hands of somebody who leaves."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext, ngettext

from executives.models import Assistant, Holder, Seat, Unfinished
from executives.rules.seats import day_before
from executives.selectors.owners import waiting_words
from executives.services.assistants import end
from executives.services.seats import lock_seat
from executives.services.writing import write_holder
from pmo import clock
from pmo.access.handovers import Held
from pmo.access.models import Office, Person
from pmo.audit.services import record


class Seats:
    """The seats that a person holds, or takes on a later day; all that a seat owes and owns goes with it."""

    def held(self, office: Office, person: Person) -> list[Held]:
        """Return the person's seats, in their order."""
        return [Held(f"seat:{seat.pk}", seat.title, _note(waiting)) for seat, waiting in _seats(office, person)]

    def hand_over(self, office: Office, person: Person, key: str, to: Person | None, by: Person) -> None:
        """End the person's tenure at once; a taker holds the seat from the next day of it on, for as long."""
        seat = lock_seat(int(key.partition(":")[2]))
        for holder in _tenures(office, person).filter(seat=seat):
            until = holder.end
            free_from = _end_now(holder, clock.today(office.time_zone))
            said = {"person": person.pk, "until": day_before(free_from)}
            record("seat.vacated", about=seat, office=office, by=by, payload=said)
            if to and (until is None or until >= free_from):
                write_holder(seat, to, free_from, until, by=by)

    def let_go(self, office: Office, person: Person, by: Person) -> None:
        """End the person's parts as an assistant, and throw away what they typed and never sent."""
        Unfinished.objects.filter(seat__office=office, person=person).delete()
        mine = Assistant.objects.filter(seat__office=office, person=person, until__isnull=True)
        for assistant in mine.select_related("seat__office"):
            end(assistant, by=by)


SEATS = Seats()


def _tenures(office: Office, person: Person) -> QuerySet[Holder]:
    """Return when the person holds seats, from today on."""
    today = clock.today(office.time_zone)
    coming = Holder.objects.filter(Q(end__isnull=True) | Q(end__gte=today))
    return coming.filter(person=person, seat__office=office, seat__closed_on__isnull=True)


def _end_now(holder: Holder, today: date) -> date:
    """End a tenure yesterday; one that began today ends today, one still to come never was. Return the next day."""
    if holder.start > today:
        holder.delete()
        return holder.start
    holder.end = max(day_before(today), holder.start)
    holder.save(update_fields=["end"])
    return holder.end + timedelta(days=1)


def _seats(office: Office, person: Person) -> list[tuple[Seat, int]]:
    """Return the person's seats, each with how many of its requirements wait to be confirmed."""
    seats = Seat.objects.filter(pk__in=_tenures(office, person).values("seat")).annotate(waiting=waiting_words())
    return [(seat, seat.waiting) for seat in seats]


def _note(waiting: int) -> str:
    """Say what waits for a seat here, and goes with it."""
    said = ngettext("%(n)d requirement waits to be confirmed.", "%(n)d requirements wait to be confirmed.", waiting)
    return said % {"n": waiting} if waiting else gettext("Nothing of its words waits.")
