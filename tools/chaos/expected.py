"""When reminders of a debt should have left, reckoned without any of the product's own reckoning."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from dateutil import zoneinfo as tables

DAY, STEP = timedelta(days=1), timedelta(minutes=15)
WEEK = 7


@dataclass(frozen=True)
class Debt:
    """What a seat owed in a review: by which rule its holder is reminded, from when to when it was owed.

    `ended` is by the clock, `ended_by` by the machine's time; both are empty while it is still owed.
    """

    office: int
    occurrence: str
    debtor: str
    person: int
    zone: str
    hour: int
    offsets: tuple[int, ...]
    is_weekly: bool
    due: date
    opened: datetime
    ended: datetime | None
    ended_by: float | None

    @property
    def key(self) -> tuple[str, str]:
        return self.occurrence, self.debtor

    def days(self, last: datetime) -> dict[int, date]:
        """Return the days on which the rule wants a reminder, by offset, up to an instant."""
        wanted = {offset: self.due - offset * DAY for offset in self.offsets}
        offset = min(self.offsets) - WEEK
        while self.is_weekly and (day := self.due - offset * DAY) <= last.date() + DAY:
            wanted[offset] = day
            offset -= WEEK
        return wanted

    def slots(self, last: datetime) -> dict[int, datetime]:
        """Return the instants of the reminders that fall due up to an instant, by offset."""
        found = {offset: first_showing(day, self.hour, self.zone) for offset, day in self.days(last).items()}
        return {offset: at for offset, at in found.items() if at <= last}


@cache
def first_showing(day: date, hour: int, zone: str) -> datetime:
    """Return the first instant at which a clock on the wall there shows the hour of the day, or a later time."""
    table, wanted = tables.get_zonefile_instance().get(zone), datetime.combine(day, time(hour))
    moment = wanted.replace(tzinfo=UTC) - timedelta(hours=15)
    while moment.astimezone(table).replace(tzinfo=None) < wanted:
        moment += STEP
    return moment


Span = tuple[float, float]


def quiet_spans(blows: list[Span], begin: float, end: float) -> list[Span]:
    """Return the spans of the machine's time in which nothing was down."""
    edges, spans = begin, []
    for killed, whole in sorted(blows):
        spans.append((edges, killed))
        edges = max(edges, whole)
    return [(first, last) for first, last in [*spans, (edges, end)] if first < last]


def without(span: tuple[datetime, datetime], gaps: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Return what is left of a span when gaps are taken out."""
    left = [span]
    for first, last in gaps:
        left = [
            piece
            for begin, end in left
            for piece in ((begin, min(end, first)), (max(begin, last), end))
            if piece[0] < piece[1]
        ]
    return left


def longest_common(first: list[Span], second: list[Span]) -> float:
    """Return the length of the longest span that lies in one of each."""
    return max((min(a[1], b[1]) - max(a[0], b[0]) for a in first for b in second), default=0)
