"""The mail backend of a demonstration: what would have been mailed is kept for the mailbox page."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from pmo.notices.models import MailboxMessage


class MailboxBackend(BaseEmailBackend):
    """Keep every message in the database instead of sending it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; return how many."""
        for message in email_messages:
            alternatives = getattr(message, "alternatives", None) or []
            MailboxMessage.objects.create(
                to=", ".join(message.recipients()),
                subject=str(message.subject),
                text=str(message.body),
                html=next((str(content) for content, kind in alternatives if kind == "text/html"), ""),
                message_id=message.extra_headers.get("Message-ID", ""),
            )
        return len(email_messages)
