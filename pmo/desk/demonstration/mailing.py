"""The mails of the demonstration, sent on the day on which they were written."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from pmo import clock
from pmo.notices.services.sending import send_waiting

ALL = 1000


def post() -> None:
    """Send what waits, by the shown clock."""
    with kept_here():
        send_waiting(clock.now(), limit=ALL)


@contextmanager
def kept_here() -> Iterator[None]:
    """Let no mail of the demonstration's past go to a mail server, whatever new ones do."""
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = backend
