"""A person's day: all reminders that are due on it leave in one mail, at the earliest hour of any of them."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from pmo import clock
from pmo.access.models import Office, Person
from pmo.clock.calendar import end_of, instant
from pmo.clock.reading import machine_time
from pmo.notices.addressees import addressees_of, people_of
from pmo.notices.holds import Held, Known, known_about
from pmo.notices.letters import new_message_id, write
from pmo.notices.models import Mail, Notice
from pmo.notices.services.fates import Owing, Siblings, Telling, fate_of, others_about
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
    return _bundle_safely(people, sitting)


def _bundle_safely(people: Sequence[Person], sitting: Sitting) -> list[int]:
    """Write people's mails together; let one that cannot be written hurt nobody else's.

    Such a mail is tried again when its lease ends.
    """
    try:
        return bundle(people, sitting)
    except Exception:
        if len(people) > 1:
            log.info("The mails of %d people could not be written together.", len(people))
            return [mail_id for person in people for mail_id in _bundle_safely([person], sitting)]
        log.exception("The mail of person %s could not be written.", people[0].pk)
        return []


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
def bundle(people: Sequence[Person], sitting: Sitting) -> list[int]:
    """Write the one mail of each person's day, or settle why there is none; return the mails."""
    desks = _desks(people, sitting)
    _lay_out(desks, sitting)
    siblings = Siblings.of(*_subjects(desks), sitting.now)
    fates, dropped = Fates(), list[int]()
    for desk in desks.values():
        if any(notice.due_at <= sitting.now or notice.mail_id for notice in desk.due):
            _sort(desk, sitting, siblings, fates)
            dropped += desk.lost
    _settle(fates)
    if dropped:
        Mail.objects.filter(pk__in=dropped).update(state=MailState.CANCELLED, claimed_until=None)
    return _write([desk for desk in desks.values() if desk.leaving], sitting)


@dataclass
class Desk:
    """What lies before one person on their day."""

    person: Person
    day: date
    is_told: bool = False
    lost: list[int] = field(default_factory=list)
    due: list[Notice] = field(default_factory=list)
    leaving: list[Notice] = field(default_factory=list)


def _desks(people: Sequence[Person], sitting: Sitting) -> dict[int, Desk]:
    """Lock the people, and the mails of their day together with those that surely never arrived."""
    numbers = [person.pk for person in people]
    locked = Person.objects.select_for_update(no_key=True).filter(pk__in=numbers).order_by("pk")
    desks = {person.pk: Desk(person, sitting.now.astimezone(ZoneInfo(person.time_zone)).date()) for person in locked}
    days = {desk.day for desk in desks.values()}
    never_arrived = is_free() & Q(state=MailState.WAITING, refused=F("attempts"))
    mails = Mail.objects.filter(Q(for_day__in=days) | never_arrived, person__in=desks, form=MailForm.BUNDLED)
    for mail in mails.select_for_update(of=("self",)).annotate(is_lost=never_arrived).order_by("pk"):
        desk = desks[mail.person_id or 0]
        desk.is_told |= mail.for_day == desk.day
        if mail.is_lost and mail.for_day and mail.for_day < desk.day:
            desk.lost.append(mail.pk)
    return desks


def _lay_out(desks: Mapping[int, Desk], sitting: Sitting) -> None:
    """Lock what is due by the end of each person's day; what a lost mail spoke of is due once more."""
    owners = {addressee: desk for desk in desks.values() for addressee in sitting.parts.get(desk.person.pk, ())}
    lost = {mail_id: desk for desk in desks.values() for mail_id in desk.lost}
    by_end: dict[datetime, list[str]] = {}
    for addressee, desk in owners.items():
        by_end.setdefault(end_of(desk.day, desk.person.time_zone), []).append(addressee)
    wanted = Q(mail__in=lost)
    for end, addressees in by_end.items():
        new = Q(due_at__lt=end, mail__isnull=True, rule__isnull=False, state__in=LIVE)
        wanted |= new & Q(addressee__in=addressees)
    found: QuerySet[Notice] = Notice.objects.filter(wanted)
    for notice in found.select_for_update(of=("self",)).select_related("office", "rule").order_by("pk"):
        if notice.rule:
            notice.rule.office = notice.office
        (lost[notice.mail_id] if notice.mail_id else owners[notice.addressee]).due.append(notice)


def _subjects(desks: Mapping[int, Desk]) -> tuple[list[Notice], list[Telling]]:
    """Return what is due to all of them, and the other notices about it."""
    due = [notice for desk in desks.values() for notice in desk.due]
    return due, others_about(due)


def _sort(desk: Desk, sitting: Sitting, siblings: Siblings, fates: Fates) -> None:
    """Part what leaves from what does not, with the reason; who had the mail of the day waits for tomorrow's."""
    for notice in desk.due:
        fate = fate_of(notice, desk.person, sitting.now, sitting.owing, siblings, sitting.known)
        if fate is None and desk.is_told:
            fate = _tomorrow(notice, desk)
        if fate is None:
            desk.leaving.append(notice)
        else:
            fates.setdefault(fate, []).append(notice.pk)


def _tomorrow(notice: Notice, desk: Desk) -> Held:
    hour = notice.rule.hour if notice.rule else 0
    return Held(Hold.TOLD_TODAY, instant(desk.day + timedelta(days=1), time(hour), desk.person.time_zone))


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


def _write(desks: Sequence[Desk], sitting: Sitting) -> list[int]:
    """Write the mails of several people, and bind to each what it speaks of."""
    if not desks:
        return []
    mails = Mail.objects.bulk_create(_empty(desk, sitting.now) for desk in desks)
    for mail, desk in zip(mails, desks, strict=True):
        write(mail, desk.person, items_of(desk.leaving, desk.person, sitting.now, sitting.words))
    Mail.objects.bulk_update(mails, ["kind", "subject", "text", "html"])
    carried = [
        When(pk__in=[notice.pk for notice in desk.leaving], then=Value(mail.pk))
        for mail, desk in zip(mails, desks, strict=True)
    ]
    Notice.objects.filter(pk__in=[notice.pk for desk in desks for notice in desk.leaving]).update(
        state=NoticeState.CLAIMED,
        held_because="",
        claimed_until=machine_time() + LEASE,
        settled_at=None,
        mail=Case(*carried),
    )
    return [mail.pk for mail in mails]


def _empty(desk: Desk, now: datetime) -> Mail:
    offices = {notice.office for notice in desk.leaving}
    return Mail(
        office=offices.pop() if len(offices) == 1 else None,
        person=desk.person,
        form=MailForm.BUNDLED,
        for_day=desk.day,
        message_id=new_message_id(),
        made_at=now,
        next_try_at=now,
    )
