"""The clock plans reviews and opens them in time."""

from mandates.services.reviews import plan_and_open_reviews


def plan_and_open() -> None:
    """Plan the next review of every office, and open those whose time has come."""
    plan_and_open_reviews()
