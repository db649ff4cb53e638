"""The clock closes soundings whose deadline has passed."""

from mandates.services.soundings import close_overdue_soundings
from pmo import clock


def close_overdue() -> None:
    """Close what is due now."""
    close_overdue_soundings(clock.now())
