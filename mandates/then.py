"""A day in the past whose end one looks back to: what stood then, by the office's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from pmo.clock.calendar import end_of
from pmo.ui.words import Word, settled


@dataclass(frozen=True)
class Then:
    """The end of a day: 24:00 in the office's zone."""

    day: date
    ends: datetime

    @classmethod
    def at_the_end_of(cls, day: date, zone: str) -> Then:
        """Return the end of a day in a zone."""
        return cls(day, end_of(day, zone))

    @classmethod
    def on_the_day_of(cls, moment: datetime, zone: str) -> Then:
        """Return the end of the day on which something happened, by the clock of a zone."""
        return cls.at_the_end_of(moment.astimezone(ZoneInfo(zone)).date(), zone)

    def past(self, moment: datetime | None) -> datetime | None:
        """Return a moment that had come by then; of one that came later nothing was known."""
        return moment if moment and moment < self.ends else None

    @property
    def query(self) -> str:
        """What an address carries so that the next page looks back as well."""
        return f"on={self.day.isoformat()}"

    @property
    def word(self) -> Word:
        """How what stood then is shown: it was in force, whatever became of it."""
        return settled(_("In force then"))
