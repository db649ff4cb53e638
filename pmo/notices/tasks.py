"""What the scheduler and the workers run; each may run twice or late without harm."""

import logging

from celery import shared_task

from pmo import clock
from pmo.notices.kinds import TICKS
from pmo.notices.services.heart import beat
from pmo.notices.services.planning import plan_stale
from pmo.notices.services.sending import deliver, send_due

log = logging.getLogger(__name__)


@shared_task
def tick() -> None:
    """Let the apps do what time asks of them, plan what is out of date, send what is due."""
    clock.refresh()
    for source in TICKS.all():
        try:
            source()
        except Exception:
            log.exception("%s failed; the tick goes on.", source)
    now = clock.now()
    plan_stale(now)
    send_due(now)
    beat()


@shared_task
def deliver_mails(mail_ids: list[int]) -> None:
    """Deliver mails right after the deed that wrote them."""
    deliver(mail_ids, clock.now())
