"""Delivery: a taken mail goes to the server outside any transaction, and what came of it is written down at once.

A crash between the server's acceptance and our note sends the same bytes again under the same Message-ID.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F

from pmo import clock
from pmo.access.links import links_of
from pmo.audit.services import record
from pmo.clock.reading import machine_time
from pmo.notices.envelopes import envelope
from pmo.notices.models import Mail, Notice
from pmo.notices.services.leases import ENDED, give_back, has_time_left
from pmo.notices.services.rechecking import doubtful, still_wanted
from pmo.notices.states import MailState, NoticeState

LONGEST_WAIT = 60
LOOK_AGAIN = timedelta(seconds=1)
MOST_TRIES = 60
REFUSALS = (SMTPResponseException, SMTPRecipientsRefused)
log = logging.getLogger(__name__)


def hand_over(mails: Sequence[Mail], now: datetime, looked: datetime) -> int:
    """Give taken mails to the mail server over one connection; return how many it accepted.

    `looked` is when it was asked last, by the machine's time, whether they are still wanted.
    """
    if not mails:
        return 0
    connection = get_connection()
    try:
        connection.open()
    except Exception as error:
        log.exception("The mail server does not answer.")
        for mail in mails:
            keep_complaint(mail, error, now, is_refused=True)
        return 0
    try:
        return _all(mails, connection, now, looked)
    finally:
        _close(connection)


def _all(mails: Sequence[Mail], connection: BaseEmailBackend, now: datetime, looked: datetime) -> int:
    """Deliver one by one; a refused one hurts no other, a server that hangs or leaves ends the go.

    Whatever had to wait is looked at again: who did their duty meanwhile is not reminded of it.
    """
    accepted, in_doubt, links = 0, set[int](), links_of(mail.text for mail in mails)
    for number, mail in enumerate(mails):
        if not has_time_left(mail):
            give_back(mails[number:])
            break
        if machine_time() - looked > LOOK_AGAIN:
            looked, in_doubt = machine_time(), doubtful(mails[number:])
        if mail.pk in in_doubt and not still_wanted([mail], now):
            continue
        try:
            connection.send_messages([envelope(mail, connection, links)])
        except REFUSALS as error:
            keep_complaint(mail, error, now, is_refused=True)
        except Exception as error:
            log.exception("Mail %s did not leave.", mail.pk)
            keep_complaint(mail, error, now, is_refused=False)
            give_back(mails[number + 1 :])
            break
        else:
            accepted += keep_sent(mail)
    return accepted


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (SMTPException, OSError):
        log.info("The mail server was gone before we said goodbye.")


@transaction.atomic
def keep_sent(mail: Mail) -> bool:
    """Write down once that a mail is gone, with one entry in the ledger for each of its notices."""
    waiting = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING)
    if not waiting.update(state=MailState.SENT, sent_at=clock.now(), last_error="", claimed_until=None):
        return False
    now, carried = clock.now(), list(mail.notices.all())
    told = Notice.objects.filter(mail=mail).exclude(state__in=ENDED)
    if told.update(state=NoticeState.SENT, settled_at=now, claimed_until=None) < len(carried):
        carried = list(
            Notice.objects.filter(mail=mail, state=NoticeState.SENT, settled_at=now).select_related("office")
        )
    for notice in carried:
        payload = {"kind": notice.kind, "occurrence": notice.occurrence, "offset": notice.offset, "to": mail.person_id}
        record("notice.sent", about=notice, office=notice.office, by=None, payload=payload)
    return True


@transaction.atomic
def keep_complaint(mail: Mail, error: Exception, now: datetime, *, is_refused: bool) -> None:
    """Write down why a mail did not leave, and when it is tried again: after 1, 2, 4 … 60 minutes."""
    if not _is_mine(mail):
        return
    wait = timedelta(minutes=min(2 ** min(mail.attempts - 1, 10), LONGEST_WAIT))
    Mail.objects.filter(pk=mail.pk).update(
        last_error=f"{type(error).__name__}: {error}"[:2000],
        next_try_at=now + wait,
        refused=F("refused") + (1 if is_refused else 0),
        claimed_until=None,
        state=MailState.FAILED if mail.attempts >= MOST_TRIES else MailState.WAITING,
    )
    mail.notices.exclude(state__in=ENDED).update(state=NoticeState.FAILED, settled_at=None, claimed_until=None)


def _is_mine(mail: Mail) -> bool:
    """Lock a mail and say whether nobody has settled it meanwhile."""
    locked = Mail.objects.select_for_update().filter(pk=mail.pk, state=MailState.WAITING)
    return locked.values_list("pk", flat=True).first() is not None
