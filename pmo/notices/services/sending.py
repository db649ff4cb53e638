"""Sending: claim what is due, ask whether it is still owed, mail it, write down that it went.

A crash between the mail server and the database mails the same bytes again under the same Message-ID: at least once.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from pmo.access.models import Person
from pmo.audit.services import record
from pmo.notices import kinds
from pmo.notices.addressees import people_of
from pmo.notices.models import Mail, Notice
from pmo.notices.services.mails import LEASE, compose, hand_over, keep_complaint, keep_sent, take
from pmo.notices.states import MailState, NoticeState
from pmo.notices.wording import days_left, why

MOVING = (NoticeState.PLANNED, NoticeState.CLAIMED, NoticeState.FAILED, NoticeState.SENT)


def send_due(now: datetime, limit: int = 200) -> int:
    """Send what is due now, and what earlier tries could not deliver; return how many mails left."""
    claimed = sum(send_claimed(number, now) for number in claim_due(now, limit))
    return claimed + send_waiting(now, limit)


@transaction.atomic
def claim_due(now: datetime, limit: int = 200) -> list[int]:
    """Take notices that are due for five minutes; no two callers get the same one.

    PostgreSQL skips the rows that another caller holds; SQLite lets one writing transaction in at a time.
    """
    due = Q(state=NoticeState.PLANNED, due_at__lte=now)
    lost = Q(state=NoticeState.CLAIMED, mail__isnull=True, claimed_until__lte=now)
    free = Notice.objects.select_for_update(skip_locked=True).filter(due | lost).order_by("due_at", "pk")
    numbers = list(free.values_list("pk", flat=True)[:limit])
    Notice.objects.filter(pk__in=numbers).update(state=NoticeState.CLAIMED, claimed_until=now + LEASE)
    return numbers


def send_claimed(notice_id: int, now: datetime) -> bool:
    """Send a claimed notice, or settle why it does not leave; return whether a mail left."""
    mail_id = settle(notice_id, now)
    return mail_id is not None and deliver(mail_id, now)


@transaction.atomic
def settle(notice_id: int, now: datetime) -> int | None:
    """Decide about a claimed notice: write its mail, or say why there is none."""
    notice = _locked(notice_id)
    if notice.state != NoticeState.CLAIMED or notice.mail_id:
        return notice.mail_id
    person = people_of(notice.office, [notice.addressee]).get(notice.addressee)
    fate = _fate(notice, now) if person else NoticeState.CANCELLED
    if fate or person is None:
        _end(notice, fate or NoticeState.CANCELLED, now)
        return None
    notice.mail = _write(notice, person, now)
    notice.save(update_fields=["mail"])
    return notice.mail.pk


def send_waiting(now: datetime, limit: int = 200) -> int:
    """Deliver the mails whose time has come: those told at once, and those that failed before."""
    waiting = Mail.objects.filter(state=MailState.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")
    return sum(deliver(number, now) for number in list(waiting.values_list("pk", flat=True)[:limit]))


def deliver(mail_id: int, now: datetime) -> bool:
    """Deliver one mail, unless another worker has it, or what it speaks of was settled meanwhile."""
    mail = take(mail_id, now)
    if mail is None or _is_settled(mail, now):
        return False
    complaint = hand_over(mail)
    with transaction.atomic():
        if complaint:
            keep_complaint(mail, complaint, now)
            mail.notices.update(state=NoticeState.FAILED, settled_at=None)
            return False
        keep_sent(mail)
        for notice in mail.notices.select_related("office"):
            _end(notice, NoticeState.SENT, now)
            told = {"kind": mail.kind, "occurrence": notice.occurrence, "offset": notice.offset, "to": mail.person_id}
            record("notice.sent", about=notice, office=notice.office, by=None, payload=told)
    return True


@transaction.atomic
def _is_settled(mail: Mail, now: datetime) -> bool:
    """Drop a mail on a later try when nobody owes it any more, or a later reminder has taken its place."""
    fates = [(notice, _fate(notice, now)) for notice in mail.notices.select_related("rule", "office")]
    if not fates or not all(fate for _notice, fate in fates):
        return False
    for notice, fate in fates:
        _end(notice, fate or NoticeState.CANCELLED, now)
    mail.state = MailState.CANCELLED
    mail.save(update_fields=["state"])
    return True


def _fate(notice: Notice, now: datetime) -> NoticeState | None:
    """Return why a notice does not leave, or None: a later one is due as well, or it is not owed any more."""
    later = Notice.objects.filter(
        rule=notice.rule_id, occurrence=notice.occurrence, addressee=notice.addressee, offset__lt=notice.offset
    )
    if later.filter(due_at__lte=now, state__in=MOVING).exists():
        return NoticeState.OVERTAKEN
    kind = kinds.find(notice.kind)
    is_owed = (
        kind is not None
        and notice.rule is not None
        and notice.rule.active
        and kind.still_owed(notice.occurrence, notice.addressee)
    )
    return None if is_owed else NoticeState.CANCELLED


def _write(notice: Notice, person: Person, now: datetime) -> Mail:
    kind = kinds.find(notice.kind)
    if kind is None or notice.rule is None:
        raise LookupError(notice.kind)
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        told = kind.told(notice.office, notice.occurrence, notice.addressee)
        mail = compose(
            office=notice.office,
            person=person,
            kind=kind.name,
            told=told,
            due_words=days_left(notice.due_on, now.astimezone(ZoneInfo(notice.office.time_zone)).date()),
            why=why(kind, notice.rule),
        )
    mail.next_try_at = now
    mail.save()
    return mail


def _locked(notice_id: int) -> Notice:
    return Notice.objects.select_for_update(of=("self",)).select_related("rule", "office").get(pk=notice_id)


def _end(notice: Notice, state: NoticeState, now: datetime) -> None:
    notice.state, notice.settled_at, notice.claimed_until = state, now, None
    notice.save(update_fields=["state", "settled_at", "claimed_until"])
