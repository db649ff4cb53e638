"""Is the site well? Database, broker, scheduler, reminders, mail server: the same for machines and people."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import reduce
from operator import or_

from celery import current_app
from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pmo import clock
from pmo.access.models import Office
from pmo.notices.complaints import OF_ONE_MAIL, in_plain_words
from pmo.notices.models import Mail, Notice
from pmo.notices.selectors.reminders import Went, mails_of, pulse, went
from pmo.notices.states import MailState, NoticeState
from pmo.ui.words import Word, settled, wrong

log = logging.getLogger(__name__)
OVERDUE_AFTER = timedelta(minutes=15)
PATIENCE = 2
QUICK = {
    "socket_timeout": PATIENCE,
    "socket_connect_timeout": PATIENCE,
    "max_retries": 0,
    "interval_start": 0,
    "interval_max": 0,
}
FEW = 10


@dataclass(frozen=True)
class Part:
    """One part of the site: whether it is well, what a machine is told of it, and the same in a sentence."""

    name: str
    label: str | Promise
    is_well: bool
    sentence: str
    seconds: int | None = None

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return settled(_("Well")) if self.is_well else wrong(_("Not well"))


def health() -> list[Part]:
    """Return how each part of the site is; what cannot be asked is not well."""
    parts = [_asked("database", gettext_lazy("Database"), _database), broker()]
    if not parts[0].is_well:
        return parts
    return [
        *parts,
        _asked("scheduler", gettext_lazy("Scheduler"), _scheduler),
        _asked("notices", gettext_lazy("Reminders that are due"), _notices),
        _asked("mail", gettext_lazy("Mail server"), _mail),
    ]


def broker() -> Part:
    """Return whether tasks can be handed to workers; without it the scheduler's ticks reach nobody."""
    return _asked("broker", gettext_lazy("Broker"), _broker)


def troubles_of(office: Office) -> list[Went]:
    """Return the latest mails of an office that met a complaint and are still not gone."""
    stuck = mails_of(office).filter(state__in=[MailState.WAITING, MailState.FAILED]).exclude(last_error="")
    return went(stuck[:FEW])


Asked = tuple[bool, str, int | None]


def _asked(name: str, label: str | Promise, ask: Callable[[], Asked]) -> Part:
    try:
        return Part(name, label, *ask())
    except Exception:
        log.exception("The %s is not well.", name)
        return Part(name, label, is_well=False, sentence=_("It does not answer."))


def _database() -> Asked:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        if cursor.fetchone() != (1,):
            raise DatabaseError("The database does not count to one.")
    return True, _("It answers."), None


def _broker() -> Asked:
    with current_app.connection_for_write(transport_options=_quick(), connect_timeout=PATIENCE) as link:
        link.ensure_connection(max_retries=1, timeout=PATIENCE)
        link.default_channel.close()
    return True, _("It answers."), None


def _quick() -> dict[str, object]:
    return {**current_app.conf.broker_transport_options, **QUICK}


def _scheduler() -> Asked:
    found = pulse()
    return not found.is_late, found.sentence, found.seconds


def _notices() -> Asked:
    now = clock.now()
    late = Notice.objects.filter(state__in=[NoticeState.PLANNED, NoticeState.CLAIMED], due_at__lte=now)
    first = late.order_by("due_at").values_list("due_at", flat=True).first()
    seconds = int((now - first).total_seconds()) if first else 0
    if not first or seconds <= OVERDUE_AFTER.total_seconds():
        return True, _("None has waited for longer than a quarter of an hour."), seconds
    oldest = _("The oldest has waited for %(long)s.") % {"long": timesince(first, now)}
    return False, _("%(oldest)s The scheduler and its worker should have sent it.") % {"oldest": oldest}, seconds


def _mail() -> Asked:
    """Whether the mail server takes what is sent: what it says of one reader or one text is no fault of its own."""
    kept = Mail.objects.filter(state=MailState.WAITING).exclude(last_error="").exclude(_of_one_mail()).order_by("pk")
    first, number = kept.first(), kept.count()
    if first is None:
        return True, _("No mail waits for it."), 0
    age = clock.now() - first.made_at
    waiting = ngettext("One mail waits.", "%(number)s mails wait.", number) % {"number": number}
    oldest = _("The oldest has waited for %(long)s.") % {"long": timesince(first.made_at, clock.now())}
    said = f"{in_plain_words(first.last_error)} {waiting} {oldest}"
    return age <= OVERDUE_AFTER, said, int(age.total_seconds())


def _of_one_mail() -> Q:
    return reduce(or_, (Q(last_error__startswith=f"{kind}:") for kind in OF_ONE_MAIL))
