"""The embedded default of `make run`: one machine, a mailbox page unless MAIL_URL is set, a clock to be shifted."""

from pmo.settings.base import *
from pmo.settings.base import MAIL_URL

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CLOCK_CAN_SHIFT = True
MAILBOX_PAGE = not MAIL_URL
if MAILBOX_PAGE:
    EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
