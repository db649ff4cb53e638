"""What people are told: rules, intended messages, and the mails that carried them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models import Office
from pmo.notices.states import MailState, NoticeState
from pmo.ui.words import Word

DEFAULT_OFFSETS = [30, 15, 7, 3, 2, 1, 0, -1]


def default_offsets() -> list[int]:
    """Return the offsets that practice uses: days before the due date, negative after it."""
    return list(DEFAULT_OFFSETS)


class ReminderRule(models.Model):
    """When an office reminds of one kind of duty: days before the due date, and the hour at the reader's place."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reminder_rules")
    kind = models.CharField(max_length=60)
    offsets = models.JSONField(_("days before"), default=default_offsets)
    hour = models.PositiveSmallIntegerField(_("hour of the day"), default=8)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind"], name="reminder_one_rule_a_kind"),
            models.CheckConstraint(condition=models.Q(hour__lte=23), name="reminder_hour_of_a_day"),
        ]

    @property
    def key(self) -> str:
        return self.kind


class Mail(models.Model):
    """One mail to one person: the same bytes and Message-ID on every try."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="mails")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mails")
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=20, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    made_at = models.DateTimeField(default=clock.now)
    next_try_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["next_try_at"], condition=~models.Q(state="sent"), name="mail_to_send"),
        ]

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return MailState(self.state).word


class Notice(models.Model):
    """One intended message, once per rule, occurrence, addressee and offset.

    `occurrence` names the duty (`review:12`); `addressee` is `seat:7` or `membership:3`:
    who that is, is asked when sending.
    """

    rule = models.ForeignKey(ReminderRule, on_delete=models.PROTECT, related_name="notices")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="notices")
    occurrence = models.CharField(max_length=80)
    addressee = models.CharField(max_length=40)
    offset = models.SmallIntegerField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=NoticeState.choices, default=NoticeState.PLANNED)
    claimed_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, null=True, related_name="notices")

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "occurrence", "addressee", "offset"], name="notice_once"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state__in=["planned", "claimed"]), name="notice_due"),
            models.Index(fields=["office", "occurrence"], name="notice_of_occurrence"),
        ]

    @property
    def key(self) -> str:
        return f"{self.occurrence} {self.addressee} {self.offset:+d}"


class MailboxMessage(models.Model):
    """What a demonstration would have mailed, for its mailbox page; production writes none."""

    at = models.DateTimeField(default=clock.now)
    to = models.CharField(max_length=400)
    subject = models.CharField(max_length=400)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-pk"]


class Heartbeat(models.Model):
    """When the scheduler last ticked, by the machine's own time: at most one row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="heartbeat_one")]
