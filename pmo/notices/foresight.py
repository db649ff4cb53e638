"""Looking ahead: who would be told what, and when, if nobody did anything. Pure over what was loaded of an office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pmo import clock
from pmo.access.models import Office, Person
from pmo.notices.outlook import Outlook, Wanted
from pmo.notices.selectors.outlooks import outlook_of, rules_here
from pmo.notices.slots import Slot, leaves_at, to_plan
from pmo.notices.states import NoticeState

LIVE = frozenset({NoticeState.PLANNED, NoticeState.HELD})


@dataclass(frozen=True)
class Foreseen:
    """One reminder that would leave: when, to whom, of what, and how far from the day on which it is due."""

    at: datetime
    person: Person
    addressee: str
    owed_by: str
    kind: str
    occurrence: str
    offset: int
    due_on: date

    @property
    def day(self) -> date:
        """The reader's own day, on which all that is due leaves in one mail."""
        return self.at.astimezone(ZoneInfo(self.person.time_zone)).date()

    @property
    def is_about_others(self) -> bool:
        """Whether it tells of what somebody else owes."""
        return self.owed_by != self.addressee


@dataclass(frozen=True)
class DayOfMail:
    """One person's mail of a day: it leaves at the earliest hour of what it carries."""

    day: date
    at: datetime
    person: Person
    items: tuple[Foreseen, ...]


def foreseen(office: Office, first: date, last: date) -> list[Foreseen]:
    """Return what would leave from one day to another, each by its reader's own calendar, the earliest first."""
    outlook, _written = outlook_of(office, rules_here(office), clock.now(), last, ahead=True)
    found = [each for each in look_ahead(outlook) if first <= each.day <= last]
    return sorted(found, key=lambda each: (each.at, each.person.pk, each.occurrence, each.owed_by))


def look_ahead(outlook: Outlook) -> Iterable[Foreseen]:
    """Yield all that an outlook's rules still want."""
    for wanted in outlook.wanted():
        rule, occurrence, person = wanted.rule, wanted.occurrence, wanted.person
        for slot in _still_wanted(wanted, outlook):
            at = leaves_at(slot, rule.hour, person.time_zone, outlook.now)
            yield Foreseen(
                at, person, wanted.addressee, wanted.owed_by, rule.kind, occurrence.key, slot.offset, slot.due_on
            )


def mails_ahead(reminders: Iterable[Foreseen]) -> list[DayOfMail]:
    """Bundle what is foreseen into the one mail that each person gets a day, the earliest first."""
    days: dict[tuple[int, date], list[Foreseen]] = {}
    for each in reminders:
        days.setdefault((each.person.pk, each.day), []).append(each)
    mails = [
        DayOfMail(day, min(each.at for each in items), items[0].person, tuple(items))
        for (_person, day), items in days.items()
    ]
    return sorted(mails, key=lambda mail: (mail.at, mail.person.pk))


def _still_wanted(wanted: Wanted, outlook: Outlook) -> Iterable[Slot]:
    """Return the slots to come, however far ahead: those written down and not settled, and those not yet written."""
    known = outlook.known.get(wanted.subject, {})
    yield from to_plan(wanted.slots, set(known), outlook.now, wanted.occurrence.told_at, horizon=None)
    for slot in wanted.slots:
        state = known.get(slot.offset)
        if state in LIVE or (state == NoticeState.CANCELLED and slot.due_at > outlook.now):
            yield slot
