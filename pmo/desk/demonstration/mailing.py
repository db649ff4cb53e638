"""The mails of the demonstration, sent on the day on which they were written."""

from pmo import clock
from pmo.notices.services.sending import send_waiting

ALL = 1000


def post() -> None:
    """Send what waits, by the shown clock."""
    send_waiting(clock.now(), limit=ALL)
