"""What the pages of reminders show: the rules, what will go out, what went out, and whether the scheduler is awake."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pmo.access.models import Office, Person
from pmo.clock.reading import machine_time
from pmo.notices import kinds
from pmo.notices.addressees import people_of
from pmo.notices.complaints import in_plain_words
from pmo.notices.kinds import Kind
from pmo.notices.models import Heartbeat, Mail, MailboxMessage, Notice, ReminderRule
from pmo.notices.states import NoticeState
from pmo.notices.wording import distance, escalation, rhythm
from pmo.ui.words import Word

LATE_AFTER = 180
UNDER_WAY = (NoticeState.PLANNED, NoticeState.CLAIMED, NoticeState.FAILED)


@dataclass(frozen=True)
class RuleRow:
    """A kind of reminder and its rule, saved or usual."""

    kind: Kind
    rule: ReminderRule

    @property
    def when(self) -> str:
        """The days in words."""
        return rhythm(self.rule)

    @property
    def others(self) -> str:
        """Who else is told, in words."""
        return escalation(self.rule)

    @property
    def hour(self) -> str:
        return f"{self.rule.hour:02d}:00"


@dataclass(frozen=True)
class Coming:
    """One reminder that will go out: when, to whom, of what, and by which part of the rule."""

    at: datetime
    due_on: date
    name: str
    label: str | Promise
    why: str
    word: Word


@dataclass(frozen=True)
class Pulse:
    """How long ago the scheduler last ticked; None when it never did."""

    seconds: int | None

    @property
    def is_late(self) -> bool:
        return self.seconds is None or self.seconds > LATE_AFTER

    @property
    def sentence(self) -> str:
        """Say it, and what follows when it is late."""
        if self.seconds is None:
            return _("The scheduler has not ticked yet: no reminder goes out until it runs.")
        if self.seconds >= LATE_AFTER:
            minutes = self.seconds // 60
            late = ngettext("%(n)d minute ago", "%(n)d minutes ago", minutes) % {"n": minutes}
            return _("The scheduler last ticked %(late)s: no reminder goes out until it runs again.") % {"late": late}
        ago = ngettext("%(n)d second ago", "%(n)d seconds ago", self.seconds) % {"n": self.seconds}
        return _("The scheduler last ticked %(ago)s.") % {"ago": ago}


def rules_of(office: Office) -> list[RuleRow]:
    """Return every kind of reminder with the office's rule, or the usual one where nobody has set any."""
    saved = {rule.kind: rule for rule in ReminderRule.objects.filter(office=office)}
    return [
        RuleRow(kind, saved.get(kind.name) or ReminderRule(office=office, kind=kind.name)) for kind in kinds.every()
    ]


def rule_of(office: Office, kind_name: str) -> RuleRow | None:
    """Return one kind of reminder with its rule, or None when there is no such kind."""
    return next((row for row in rules_of(office) if row.kind.name == kind_name), None)


def notices_under_way(office: Office) -> QuerySet[Notice]:
    """Return what is planned, being sent or tried again, the next first."""
    return Notice.objects.filter(office=office, state__in=UNDER_WAY).select_related("rule").order_by("due_at", "pk")


def coming_of(office: Office, notices: list[Notice] | None = None) -> list[Coming]:
    """Say of reminders who gets them, when and why; of all that are under way unless some are given."""
    found = list(notices_under_way(office)) if notices is None else notices
    people = people_of(office, {each for notice in found for each in (notice.addressee, notice.owed_by)})
    return [
        Coming(
            at=notice.due_at,
            due_on=notice.due_on,
            name=str(people.get(notice.addressee) or _("nobody at present")),
            label=_about(notice, people),
            why=distance(notice.offset),
            word=NoticeState(notice.state).word,
        )
        for notice in found
    ]


def _about(notice: Notice, people: dict[str, Person]) -> str | Promise:
    """Name the kind; and who owes it, where somebody else is told that it is still open."""
    kind = kinds.find(notice.kind)
    label = kind.label if kind else notice.kind
    if notice.owed_by in (notice.addressee, "") or notice.owed_by not in people:
        return label
    return _("%(label)s: still open, %(name)s") % {"label": label, "name": people[notice.owed_by].name}


def mails_of(office: Office) -> QuerySet[Mail]:
    """Return the mails that spoke for an office, those for several among them, the newest first."""
    shared = Notice.objects.filter(office=office, mail__office__isnull=True).values("mail")
    mine = Q(office=office) | Q(office__isnull=True, pk__in=shared)
    return Mail.objects.filter(mine).select_related("person").order_by("-pk")


def subject_for(mail: Mail) -> str:
    """Return what an office may read of a mail's subject: one that speaks of other offices too is only named."""
    return mail.subject if mail.office_id else _("The day’s reminders")


@dataclass(frozen=True)
class Went:
    """A mail as an office may read of it, and in plain words what went wrong with it."""

    mail: Mail
    subject: str
    trouble: str


def went(mails: Iterable[Mail]) -> list[Went]:
    """Say of mails what an office may read."""
    return [Went(mail, subject_for(mail), in_plain_words(mail.last_error)) for mail in mails]


def mailbox() -> QuerySet[MailboxMessage]:
    """Return what a demonstration would have mailed, the newest first."""
    return MailboxMessage.objects.order_by("-pk")


def pulse() -> Pulse:
    """Return when the scheduler last ticked, by the machine's own time."""
    last = Heartbeat.objects.first()
    return Pulse(max(0, int((machine_time() - last.at).total_seconds())) if last else None)
