"""What an office's rules want, told from what was loaded: pure, for planning and for the months ahead alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pmo.access.models import Office, Person
from pmo.clock.calendar import reminder_instant
from pmo.notices.kinds import Occurrence
from pmo.notices.models import ReminderRule
from pmo.notices.slots import Slot, escalated, slots, to_plan
from pmo.notices.states import EscalateTo, NoticeState

COUNTED = frozenset({NoticeState.PLANNED, NoticeState.CLAIMED, NoticeState.HELD, NoticeState.FAILED, NoticeState.SENT})
Subject = tuple[str, str, str, str]


@dataclass(frozen=True)
class Wanted:
    """All that one addressee is to be told of one debt: kind, occurrence, who owes it, who is told, and when."""

    rule: ReminderRule
    occurrence: Occurrence
    owed_by: str
    addressee: str
    slots: list[Slot]
    person: Person

    @property
    def subject(self) -> Subject:
        return self.rule.kind, self.occurrence.key, self.owed_by, self.addressee


@dataclass(frozen=True)
class Outlook:
    """What is loaded of an office: duties by rule, who is behind each addressee, who is told when nothing helps."""

    office: Office
    now: datetime
    last: date
    duties: list[tuple[ReminderRule, list[Occurrence]]]
    people: Mapping[str, Person]
    above: Mapping[EscalateTo, tuple[str, ...]] = field(default_factory=dict)
    known: Mapping[Subject, Mapping[int, str]] = field(default_factory=dict)

    def wanted(self) -> Iterable[Wanted]:
        """Yield what each debtor is to be told, and after each what others are to be told of it."""
        for rule, occurrences in self.duties:
            for occurrence in occurrences:
                for debtor in occurrence.addressees:
                    if debtor in self.people:
                        own = self._of(rule, occurrence, debtor)
                        yield own
                        yield from self._of_others(own)

    def _of(self, rule: ReminderRule, occurrence: Occurrence, debtor: str) -> Wanted:
        person = self.people[debtor]
        until = self.last if rule.weekly_after and occurrence.since is None else None
        found = slots(occurrence.due, rule.offsets, rule.hour, person.time_zone, until)
        return Wanted(rule, occurrence, debtor, debtor, _from(rule, occurrence, found, person), person)

    def _of_others(self, own: Wanted) -> Iterable[Wanted]:
        rule, occurrence = own.rule, own.occurrence
        if rule.escalate_after is None:
            return
        states = self.known.get(own.subject, {})
        coming = {slot.offset for slot in to_plan(own.slots, set(states), self.now, occurrence.told_at, horizon=None)}
        told = coming | {offset for offset, state in states.items() if state in COUNTED}
        offsets = escalated(own.slots, told, rule.escalate_after)
        for addressee in self._above(own) if offsets else ():
            person = self.people[addressee]
            found = slots(occurrence.due, offsets, rule.hour, person.time_zone)
            yield Wanted(rule, occurrence, own.owed_by, addressee, found, person)

    def _above(self, own: Wanted) -> list[str]:
        """Return who is told of somebody's debt: the sponsor, or the PMO managers; never the debtor themselves."""
        chosen = EscalateTo(own.rule.escalate_to)
        for to in dict.fromkeys((chosen, EscalateTo.MANAGER)):
            found = [each for each in self.above.get(to, ()) if each in self.people]
            if others := [each for each in found if self.people[each] != own.person]:
                return others
        return []


def _from(rule: ReminderRule, occurrence: Occurrence, found: list[Slot], person: Person) -> list[Slot]:
    """Leave out what lies before the day from which it is owed, but the latest: that is caught up on the day."""
    if occurrence.since is None:
        return found
    first = reminder_instant(occurrence.since, 0, rule.hour, person.time_zone)
    coming = [slot for slot in found if slot.due_at >= first]
    missed = [replace(slot, due_at=first) for slot in found if slot.due_at < first][-1:]
    return coming if coming and coming[0].due_at == first else missed + coming
