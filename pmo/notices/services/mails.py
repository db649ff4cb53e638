"""Mails: composed once, kept, delivered by SMTP outside any transaction, tried again until they are gone."""

import logging
from datetime import datetime, timedelta
from threading import Thread
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pmo import clock
from pmo.access.models import Office, Person
from pmo.notices.kinds import Told
from pmo.notices.models import Mail
from pmo.notices.states import MailState

LEASE = timedelta(minutes=5)
LONGEST_WAIT = 60
MOST_TRIES = 60
TASK = "pmo.notices.tasks.deliver_mails"
log = logging.getLogger(__name__)


def compose(*, office: Office, person: Person, kind: str, told: Told, due_words: str = "", why: str = "") -> Mail:
    """Write a mail to one person, in plain text and simple HTML, with one link and the reason why they get it."""
    parts = {
        "name": person.name,
        "sentence": told.sentence,
        "due_words": due_words,
        "deed": told.deed,
        "link": settings.SITE_URL.rstrip("/") + told.path,
        "why": why,
        "office": office,
        "subject": told.subject,
    }
    return Mail(
        office=office,
        person=person,
        kind=kind,
        subject=told.subject[:200],
        text=render_to_string("notices/mail.txt", parts),
        html=render_to_string("notices/mail.html", parts),
        message_id=f"<{uuid4().hex}@{urlsplit(settings.SITE_URL).hostname or 'localhost'}>",
    )


@transaction.atomic
def mail_at_once(
    *, office: Office, people: list[Person], kind: str, subject: str, text: str, url: str, deed: str = ""
) -> list[Mail]:
    """Tell people something right after the deed is committed; what cannot leave now leaves with a later tick."""
    mails = []
    for person in dict.fromkeys(people):
        with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
            told = Told(subject, text, deed or _("Open the page"), url)
            why = _("You get this mail because you have a part in %(office)s.") % {"office": office.name}
            mails.append(compose(office=office, person=person, kind=kind, told=told, why=why))
    Mail.objects.bulk_create(mails)
    numbers = [mail.pk for mail in mails]
    if numbers:
        transaction.on_commit(lambda: nudge(numbers))
    return mails


def nudge(mail_ids: list[int]) -> None:
    """Ask a worker to deliver at once, beside the page: a broker that is down may take seconds to say so."""
    Thread(target=ask_a_worker, args=[mail_ids], daemon=True).start()


def ask_a_worker(mail_ids: list[int]) -> None:
    """Queue the delivery; without a broker the next tick delivers."""
    try:
        current_app.send_task(TASK, args=[mail_ids], retry=False)
    except Exception:
        log.exception("No worker could be asked to deliver mails %s; the next tick delivers them.", mail_ids)


@transaction.atomic
def take(mail_id: int, now: datetime) -> Mail | None:
    """Take a waiting mail for five minutes, unless somebody else has it or it is not its time yet."""
    mails = Mail.objects.select_for_update(skip_locked=True, of=("self",)).select_related("person", "office")
    mail = mails.filter(pk=mail_id, state=MailState.WAITING, next_try_at__lte=now).first()
    if mail is not None:
        mail.attempts, mail.next_try_at = mail.attempts + 1, now + LEASE
        mail.save(update_fields=["attempts", "next_try_at"])
    return mail


def hand_over(mail: Mail) -> str:
    """Give a mail to the mail server, always with the same Message-ID; return the complaint, empty when it went."""
    message = EmailMultiAlternatives(
        mail.subject, mail.text, to=[mail.address or mail.person.email], headers={"Message-ID": mail.message_id}
    )
    message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except Exception as error:
        log.exception("Mail %s did not leave.", mail.pk)
        return f"{type(error).__name__}: {error}"[:2000]
    return ""


def keep_sent(mail: Mail) -> None:
    """Write down that a mail is gone."""
    mail.state, mail.sent_at, mail.last_error = MailState.SENT, clock.now(), ""
    mail.save(update_fields=["state", "sent_at", "last_error"])


def keep_complaint(mail: Mail, complaint: str, now: datetime) -> None:
    """Write down why a mail did not leave, and when it is tried again: after 1, 2, 4 … 60 minutes."""
    mail.last_error = complaint
    mail.next_try_at = now + timedelta(minutes=min(2 ** (mail.attempts - 1), LONGEST_WAIT))
    if mail.attempts >= MOST_TRIES:
        mail.state = MailState.FAILED
    mail.save(update_fields=["last_error", "next_try_at", "state"])
