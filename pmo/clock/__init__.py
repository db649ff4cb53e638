"""The only source of time: `now()` and `today(zone)`."""

from pmo.clock.reading import now, refresh, today

__all__ = ["now", "refresh", "today"]
