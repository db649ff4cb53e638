"""A real SMTP server that keeps what it is sent."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers.machine import free_port


@dataclass
class MailServer:
    """The server's address and the messages in the order of their arrival; `refuses` is answered instead of 250."""

    host: str
    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    refuses: str = ""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a message, or refuse it with the words that the test set."""
        if self.refuses:
            return self.refuses
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Kept"


@contextmanager
def running() -> Iterator[MailServer]:
    """Start a mail server on a free port."""
    kept = MailServer("127.0.0.1", free_port())
    controller = Controller(kept, hostname=kept.host, port=kept.port)
    controller.start()
    try:
        yield kept
    finally:
        controller.stop()
