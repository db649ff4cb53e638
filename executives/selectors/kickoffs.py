"""Reads of kick-offs: who came, who was told beforehand, and whom somebody has still to brief."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from executives.models import Attendance, KickOff, Seat
from executives.selectors.seats import person_in, seats_of
from executives.states import Presence
from pmo import clock
from pmo.access.models import Office
from pmo.audit import canonical
from pmo.notices.models import Absence


@dataclass(frozen=True)
class SeatAtKickOff:
    """One seat: how it took part, as far as anybody has noted, and whether its holder said that they are away."""

    seat: Seat
    name: str
    mark: Attendance | None
    is_away: bool

    @property
    def presence(self) -> str:
        """What was noted, or nothing."""
        return self.mark.presence if self.mark else ""

    @property
    def is_expected_absent(self) -> bool:
        """Whether it is known that they do not come, and nobody has briefed them."""
        return self.presence == Presence.ABSENT or (self.is_away and not self.mark)


@dataclass(frozen=True)
class KickOffScreen:
    """A kick-off with every seat."""

    kick_off: KickOff
    rows: list[SeatAtKickOff]
    is_over: bool

    @property
    def to_brief(self) -> list[SeatAtKickOff]:
        """Whom somebody has still to brief: held seats whose holder does not come, or did not."""
        return [row for row in self.rows if row.name and row.is_expected_absent]

    @property
    def unmarked(self) -> int:
        """How many held seats nobody has noted anything of."""
        return sum(bool(row.name) and row.mark is None for row in self.rows)

    @property
    def digest(self) -> str:
        """What the page shows: a form on anything else is refused."""
        marks = [[row.seat.pk, row.presence, row.mark.stand_in if row.mark else ""] for row in self.rows]
        return canonical.digest([self.kick_off.day, self.kick_off.summary, marks])


def kick_offs_of(office: Office) -> QuerySet[KickOff]:
    """Return the kick-offs of an office, the latest first."""
    return KickOff.objects.filter(office=office).select_related("office").order_by("-day")


def latest_kick_off(office: Office) -> KickOff | None:
    """Return the kick-off that counts: the latest, held or planned."""
    return kick_offs_of(office).first()


def seats_to_brief(office: Office, seats: list[Seat]) -> set[int]:
    """Return which of these seats, loaded by `seats_of`, somebody has still to brief on the latest kick-off."""
    latest = KickOff.objects.filter(pk__in=kick_offs_of(office).values("pk")[:1])
    noted = list(latest.values_list("day", "attendances__seat", "attendances__presence"))
    if not noted:
        return set()
    marks = {seat: presence for _day, seat, presence in noted}
    held = {seat.pk: person.pk for seat in seats if (person := person_in(seat))}
    away = _away_on(noted[0][0], list(held.values()))
    absent = {seat for seat, presence in marks.items() if presence == Presence.ABSENT}
    return {seat for seat, person in held.items() if seat in absent or (person in away and seat not in marks)}


def kick_off_screen(kick_off: KickOff) -> KickOffScreen:
    """Return a kick-off with how each open seat took part; a constant number of queries."""
    office = kick_off.office
    marks = {mark.seat_id: mark for mark in kick_off.attendances.all()}
    seats = [(seat, person_in(seat)) for seat in seats_of(office)]
    away = _away_on(kick_off.day, [person.pk for _seat, person in seats if person])
    rows = [
        SeatAtKickOff(seat, person.name if person else "", marks.get(seat.pk), person is not None and person.pk in away)
        for seat, person in seats
    ]
    return KickOffScreen(kick_off, rows, kick_off.day < clock.today(office.time_zone))


def _away_on(day: date, people: list[int]) -> set[int]:
    away = Absence.objects.filter(person__in=people, first__lte=day, last__gte=day)
    return set(away.values_list("person_id", flat=True))


def exported(screen: KickOffScreen) -> Iterator[tuple[str | date, ...]]:
    """Yield the rows of a kick-off as a file carries them."""
    for row in screen.rows:
        word = str(row.mark.get_presence_display()) if row.mark else ""
        yield screen.kick_off.day, row.seat.title, row.name, word, row.mark.stand_in if row.mark else ""
