"""A person's day: all reminders that are due on it leave in one mail, at the earliest hour of any of them."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Q, QuerySet

from pmo import clock
from pmo.access.models import Office, Person
from pmo.clock.calendar import end_of, instant
from pmo.clock.reading import machine_time
from pmo.notices.addressees import addressees_of, people_of
from pmo.notices.holds import Held, Known, known_about
from pmo.notices.letters import new_message_id, write
from pmo.notices.models import Mail, Notice
from pmo.notices.services.fates import Owing, Siblings, fate_of, others_about
from pmo.notices.services.leases import LEASE, LIVE, is_free
from pmo.notices.services.sections import items_of
from pmo.notices.states import Hold, MailForm, MailState, NoticeState
from pmo.notices.texts import Words

log = logging.getLogger(__name__)
Fates = dict[NoticeState | Held, list[int]]


@dataclass
class Sitting:
    """What one go of sending knows: when it is, who owes what, how people are reached."""

    now: datetime
    known: Known = field(default_factory=Known)
    parts: dict[int, set[str]] = field(default_factory=dict)
    owing: Owing = field(default_factory=Owing)
    words: Words = field(default_factory=dict)


def settle(numbers: Sequence[int], now: datetime) -> list[int]:
    """Decide about claimed notices; return the mails that were written for them."""
    reached = _reached(numbers, now)
    people = list({person.pk: person for person in reached.values()}.values())
    sitting = Sitting(now, known_about(people, now), addressees_of(people))
    for addressee, person in reached.items():
        sitting.parts[person.pk].add(addressee)
    return [mail_id for person in people if (mail_id := _bundle_alone(person, sitting)) is not None]


def _bundle_alone(person: Person, sitting: Sitting) -> int | None:
    """Let a mail that cannot be written hurt nobody else's; it is tried again when its lease ends."""
    try:
        return bundle(person, sitting)
    except Exception:
        log.exception("The mail of person %s could not be written.", person.pk)
        return None


def _reached(numbers: Sequence[int], now: datetime) -> dict[str, Person]:
    """Return who is told by these notices; what is told to nobody is not needed any more."""
    by_office: dict[Office, list[Notice]] = {}
    for notice in Notice.objects.filter(pk__in=numbers).select_related("office").order_by("due_at", "pk"):
        by_office.setdefault(notice.office, []).append(notice)
    people: dict[str, Person] = {}
    nobody: list[int] = []
    for office, notices in by_office.items():
        found = people_of(office, {notice.addressee for notice in notices})
        people |= {notice.addressee: found[notice.addressee] for notice in notices if notice.addressee in found}
        nobody += [notice.pk for notice in notices if notice.addressee not in found]
    _settle({NoticeState.CANCELLED: nobody} if nobody else {})
    return people


@transaction.atomic
def bundle(person: Person, sitting: Sitting) -> int | None:
    """Write the one mail of a person's day, or settle why there is none; return the mail."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    day = sitting.now.astimezone(ZoneInfo(person.time_zone)).date()
    earlier = _mails_of(person, day)
    waiting = [mail.pk for mail in earlier if mail.for_day != day]
    due = _due(sitting.parts.get(person.pk, set()), end_of(day, person.time_zone), waiting)
    if not any(notice.due_at <= sitting.now or notice.mail_id for notice in due):
        return None
    leaving, fates = _sort(due, person, sitting)
    is_told = any(mail.for_day == day for mail in earlier)
    if is_told:
        _wait_for_tomorrow(leaving, fates, day, person)
    _settle(fates)
    Mail.objects.filter(pk__in=waiting).update(state=MailState.CANCELLED, claimed_until=None)
    return _write(person, day, leaving, sitting) if leaving and not is_told else None


def _mails_of(person: Person, day: date) -> list[Mail]:
    """Return the mail of the day, and those of earlier days that surely never arrived: the day's takes their place."""
    lost = is_free() & Q(state=MailState.WAITING, refused=F("attempts"), for_day__lt=day)
    found = Mail.objects.filter(Q(for_day=day) | lost, person=person, form=MailForm.BUNDLED)
    return list(found.select_for_update(of=("self",)))


def _due(addressees: Iterable[str], end: datetime, waiting: Sequence[int]) -> list[Notice]:
    due = Q(addressee__in=addressees, due_at__lt=end, mail__isnull=True, rule__isnull=False, state__in=LIVE)
    found: QuerySet[Notice] = Notice.objects.filter(due | Q(mail__in=waiting) if waiting else due)
    due_now = list(found.select_for_update(of=("self",)).select_related("office", "rule").order_by("pk"))
    for notice in due_now:
        if notice.rule:
            notice.rule.office = notice.office
    return due_now


def _sort(due: list[Notice], person: Person, sitting: Sitting) -> tuple[list[Notice], Fates]:
    """Part what leaves from what does not, with the reason."""
    siblings = Siblings.of(due, others_about(due), sitting.now)
    leaving, fates = [], Fates()
    for notice in due:
        fate = fate_of(notice, person, sitting.now, sitting.owing, siblings, sitting.known)
        if fate is None:
            leaving.append(notice)
        else:
            fates.setdefault(fate, []).append(notice.pk)
    return leaving, fates


def _wait_for_tomorrow(leaving: list[Notice], fates: Fates, day: date, person: Person) -> None:
    """Hold back what became due after the mail of the day was written."""
    for notice in leaving:
        hour = notice.rule.hour if notice.rule else 0
        until = instant(day + timedelta(days=1), time(hour), person.time_zone)
        fates.setdefault(Held(Hold.TOLD_TODAY, until), []).append(notice.pk)


def _settle(fates: Fates) -> None:
    """Write down what became of notices that do not leave now."""
    for fate, numbers in fates.items():
        mine = Notice.objects.filter(pk__in=numbers)
        if isinstance(fate, Held):
            mine.update(
                state=NoticeState.HELD,
                held_because=fate.because,
                due_at=fate.until,
                claimed_until=None,
                settled_at=None,
                mail=None,
            )
        else:
            mine.update(state=fate, held_because="", claimed_until=None, settled_at=clock.now())


def _write(person: Person, day: date, leaving: list[Notice], sitting: Sitting) -> int:
    offices = {notice.office for notice in leaving}
    mail = Mail.objects.create(
        office=offices.pop() if len(offices) == 1 else None,
        person=person,
        form=MailForm.BUNDLED,
        for_day=day,
        message_id=new_message_id(),
        made_at=sitting.now,
        next_try_at=sitting.now,
    )
    write(mail, person, items_of(leaving, person, sitting.now, sitting.words))
    mail.save(update_fields=["kind", "subject", "text", "html"])
    Notice.objects.filter(pk__in=[notice.pk for notice in leaving]).update(
        state=NoticeState.CLAIMED, held_because="", claimed_until=machine_time() + LEASE, settled_at=None, mail=mail
    )
    return mail.pk
