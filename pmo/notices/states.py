"""The states of notices and mails, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeState(models.TextChoices):
    """Where one intended message stands."""

    PLANNED = "planned", _("Planned")
    CLAIMED = "claimed", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Not needed any more")
    HELD = "held", _("Held back")
    OVERTAKEN = "overtaken", _("Overtaken by a later one")


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
        NoticeState.PLANNED,
    },
    NoticeState.FAILED: {NoticeState.CLAIMED, NoticeState.CANCELLED},
    NoticeState.HELD: {NoticeState.PLANNED, NoticeState.CANCELLED},
    NoticeState.SENT: set(),
    NoticeState.CANCELLED: set(),
    NoticeState.OVERTAKEN: set(),
}


class MailState(models.TextChoices):
    """Where one mail stands."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


MAIL_MOVES = {
    MailState.WAITING: {MailState.SENT, MailState.FAILED},
    MailState.FAILED: {MailState.SENT},
    MailState.SENT: set(),
}
