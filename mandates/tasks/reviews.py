"""The clock plans reviews and opens them in time."""

from mandates.services.reviews import open_due_review


def plan_and_open(office_id: int) -> None:
    """Plan the next review of an office, and open the one whose time has come."""
    open_due_review(office_id)
