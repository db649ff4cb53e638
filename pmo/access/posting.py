"""Codes and words about one's sign-in leave beside the page: a mail server that hangs keeps nobody waiting.

They are no notices: kept nowhere, tried a few times, and asked for anew when they do not come.
"""

import logging
import time
from collections.abc import Sequence
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

SMTP = "django.core.mail.backends.smtp.EmailBackend"
PAUSES = (0, 3, 15)
log = logging.getLogger(__name__)


class BesideThePage(BaseEmailBackend):
    """Hands messages to the mail server in a thread of their own; other backends answer at once and are just called."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take the messages; they are on their way when this returns."""
        if settings.EMAIL_BACKEND != SMTP:
            return get_connection().send_messages(email_messages) or 0
        Thread(target=post, args=[email_messages], daemon=True).start()
        return len(email_messages)


def post(messages: Sequence[EmailMessage], pauses: Sequence[float] = PAUSES) -> bool:
    """Send, and try again after a pause; return whether the mail server took them."""
    server = get_connection()
    for pause in pauses:
        time.sleep(pause)
        try:
            server.send_messages(messages)
        except Exception:
            log.exception("A mail of sign-in did not leave; it is tried %d times.", len(pauses))
        else:
            return True
    return False
