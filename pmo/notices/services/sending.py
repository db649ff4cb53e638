"""Sending: what is due becomes mails, and mails that wait are delivered."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db.models import Q

from pmo.clock.reading import machine_time
from pmo.notices.models import Mail
from pmo.notices.services.bundling import settle
from pmo.notices.services.delivery import hand_over
from pmo.notices.services.leases import claim_due, is_free, take
from pmo.notices.services.rechecking import still_wanted
from pmo.notices.states import MailState

BATCH = 20


def send_due(now: datetime, limit: int = BATCH, call_others: Callable[[], None] | None = None) -> int:
    """Send all that is due now, and what earlier tries could not deliver; return how many mails left.

    When one go does not take it all, other workers are called to help, once.
    """
    left = 0
    while numbers := claim_due(now, limit):
        if call_others and len(numbers) == limit:
            call_others()
            call_others = None
        looked = machine_time()
        left += hand_over(take(settle(numbers, now), now), now, looked)
    return left + send_waiting(now, limit)


def send_waiting(now: datetime, limit: int = BATCH) -> int:
    """Deliver the mails whose time has come: those told at once, those that failed, those that a crash left."""
    left, tried = 0, set[int]()
    while numbers := _waiting(now, tried, limit):
        tried |= set(numbers)
        left += deliver(numbers, now)
    return left


def deliver(mail_ids: Sequence[int], now: datetime) -> int:
    """Deliver mails that are still wanted, unless another worker has them; return how many left."""
    taken, looked = take(mail_ids, now), machine_time()
    return hand_over(still_wanted(taken, now), now, looked)


def _waiting(now: datetime, tried: set[int], limit: int) -> list[int]:
    is_time = Q(next_try_at__lte=now) | Q(made_at__gt=now)
    waiting = Mail.objects.filter(is_free(), is_time, state=MailState.WAITING).exclude(pk__in=tried)
    return list(waiting.order_by("next_try_at", "pk").values_list("pk", flat=True)[:limit])
