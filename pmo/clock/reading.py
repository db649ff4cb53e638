"""Reading the clock.

The shift is read from the database at the start of each request, task and command (`refresh`), not at each reading:
one piece of work sees one pace of time, and reading the time costs no query.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings


@dataclass(frozen=True)
class Pace:
    """Time as it is told: `offset` from the machine's time at `since`, then `speed` times as fast."""

    since: datetime
    offset: timedelta
    speed: float

    def at(self, machine_time: datetime) -> datetime:
        """Return the time told at a moment of the machine's time."""
        return self.since + self.offset + (machine_time - self.since) * self.speed


class _Read:
    """The pace last read by this process."""

    pace: Pace | None = None


def machine_time() -> datetime:
    """Return the machine's own time in UTC."""
    return datetime.now(UTC)


def refresh() -> None:
    """Read the shift again; without permission to shift, the machine's time is told and nothing is read."""
    shift = apps.get_model("clock", "Shift").objects.first() if settings.CLOCK_CAN_SHIFT else None
    keep(Pace(shift.set_at, timedelta(seconds=shift.offset_seconds), shift.speed) if shift else None)


def keep(pace: Pace | None) -> None:
    """Tell time by `pace` from now on in this process."""
    _Read.pace = pace


def now() -> datetime:
    """Return the present instant, aware, in UTC; the machine's own until the first `refresh`."""
    return _Read.pace.at(machine_time()) if _Read.pace else machine_time()


def today(zone: str) -> date:
    """Return the present date in a time zone, given by its IANA name."""
    return now().astimezone(ZoneInfo(zone)).date()
