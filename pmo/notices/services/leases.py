"""Who has what: notices and mails are taken for five minutes by the machine's time, and by one taker at a time.

PostgreSQL skips the rows that another taker holds; SQLite lets one writing transaction in at a time.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Prefetch, Q

from pmo.clock.reading import machine_time
from pmo.notices.models import Mail, Notice
from pmo.notices.states import MailState, NoticeState

LEASE = timedelta(seconds=settings.NOTICE_LEASE_SECONDS)
MARGIN = LEASE * 0.4
LIVE = (NoticeState.PLANNED, NoticeState.CLAIMED, NoticeState.HELD)


def is_free() -> Q:
    """Say of a row that nobody has it, or that whoever had it is gone."""
    return Q(claimed_until__isnull=True) | Q(claimed_until__lte=machine_time())


@transaction.atomic
def claim_due(now: datetime, limit: int = 50) -> list[int]:
    """Take notices that are due and have no mail yet; a notice that is held is due again when its hold ends."""
    due = Notice.objects.filter(is_free(), state__in=LIVE, due_at__lte=now, mail__isnull=True, rule__isnull=False)
    free = due.select_for_update(skip_locked=True).order_by("due_at", "pk")
    numbers = list(free.values_list("pk", flat=True)[:limit])
    if numbers:
        until = machine_time() + LEASE
        Notice.objects.filter(pk__in=numbers).update(state=NoticeState.CLAIMED, held_because="", claimed_until=until)
    return numbers


@transaction.atomic
def take(mail_ids: Iterable[int], now: datetime) -> list[Mail]:
    """Take waiting mails whose time has come, and count the try before it is made."""
    mails = Mail.objects.select_for_update(skip_locked=True, of=("self",)).select_related("person", "office")
    is_time = Q(next_try_at__lte=now) | Q(made_at__gt=now)
    free = mails.filter(is_free(), is_time, pk__in=mail_ids, state=MailState.WAITING).order_by("pk")
    found = list(free.prefetch_related(Prefetch("notices", Notice.objects.select_related("office").order_by("pk"))))
    if found:
        until, numbers = machine_time() + LEASE, [mail.pk for mail in found]
        Mail.objects.filter(pk__in=numbers).update(attempts=F("attempts") + 1, claimed_until=until)
        Notice.objects.filter(mail__in=numbers).exclude(state__in=ENDED).update(
            state=NoticeState.CLAIMED, held_because="", claimed_until=until
        )
        for mail in found:
            mail.attempts, mail.claimed_until = mail.attempts + 1, until
    return found


@transaction.atomic
def give_back(mails: Sequence[Mail]) -> None:
    """Leave mails to others that this taker did not get to: no try was made."""
    numbers, leases = [mail.pk for mail in mails], {mail.claimed_until for mail in mails}
    taken = Mail.objects.filter(pk__in=numbers, state=MailState.WAITING, claimed_until__in=leases)
    taken.update(attempts=F("attempts") - 1, claimed_until=None)
    Notice.objects.filter(mail__in=numbers, state=NoticeState.CLAIMED).update(
        state=NoticeState.PLANNED, claimed_until=None
    )


def has_time_left(mail: Mail) -> bool:
    """Say whether a try that is begun now surely ends before somebody else may take the mail."""
    return mail.claimed_until is not None and machine_time() < mail.claimed_until - MARGIN


ENDED = (NoticeState.SENT, NoticeState.CANCELLED, NoticeState.OVERTAKEN)
