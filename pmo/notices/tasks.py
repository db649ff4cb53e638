"""What the scheduler and the workers run; each may run twice or late without harm."""

import logging

from celery import shared_task

from pmo import clock
from pmo.notices.kinds import TICKS
from pmo.notices.services.heart import beat
from pmo.notices.services.planning import plan_stale
from pmo.notices.services.sending import deliver, send_due
from pmo.notices.services.telling import call_a_worker

HELP = "pmo.notices.tasks.send"
log = logging.getLogger(__name__)


@shared_task
def tick() -> None:
    """Let the apps do what time asks of them, plan what is out of date, send what is due."""
    clock.refresh()
    beat()
    for source in TICKS.all():
        try:
            source()
        except Exception:
            log.exception("%s failed; the tick goes on.", source)
    plan_stale(clock.now())
    send_due(clock.now(), call_others=lambda: call_a_worker(HELP))


@shared_task
def send() -> None:
    """Help to send what is due: a tick found more than one go takes."""
    send_due(clock.now())


@shared_task
def deliver_mails(mail_ids: list[int]) -> None:
    """Deliver mails right after the deed that wrote them."""
    deliver(mail_ids, clock.now())
