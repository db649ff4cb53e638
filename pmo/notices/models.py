"""What people are told: rules, intended messages, and the mails that carried them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models import Office
from pmo.notices.states import EscalateTo, Hold, MailForm, MailState, NoticeState
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
    weekly_after = models.BooleanField(_("weekly after that"), default=True)
    escalate_after = models.PositiveSmallIntegerField(
        _("reminders before somebody else is told"), null=True, blank=True
    )
    escalate_to = models.CharField(
        _("who else is told"), max_length=20, choices=EscalateTo.choices, default=EscalateTo.MANAGER
    )

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
    """One mail to one person: the same bytes and Message-ID on every try.

    A mail to somebody who has no account has no person, and an `address` alone.

    `refused` counts the tries that the server surely did not accept; `claimed_until` is the machine's own time.
    It goes to the person's own address, or to `address`: one that they had, or are about to have.
    `again_of` is the mail that somebody sent again by hand, for the `again_number`-th time.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="mails")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="mails")
    form = models.CharField(max_length=20, choices=MailForm.choices, default=MailForm.AT_ONCE)
    for_day = models.DateField(null=True)
    kind = models.CharField(max_length=60)
    address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=20, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    refused = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)
    made_at = models.DateTimeField(default=clock.now)
    next_try_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)
    again_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeats")
    again_number = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["again_of", "again_number"], name="mail_again_once_a_number"),
            models.UniqueConstraint(
                fields=["person", "for_day"], condition=models.Q(form="bundled"), name="mail_one_bundle_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | (~models.Q(address="") & models.Q(form="at_once")),
                name="mail_to_a_person_or_an_address",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="mail_to_send"),
        ]

    @property
    def key(self) -> str:
        """The word by which the ledger names it: the kind, never what it says."""
        return self.kind

    @property
    def to_name(self) -> str:
        """Who gets it: a person's name, or the address of somebody without an account."""
        return self.person.name if self.person else self.address

    @property
    def to_address(self) -> str:
        """Where it goes."""
        return self.address or (self.person.email if self.person else "")

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return MailState(self.state).word


class Notice(models.Model):
    """One intended message, once per kind, occurrence, debtor, addressee and offset.

    `occurrence` names the duty or the event (`review:12`); `owed_by` is the seat or membership that owes it
    (`seat:7`); `addressee` is who is told: the same, or in an escalation somebody else. Who that is, is asked
    when sending. A notice that is told at once has no rule.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="notices")
    rule = models.ForeignKey(ReminderRule, on_delete=models.PROTECT, null=True, related_name="notices")
    kind = models.CharField(max_length=60)
    occurrence = models.CharField(max_length=80)
    owed_by = models.CharField(max_length=40, blank=True)
    addressee = models.CharField(max_length=40)
    offset = models.SmallIntegerField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=NoticeState.choices, default=NoticeState.PLANNED)
    held_because = models.CharField(max_length=20, choices=Hold.choices, blank=True)
    claimed_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(Mail, on_delete=models.PROTECT, null=True, related_name="notices")

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "occurrence", "owed_by", "addressee", "offset"], name="notice_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=models.Q(state__in=["planned", "claimed", "held"]), name="notice_due"
            ),
            models.Index(fields=["office", "occurrence"], name="notice_of_occurrence"),
            models.Index(fields=["office", "-settled_at"], name="notice_settled"),
            models.Index(
                fields=["addressee"],
                condition=models.Q(state__in=["planned", "claimed", "held"]),
                name="notice_of_addressee",
            ),
        ]

    @property
    def key(self) -> str:
        return f"{self.occurrence} {self.addressee} {self.offset:+d}"


class Reach(models.Model):
    """What an office knows about reaching a person: reminders paused until a day, an address that is bad."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="reaches")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reaches")
    paused_until = models.DateField(_("reminders paused until"), null=True, blank=True)
    bad_address = models.EmailField(_("address that is bad"), blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "person"], name="reach_once_a_person")]

    @property
    def key(self) -> str:
        return str(self.person_id)


class Absence(models.Model):
    """A person is away from a day to a day, both inclusive: reminders wait until they are back."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField(_("first day away"))
    last = models.DateField(_("last day away"))
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="absence_ends_after_start")
        ]


class MailText(models.Model):
    """The office's own words for one kind of mail in one language; without a row the product's words go out."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="mail_texts")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    subject = models.CharField(_("subject"), max_length=200)
    sentence = models.TextField(_("what it says"), max_length=2000)
    deed = models.CharField(_("words on the link"), max_length=60)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "kind", "language"], name="mail_text_one_a_language")]

    @property
    def key(self) -> str:
        return f"{self.kind} ({self.language})"


class Planned(models.Model):
    """Up to where an office's reminders are planned: the length of its ledger then, and when it is planned anew."""

    office = models.OneToOneField(Office, on_delete=models.CASCADE, related_name="planned")
    ledger_length = models.PositiveBigIntegerField(default=0)
    again_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["again_at"], name="planned_again")]


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
