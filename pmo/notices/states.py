"""The states of notices and mails, and the moves between them."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo.ui.words import Word, current, outside, settled, waiting, wrong

UNTIL_TAKEN_BACK = date(2200, 12, 31)


class NoticeState(models.TextChoices):
    """Where one intended message stands."""

    PLANNED = "planned", _("Planned")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Not needed any more")
    HELD = "held", _("Held back")
    OVERTAKEN = "overtaken", _("Overtaken by a later one")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return NOTICE_WORDS[self](self.label)


class Hold(models.TextChoices):
    """Why a notice is held back."""

    QUIET = "quiet", _("Quiet hours")
    ABSENT = "absent", _("Away")
    PAUSED = "paused", _("Reminders paused")
    BAD_ADDRESS = "bad_address", _("The address is bad")
    TOLD_TODAY = "told_today", _("The day’s mail has left")


class EscalateTo(models.TextChoices):
    """Who else is told after so many reminders."""

    SPONSOR = "sponsor", _("The sponsor")
    MANAGER = "manager", _("The PMO manager")


class MailForm(models.TextChoices):
    """How a mail leaves: right after a deed, or as the one mail of a person's day."""

    AT_ONCE = "at_once", _("At once")
    BUNDLED = "bundled", _("With the day's reminders")


NOTICE_WORDS = {
    NoticeState.PLANNED: current,
    NoticeState.CLAIMED: current,
    NoticeState.SENT: settled,
    NoticeState.FAILED: wrong,
    NoticeState.CANCELLED: outside,
    NoticeState.HELD: waiting,
    NoticeState.OVERTAKEN: outside,
}


NOTICE_MOVES = {
    NoticeState.PLANNED: {
        NoticeState.CLAIMED,
        NoticeState.CANCELLED,
        NoticeState.HELD,
        NoticeState.OVERTAKEN,
    },
    NoticeState.CLAIMED: {
        NoticeState.SENT,
        NoticeState.FAILED,
        NoticeState.CANCELLED,
        NoticeState.HELD,
        NoticeState.OVERTAKEN,
        NoticeState.PLANNED,
    },
    NoticeState.FAILED: {NoticeState.CLAIMED, NoticeState.CANCELLED},
    NoticeState.HELD: {NoticeState.PLANNED, NoticeState.CLAIMED, NoticeState.CANCELLED},
    NoticeState.SENT: set(),
    NoticeState.CANCELLED: {NoticeState.PLANNED},
    NoticeState.OVERTAKEN: set(),
}


class MailState(models.TextChoices):
    """Where one mail stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Not needed any more")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return MAIL_WORDS[self](self.label)


MAIL_WORDS = {
    MailState.WAITING: current,
    MailState.SENT: settled,
    MailState.FAILED: wrong,
    MailState.CANCELLED: outside,
}
MAIL_MOVES = {
    MailState.WAITING: {MailState.SENT, MailState.FAILED, MailState.CANCELLED},
    MailState.FAILED: {MailState.WAITING},
    MailState.SENT: set(),
    MailState.CANCELLED: set(),
}
