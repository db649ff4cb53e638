"""Telling people at once that something happened: a notice for each, a mail for each, right after the commit."""

import logging
from collections.abc import Callable, Iterable, Mapping
from threading import Thread
from uuid import uuid4

from celery import current_app
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.readers import as_read_by, language_of
from pmo.notices.kinds import Told
from pmo.notices.letters import Item, new_message_id, write
from pmo.notices.models import Mail, Notice
from pmo.notices.states import MailForm
from pmo.notices.texts import parts_of, worded

TASK = "pmo.notices.tasks.deliver_mails"
log = logging.getLogger(__name__)


def mail_at_once(
    *,
    office: Office,
    people: Mapping[str, Person] | Iterable[Person],
    kind: str,
    tells: Callable[[], Told],
    occurrence: str = "",
) -> list[Mail]:
    """Tell people something right after the deed is committed; whoever was told of this occurrence hears no more.

    `people` are named by addressee (`seat:7`), or are just people. Who is told in two parts gets one mail. `tells` is
    asked once for each of them, in their language and by their clock, never in those of whoever acts.
    """
    about = occurrence or f"told:{uuid4().hex}"
    named = people if isinstance(people, Mapping) else {f"person:{person.pk}": person for person in people}
    try:
        with transaction.atomic():
            mails = _write(office, kind, about, tells, _untold(office, kind, about, named))
    except IntegrityError:
        log.info("%s of %s was told by somebody else in the same instant.", kind, about)
        return []
    if numbers := [mail.pk for mail in mails]:
        transaction.on_commit(lambda: nudge(numbers))
    return mails


def _untold(office: Office, kind: str, occurrence: str, people: Mapping[str, Person]) -> dict[str, Person]:
    told = Notice.objects.filter(office=office, kind=kind, occurrence=occurrence, rule__isnull=True)
    known = set(told.values_list("addressee", flat=True))
    return {addressee: person for addressee, person in people.items() if addressee not in known}


def _write(
    office: Office, kind: str, occurrence: str, tells: Callable[[], Told], people: Mapping[str, Person]
) -> list[Mail]:
    mails = {
        person: Mail(office=office, person=person, kind=kind, form=MailForm.AT_ONCE, message_id=new_message_id())
        for person in people.values()
    }
    Mail.objects.bulk_create(mails.values())
    for person, mail in mails.items():
        write(mail, person, [_item(office, person, kind, tells)])
    Mail.objects.bulk_update(mails.values(), ["subject", "text", "html"])
    Notice.objects.bulk_create(
        _notice(office, kind, occurrence, addressee, mails[person]) for addressee, person in people.items()
    )
    return list(mails.values())


def _item(office: Office, person: Person, kind: str, tells: Callable[[], Told]) -> Item:
    with as_read_by(person):
        said = worded(office, kind, language_of(person), tells(), parts_of(name=person.name, office=office))
        why = _("You get this mail because you have a part in %(office)s.") % {"office": office.name}
    return Item(office, kind, said, why=why)


def _notice(office: Office, kind: str, occurrence: str, addressee: str, mail: Mail) -> Notice:
    return Notice(
        office=office,
        kind=kind,
        occurrence=occurrence,
        addressee=addressee,
        offset=0,
        due_on=clock.today(office.time_zone),
        due_at=mail.made_at,
        mail=mail,
    )


def nudge(mail_ids: list[int]) -> None:
    """Ask a worker to deliver mails at once."""
    call_a_worker(TASK, mail_ids)


def call_a_worker(task: str, *arguments: object) -> None:
    """Ask a worker to begin at once, beside the page: a broker that is down may take seconds to say so."""
    Thread(target=ask_a_worker, args=[task, *arguments], daemon=True).start()


def ask_a_worker(task: str, *arguments: object) -> None:
    """Queue a task, for as long as a tick lasts; without a broker the next tick does its work."""
    try:
        current_app.send_task(task, args=arguments, retry=False, expires=settings.TICK_SECONDS)
    except Exception:
        log.exception("No worker could be asked for %s %s; the next tick does it.", task, arguments)
