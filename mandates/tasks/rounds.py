"""The clock closes rounds whose deadline has passed."""

from mandates.services.rounds import close_overdue_rounds
from pmo import clock


def close_overdue() -> None:
    """Close what is due now."""
    close_overdue_rounds(clock.now())
