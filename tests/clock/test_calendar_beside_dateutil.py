"""The calendar against independent ones: dateutil's recurrences for days, dateutil's own zone tables for instants."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from dateutil import zoneinfo as tables
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, rruleset
from hypothesis import example, given
from hypothesis import strategies as some

from pmo.clock import calendar

ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "Africa/Cairo",
    "Pacific/Apia",
    "Asia/Kolkata",
)
STEP = timedelta(minutes=15)
DAY = timedelta(days=1)
LAST_OFFSETS = [*range(30, -2, -1), -8, -15]
# The bundled tables end in 2037; before 2000 some zones changed at odd minutes.
days = some.dates(date(2000, 1, 1), date(2036, 6, 30))
quarters = some.builds(time, some.integers(0, 23), some.sampled_from([0, 15, 30, 45]))
zones = some.sampled_from(ZONES)
cadences = some.sampled_from([("months", 1), ("months", 2), ("months", 3), ("months", 6), ("months", 12), ("weeks", 2)])


def recurrence(anchor: date, every: int, unit: str) -> rrule:
    """The anchor and its due dates: the last day of the month that is not after the anchor's day."""
    start = datetime.combine(anchor, time())
    if unit == "weeks":
        return rrule(WEEKLY, interval=every, dtstart=start)
    days_of_month = tuple(range(min(28, anchor.day), anchor.day + 1))
    return rrule(MONTHLY, interval=every, dtstart=start, bymonthday=days_of_month, bysetpos=-1)


def between(anchor: date, every: int, unit: str, start: date, end: date) -> list[date]:
    midnights = [datetime.combine(day, time()) for day in (start, end)]
    return [at.date() for at in recurrence(anchor, every, unit).between(*midnights, inc=True) if at.date() > anchor]


@cache
def table(zone: str):
    return tables.get_zonefile_instance().get(zone)


def shown(at: datetime, zone: str) -> datetime:
    """What a clock on the wall shows there, by dateutil's table."""
    return at.astimezone(table(zone)).replace(tzinfo=None)


def first_showing(day: date, at: time, zone: str) -> datetime:
    """The first instant at which the clock on the wall shows the time or a later one: found by walking."""
    wanted = datetime.combine(day, at)
    noon_before = datetime.combine(day - DAY, time(12), UTC)
    ahead = shown(noon_before, zone) - noon_before.replace(tzinfo=None)
    moment = wanted.replace(tzinfo=UTC) - ahead - timedelta(hours=3)
    while shown(moment, zone) >= wanted:
        moment -= DAY
    while shown(moment, zone) < wanted:
        moment += STEP
    return moment


def changes(zone: str, first: date, last: date) -> list[date]:
    """The days on which the zone's clock is put forward or back, by dateutil's table."""
    span = range((last - first).days)
    noons = [datetime.combine(first + n * DAY, time(12), UTC) for n in span]
    gone = [(noon, shown(noon + DAY, zone) - shown(noon, zone)) for noon in noons]
    return [shown(noon + DAY, zone).date() for noon, far in gone if far != DAY]


@given(days, cadences, days, some.integers(0, 1500))
@example(date(2027, 1, 31), ("months", 1), date(2027, 1, 31), 1500)
@example(date(2028, 2, 29), ("months", 12), date(2028, 2, 29), 1500)
@example(date(2026, 12, 30), ("months", 2), date(2026, 12, 30), 400)
def test_occurrences_are_those_of_an_independent_recurrence(anchor, cadence, start, length):
    (unit, every), end = cadence, start + timedelta(days=length)

    assert calendar.occurrences(anchor, every, start, end, unit) == between(anchor, every, unit, start, end)


@given(days, cadences, days)
def test_the_next_due_date_is_that_of_an_independent_recurrence(anchor, cadence, after):
    unit, every = cadence
    latest = datetime.combine(max(anchor, after), time())

    assert calendar.next_due(anchor, every, after, unit) == recurrence(anchor, every, unit).after(latest).date()


@given(days, some.integers(1, 12), some.lists(some.integers(0, 400), min_size=1, max_size=6))
def test_an_early_review_never_moves_the_series(anchor, months, delays):
    after = anchor

    for delay in delays:
        after = max(after, calendar.next_due(anchor, months, after) - timedelta(days=delay))

    due = calendar.next_due(anchor, months, after)
    assert due == recurrence(anchor, months, "months").after(datetime.combine(after, time())).date()


@given(days, some.sets(some.integers(0, 40), max_size=20))
def test_a_business_day_is_that_of_an_independent_recurrence(due, holidays):
    long_before = datetime.combine(due - timedelta(days=200), time())
    off = {due - timedelta(days=n) for n in holidays}
    working = rruleset()
    working.rrule(rrule(DAILY, dtstart=long_before, byweekday=range(5)))
    for day in off:
        working.exdate(datetime.combine(day, time()))

    found = calendar.on_business_day(due, lambda day: day.weekday() > 4 or day in off)

    assert found == working.before(datetime.combine(due, time()), inc=True).date()


@given(days, quarters, zones)
@example(date(2011, 12, 30), time(8), "Pacific/Apia")
@example(date(2018, 11, 4), time(0), "America/Sao_Paulo")
@example(date(2019, 2, 16), time(23, 30), "America/Sao_Paulo")
def test_an_instant_is_the_first_at_which_the_wall_clock_shows_it(day, at, zone):
    assert calendar.instant(day, at, zone) == first_showing(day, at, zone)


@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_of_the_days_around_a_change_of_the_clock_is_right(zone):
    around = {day + n * DAY for day in changes(zone, date(2017, 1, 1), date(2028, 1, 1)) for n in (-1, 0, 1)}

    wrong = [
        (day, hour)
        for day in sorted(around)
        for hour in range(24)
        if calendar.instant(day, time(hour), zone) != first_showing(day, time(hour), zone)
    ]

    assert not wrong
    assert bool(around) == (zone != "Asia/Kolkata")


@pytest.mark.parametrize("zone", ZONES)
def test_days_around_a_change_end_when_the_next_one_begins(zone):
    around = {day + n * DAY for day in changes(zone, date(2017, 1, 1), date(2028, 1, 1)) for n in (-1, 0, 1)}

    wrong = [day for day in sorted(around) if calendar.end_of(day, zone) != first_showing(day + DAY, time(), zone)]

    assert not wrong


@given(days, some.sampled_from(LAST_OFFSETS), some.integers(0, 23), zones)
def test_a_reminder_leaves_at_the_hour_of_its_own_day(due, offset, hour, zone):
    leaves = calendar.reminder_instant(due, offset, hour, zone)

    assert leaves == first_showing(due - timedelta(days=offset), time(hour), zone)


@given(days, some.integers(0, 23), zones)
def test_reminders_of_one_duty_leave_in_the_order_of_their_offsets(due, hour, zone):
    leaving = [calendar.reminder_instant(due, offset, hour, zone) for offset in LAST_OFFSETS]

    assert leaving == sorted(leaving)
    assert len(set(leaving)) >= len(leaving) - 1  # where a day is missing, two fall together
