"""Before a mail is tried that was written some time ago: is it still wanted, by the same person, at this hour?"""

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from pmo import clock
from pmo.access import address_letters
from pmo.access.models import Person
from pmo.access.registry import DEAD_ENDS
from pmo.notices.addressees import people_of
from pmo.notices.holds import Held, Known, hold_of, known_about
from pmo.notices.letters import write
from pmo.notices.models import Mail, Notice
from pmo.notices.services.fates import Owing, Siblings, fate_of, others_about
from pmo.notices.services.leases import ENDED
from pmo.notices.services.sections import items_of
from pmo.notices.states import MailForm, MailState, NoticeState

log = logging.getLogger(__name__)


def still_wanted(mails: Sequence[Mail], now: datetime) -> list[Mail]:
    """Return those of the taken mails that may leave now; the others are dropped or held back."""
    if not mails:
        return []
    known, owing = known_about((mail.person for mail in mails if mail.person), now), Owing()
    return [mail for mail in mails if _is_wanted_alone(mail, now, known, owing)]


def doubtful(mails: Sequence[Mail]) -> set[int]:
    """Return those of the mails that speak of something done since they were written: asked for all of them at once."""
    owing, carried = Owing(), Notice.objects.filter(mail__in=[mail.pk for mail in mails], rule__isnull=False)
    try:
        return {
            notice.mail_id
            for notice in carried.exclude(state__in=ENDED).select_related("rule")
            if notice.mail_id and not owing.is_owed(notice)
        }
    except Exception:
        log.exception("It could not be asked what is done meanwhile; each mail is asked about.")
        return {mail.pk for mail in mails}


def _is_wanted_alone(mail: Mail, now: datetime, known: Known, owing: Owing) -> bool:
    """Let a mail that cannot be asked about hurt no other; it is tried again when its lease ends."""
    try:
        return _is_wanted(mail, now, known, owing)
    except Exception:
        log.exception("It could not be asked whether mail %s is still wanted.", mail.pk)
        return False


@transaction.atomic
def _is_wanted(mail: Mail, now: datetime, known: Known, owing: Owing) -> bool:
    if not Mail.objects.select_for_update().filter(pk=mail.pk, state=MailState.WAITING).exists():
        return False
    notices = list(mail.notices.exclude(state__in=ENDED).select_related("office", "rule").order_by("pk"))
    if mail.person is None:
        return not any(ends(mail.text, mail.address) for ends in DEAD_ENDS.all()) or _drop(mail, notices)
    if not mail.person.is_active:
        return _drop(mail, notices)
    if mail.form == MailForm.BUNDLED:
        gone = _gone(mail, notices, now, owing)
        if len(gone) == len(notices):
            return _drop(mail, [])
        notices = [notice for notice in notices if notice not in gone]
        if gone and mail.refused == mail.attempts - 1:
            write(mail, mail.person, items_of(notices, mail.person, now))
            mail.save(update_fields=["kind", "subject", "text", "html"])
    return not _hold(mail, mail.person, notices, now, known)


def _gone(mail: Mail, notices: list[Notice], now: datetime, owing: Owing) -> list[Notice]:
    """Settle what is done, overtaken or somebody else's meanwhile; return it."""
    gone = []
    siblings = Siblings.of(notices, others_about(notices), now)
    for notice in notices:
        person = people_of(notice.office, {notice.addressee}).get(notice.addressee)
        mine = Notice.objects.filter(pk=notice.pk)
        if person != mail.person and person is not None:
            mine.update(state=NoticeState.PLANNED, claimed_until=None, mail=None)
            gone.append(notice)
            continue
        fate = fate_of(notice, person, now, owing, siblings, Known())
        if isinstance(fate, NoticeState):
            mine.update(state=fate, settled_at=clock.now(), claimed_until=None)
            gone.append(notice)
    return gone


def _drop(mail: Mail, notices: list[Notice]) -> bool:
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        state=NoticeState.CANCELLED, settled_at=clock.now(), claimed_until=None
    )
    Mail.objects.filter(pk=mail.pk).update(state=MailState.CANCELLED, claimed_until=None)
    return False


def _hold(mail: Mail, person: Person, notices: list[Notice], now: datetime, known: Known) -> bool:
    """Hold a mail back while all of it is held; return whether it is. What tells of a changed address never waits:
    the way back is open for a day, and whoever took an account over could make its hours quiet."""
    if mail.kind == address_letters.KIND:
        return False
    holds = [hold_of(person, each.office_id, now, known, is_reminder=bool(each.rule_id)) for each in notices] or [
        hold_of(person, mail.office_id, now, known, is_reminder=False)
    ]
    held = [hold for hold in holds if isinstance(hold, Held)]
    if len(held) < len(holds):
        return False
    first = min(held, key=lambda hold: hold.until)
    Mail.objects.filter(pk=mail.pk).update(next_try_at=first.until, claimed_until=None, attempts=mail.attempts - 1)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        state=NoticeState.HELD, held_because=first.because, due_at=first.until, claimed_until=None
    )
    return True
