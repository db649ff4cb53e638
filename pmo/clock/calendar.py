"""Due dates of a cadence and the instants of reminders: pure, every date comes as an argument."""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Unit = Literal["months", "weeks"]


def add_months(anchor: date, n: int) -> date:
    """Return the day `n` months from the anchor, clipped to the month's end: 31 January + 1 is 28 February."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + n, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def due_on(anchor: date, every: int, n: int, unit: Unit = "months") -> date:
    """Return the n-th due date, counted from the anchor and never from the date before it."""
    if every < 1:
        raise ValueError(f"A cadence is at least one of {unit}, not {every}.")
    if unit == "weeks":
        return anchor + timedelta(weeks=every * n)
    return add_months(anchor, every * n)


def due_dates(anchor: date, every: int, count: int, unit: Unit = "months") -> list[date]:
    """Return the first `count` due dates after the anchor; the anchor itself is none of them."""
    return [due_on(anchor, every, n, unit) for n in range(1, count + 1)]


def series(anchor: date, every: int, unit: Unit = "months", first: int = 1) -> Iterator[date]:
    """Yield the due dates from the one numbered `first` on, until the calendar ends."""
    n = first
    while True:
        try:
            yield due_on(anchor, every, n, unit)
        except (OverflowError, ValueError):
            return
        n += 1


def number_before(anchor: date, every: int, day: date, unit: Unit = "months") -> int:
    """Return the number of a due date that is surely not after `day`, or 0: where to begin a search."""
    if unit == "weeks":
        return max(0, (day - anchor).days // (7 * every))
    months = (day.year - anchor.year) * 12 + day.month - anchor.month
    return max(0, (months - 1) // every)


def occurrences(anchor: date, every: int, start: date, end: date, unit: Unit = "months") -> list[date]:
    """Return the due dates from `start` to `end`, both included."""
    due_on(anchor, every, 0, unit)
    first = max(1, number_before(anchor, every, start, unit))
    found = []
    for due in series(anchor, every, unit, first):
        if due > end:
            break
        if due >= start:
            found.append(due)
    return found


def next_due(anchor: date, every: int, after: date, unit: Unit = "months") -> date:
    """Return the first due date later than `after`."""
    due_on(anchor, every, 0, unit)
    first = max(1, number_before(anchor, every, after, unit))
    return next(due for due in series(anchor, every, unit, first) if due > after)


def on_business_day(due: date, is_day_off: Callable[[date], bool]) -> date:
    """Return the due date, or the nearest business day before it when it falls on a day off; the series stays."""
    for back in range(366):
        if not is_day_off(day := due - timedelta(days=back)):
            return day
    raise ValueError("A whole year of days off: the calendar of days off cannot be right.")


def is_weekend(day: date) -> bool:
    """Say whether a day is a Saturday or a Sunday."""
    return day.weekday() >= 5


def next_business_due(
    anchor: date, every: int, after: date, is_day_off: Callable[[date], bool] = is_weekend, unit: Unit = "months"
) -> date:
    """Return the first due date later than `after`, each moved off its days off; the series itself stays."""
    due_on(anchor, every, 0, unit)
    first = max(1, number_before(anchor, every, after, unit))
    moved = (on_business_day(due, is_day_off) for due in series(anchor, every, unit, first))
    return next(due for due in moved if due > after)


def instant(day: date, at: time, zone: str) -> datetime:
    """Return the UTC instant of a local time: a missing hour gives the next valid instant, a doubled one the first."""
    local = datetime.combine(day, at, ZoneInfo(zone))
    first = local.replace(fold=0).astimezone(UTC)
    if first.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local.replace(tzinfo=None):
        return first
    return _end_of_gap(local.replace(fold=1).astimezone(UTC), first, zone)


def _end_of_gap(before: datetime, after: datetime, zone: str) -> datetime:
    """Return the instant between the two at which the zone changes its offset."""
    local = ZoneInfo(zone)
    new = after.astimezone(local).utcoffset()
    seconds = range(int(before.timestamp()), int(after.timestamp()) + 1)
    first = bisect_left(seconds, True, key=lambda at: datetime.fromtimestamp(at, local).utcoffset() == new)
    return datetime.fromtimestamp(seconds[first], UTC)


def reminder_day(due: date, days_before: int) -> date:
    """Return the day of a reminder: the due date minus its offset; a negative offset comes after the due date."""
    return due - timedelta(days=days_before)


def reminder_instant(due: date, days_before: int, at: int | time, zone: str) -> datetime:
    """Return the UTC instant at which a reminder leaves: the set local hour of the recipient on the reminder's day."""
    return instant(reminder_day(due, days_before), at if isinstance(at, time) else time(at), zone)


def end_of(day: date, zone: str) -> datetime:
    """Return the UTC instant at which a day ends in a zone: 24:00 there, which is when a due date has passed."""
    return instant(day + timedelta(days=1), time(0), zone)
