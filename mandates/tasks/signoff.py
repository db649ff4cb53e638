"""The clock puts in force what only waited for its day."""

from mandates.services.forces import put_due_in_force
from pmo import clock


def put_in_force() -> None:
    """Put in force whose day has come."""
    put_due_in_force(clock.now())
