"""A kept mail as the message that goes to the server: the same row gives the same bytes on every try."""

from collections.abc import Iterable
from email.message import Message
from email.utils import format_datetime

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from pmo.access.links import LEAVE, unsubscribe_address, with_links
from pmo.access.models import PersonalLink
from pmo.access.registry import MARKS
from pmo.notices.models import Mail
from pmo.notices.states import MailForm

PARTS = "\x00"


class Envelope(EmailMultiAlternatives):
    """A message whose boundary comes from its Message-ID, and not from chance."""

    def message(self) -> Message:  # type: ignore[override]
        """Return the message with its own boundary."""
        message = super().message()
        message.set_boundary(f"=_{self.extra_headers['Message-ID'].strip('<>').partition('@')[0]}")
        return message


def envelope(
    mail: Mail, connection: BaseEmailBackend | None = None, links: Iterable[PersonalLink] | None = None
) -> Envelope:
    """Return a mail as it leaves, with the reader's own links in the place of their marks."""
    said = PARTS.join((mail.text, mail.html))
    if mail.person:
        said = with_links(said, mail.person, links)
    for put in MARKS.all():
        said = put(said, mail.to_address)
    headers = {"Message-ID": mail.message_id, "Date": format_datetime(mail.made_at)}
    if mail.form == MailForm.BUNDLED and mail.person:
        out = unsubscribe_address(mail.person, mail.office)
        said = said.replace(LEAVE, out)
        headers |= _leaving(out)
    text, html = said.split(PARTS)
    message = Envelope(mail.subject, text, to=[mail.to_address], headers=headers, connection=connection)
    message.attach_alternative(html, "text/html")
    return message


def _leaving(address: str) -> dict[str, str]:
    """Let a mail program pause reminders; what tells of a deed is no list that one leaves."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
