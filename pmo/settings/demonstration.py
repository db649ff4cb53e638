"""The embedded default of `make run`: one machine, a mailbox page instead of mail, a clock that can be shifted."""

from pmo.settings.base import *

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CLOCK_CAN_SHIFT = True
MAILBOX_PAGE = True
EMAIL_BACKEND = "pmo.notices.mailbox.MailboxBackend"
