"""Reads of seats and holders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from executives.models import Holder, Requirement, Seat, WordsRequest
from executives.selectors.owners import heard, owned_by
from pmo import clock
from pmo.access.models import Office, Person


def holders_on(day: date) -> QuerySet[Holder]:
    """Return who holds which seat on a day (from and until inclusive)."""
    return Holder.objects.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day)


def seats_of(office: Office) -> QuerySet[Seat]:
    """Return the open seats of an office, each with today's holder in `.now` (a list of none or one)."""
    today = holders_on(clock.today(office.time_zone)).select_related("person")
    return office.seats.filter(closed_on__isnull=True).prefetch_related(Prefetch("holders", today, to_attr="now"))


def titles_of(office: Office) -> list[tuple[int, str]]:
    """Return the open seats as a form offers them."""
    return list(Seat.objects.filter(office=office, closed_on__isnull=True).values_list("pk", "title"))


def person_in(seat: Seat) -> Person | None:
    """Return who holds a seat today, of a seat that `seats_of` has loaded; None is a vacancy."""
    held = getattr(seat, "now", ())
    return held[0].person if held else None


def holder_of(seat: Seat, day: date) -> Holder | None:
    """Return who holds a seat on a day, or None: a vacancy."""
    return holders_on(day).filter(seat=seat).select_related("person").first()


def holders_from(office: Office) -> QuerySet[Holder]:
    """Return who holds a seat of an office today or takes one on a later day, in the order of the seats."""
    today = clock.today(office.time_zone)
    coming = Holder.objects.filter(Q(end__isnull=True) | Q(end__gte=today), seat__office=office)
    return coming.filter(seat__closed_on__isnull=True).select_related("person", "seat").order_by("seat__order", "start")


def office_ids_of(person: Person) -> Iterable[int]:
    """Return the offices in which a person holds a seat, by each office's own today."""
    held = Holder.objects.filter(person=person, seat__closed_on__isnull=True).select_related("seat__office")
    return {holder.seat.office_id for holder in held if holder.is_open_on(clock.today(holder.seat.office.time_zone))}


@dataclass(frozen=True)
class SeatRow:
    """A seat on the board: who holds it today, and how far its words are."""

    seat: Seat
    holder: Holder | None
    asked: int
    confirmed: int
    request: WordsRequest | None = None

    @property
    def waiting(self) -> int:
        """How many words still wait for the holder."""
        return self.asked - self.confirmed

    @property
    def is_to_be_asked(self) -> bool:
        """Whether there is nobody's word of it yet, and somebody who could be asked."""
        return self.holder is not None and not self.asked and self.request is None

    @property
    def has_consensus(self) -> bool:
        """Whether the holder has confirmed all that is written down: individual consensus."""
        return bool(self.asked) and not self.waiting


@dataclass(frozen=True)
class SeatScreen:
    """A seat with all its holders, the latest first, and its requirements by number."""

    seat: Seat
    holder: Holder | None
    holders: list[Holder]
    requirements: list[Requirement]

    @property
    def next_holder(self) -> Holder | None:
        """Who takes the seat on a later day, if anybody."""
        latest = self.holders[0] if self.holders else None
        return (
            latest if latest and (self.holder is None or latest.start > self.holder.start) and not latest.end else None
        )


def board(office: Office) -> list[SeatRow]:
    """Return all open seats with holder and counts; what is left out by its executive or withdrawn is not asked."""
    counts = heard(office)
    asked = {each.seat_id: each for each in WordsRequest.objects.filter(seat__office=office, ended_at__isnull=True)}
    return [
        SeatRow(
            seat=seat,
            holder=holder_now(seat),
            asked=counts[seat.pk, True] + counts[seat.pk, False],
            confirmed=counts[seat.pk, True],
            request=asked.get(seat.pk),
        )
        for seat in seats_of(office)
    ]


def holder_now(seat: Seat) -> Holder | None:
    """Return today's holder of a seat that `seats_of` has loaded."""
    now: list[Holder] = getattr(seat, "now")  # noqa: B009 - Prefetch puts it there, the model does not name it
    return now[0] if now else None


def seat_numbered(office: Office, number: int) -> Seat | None:
    """Return a seat of an office, or None."""
    return office.seats.select_related("office").filter(pk=number).first()


def seats_numbered(office: Office, numbers: Iterable[int]) -> list[Seat]:
    """Return some seats of an office, in their order."""
    return list(office.seats.filter(pk__in=list(numbers)))


def seat_screen(seat: Seat) -> SeatScreen:
    """Return a seat with its holders and its requirements."""
    holders = list(seat.holders.select_related("person").order_by("-start"))
    requirements = owned_by([seat.pk]).select_related("wording__confirmed_by").order_by("number")
    today = clock.today(seat.office.time_zone)
    now = next((each for each in holders if each.start <= today and (each.end is None or each.end >= today)), None)
    return SeatScreen(seat, now, holders, list(requirements))
