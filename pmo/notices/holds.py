"""Why a notice waits for a person at an instant, and until when: pure over what was loaded."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pmo.access.models import Person
from pmo.clock.calendar import instant
from pmo.notices.models import Absence, Reach
from pmo.notices.states import Hold

ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
MORNING = 8


@dataclass(frozen=True)
class Held:
    """Why something waits, and when it is looked at again."""

    because: Hold
    until: datetime


@dataclass(frozen=True)
class Known:
    """What is known about reaching people: their absences, and what each office noted."""

    absences: dict[int, list[Absence]] = field(default_factory=dict)
    reaches: dict[tuple[int, int], Reach] = field(default_factory=dict)


def known_about(people: Iterable[Person], now: datetime) -> Known:
    """Load what is known about reaching people, in two queries."""
    known, numbers = Known(), {person.pk for person in people}
    for absence in Absence.objects.filter(person__in=numbers, last__gte=(now - 2 * ONE_DAY).date()):
        known.absences.setdefault(absence.person_id, []).append(absence)
    for reach in Reach.objects.filter(person__in=numbers):
        known.reaches[reach.office_id, reach.person_id] = reach
    return known


def hold_of(
    person: Person, office_id: int | None, now: datetime, known: Known, *, is_reminder: bool, hour: int = MORNING
) -> Held | None:
    """Say why a person is not written to now: a bad address and quiet hours hold all, the rest reminders only."""
    reach = known.reaches.get((office_id or 0, person.pk))
    if reach and reach.bad_address and reach.bad_address.lower() == person.email.lower():
        return Held(Hold.BAD_ADDRESS, now + ONE_DAY)
    if until := quiet_until(person, now):
        return Held(Hold.QUIET, until)
    if not is_reminder:
        return None
    today = now.astimezone(ZoneInfo(person.time_zone)).date()
    if reach and reach.paused_until and reach.paused_until > today:
        return Held(Hold.PAUSED, _hour_of(reach.paused_until, today, hour, person))
    if back := back_on(known.absences.get(person.pk, []), today):
        return Held(Hold.ABSENT, _hour_of(back, today, hour, person))
    return None


def quiet_until(person: Person, now: datetime) -> datetime | None:
    """Return when a person's quiet hours end, if they run now; they may go over midnight."""
    first, last = person.quiet_from, person.quiet_until
    if first is None or last is None or first == last:
        return None
    local = now.astimezone(ZoneInfo(person.time_zone))
    over_midnight = first > last
    is_quiet = local.hour >= first or local.hour < last if over_midnight else first <= local.hour < last
    if not is_quiet:
        return None
    day = local.date() + ONE_DAY if over_midnight and local.hour >= first else local.date()
    return max(instant(day, time(last), person.time_zone), now + timedelta(minutes=1))


def back_on(absences: Iterable[Absence], today: date) -> date | None:
    """Return the day on which somebody who is away today is back; absences that touch are one."""
    day = today
    for absence in sorted(absences, key=lambda each: each.first):
        if absence.first <= day <= absence.last:
            day = absence.last + ONE_DAY
    return day if day > today else None


def _hour_of(day: date, today: date, hour: int, person: Person) -> datetime:
    return instant(min(day, today + LONGEST), time(hour), person.time_zone)
