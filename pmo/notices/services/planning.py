"""Planning: which reminders leave in the next 40 days. Run as often as one likes, it changes nothing twice."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from pmo.access.models import Office, Person
from pmo.access.services import lock_office
from pmo.notices import kinds
from pmo.notices.addressees import people_of
from pmo.notices.kinds import Occurrence
from pmo.notices.models import Notice, ReminderRule
from pmo.notices.services.slots import HORIZON, Slot, slots, to_plan
from pmo.notices.states import NoticeState

LOOK_BACK = timedelta(days=400)
Key = tuple[str, str, int]


def plan_notices(now: datetime) -> int:
    """Bring the planned notices of all offices up to what their rules and duties want; return how many are new."""
    return sum(plan_office(office_id, now) for office_id in Office.objects.values_list("pk", flat=True))


@transaction.atomic
def plan_office(office_id: int, now: datetime) -> int:
    """Plan one office under its lock, so that two planners at once write each notice once."""
    office = lock_office(office_id)
    ensure_rules(office)
    return sum(_plan_rule(office, rule, now) for rule in ReminderRule.objects.filter(office=office))


def ensure_rules(office: Office) -> None:
    """Give an office the usual rule for every kind that it has none for."""
    known = set(ReminderRule.objects.filter(office=office).values_list("kind", flat=True))
    missing = [ReminderRule(office=office, kind=kind.name) for kind in kinds.every() if kind.name not in known]
    ReminderRule.objects.bulk_create(missing, ignore_conflicts=True)


def _plan_rule(office: Office, rule: ReminderRule, now: datetime) -> int:
    found = _occurrences(office, rule, now)
    known = _known(rule, found)
    people = people_of(office, {addressee for each in found for addressee in each.addressees})
    wanted: dict[Key, Slot] = {}
    new: list[Notice] = []
    for occurrence in found:
        for addressee in occurrence.addressees:
            if addressee in people:
                mine = _slots(rule, occurrence, people[addressee])
                wanted |= {(occurrence.key, addressee, slot.offset): slot for slot in mine}
                offsets = {key[2] for key in known if key[:2] == (occurrence.key, addressee)}
                new += _notices(rule, occurrence, addressee, to_plan(mine, offsets, now, occurrence.told_at))
    _adjust(known, wanted, now)
    Notice.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _occurrences(office: Office, rule: ReminderRule, now: datetime) -> list[Occurrence]:
    kind = kinds.find(rule.kind)
    if kind is None or not rule.active or not rule.offsets:
        return []
    today = now.astimezone(ZoneInfo(office.time_zone)).date()
    last = today + HORIZON + timedelta(days=max(*rule.offsets, 0) + 2)
    return kind.find(office, today - LOOK_BACK, last)


def _known(rule: ReminderRule, found: list[Occurrence]) -> dict[Key, Notice]:
    asked = Q(occurrence__in=[each.key for each in found]) | Q(state=NoticeState.PLANNED)
    return {(each.occurrence, each.addressee, each.offset): each for each in Notice.objects.filter(asked, rule=rule)}


def _slots(rule: ReminderRule, occurrence: Occurrence, person: Person) -> list[Slot]:
    return slots(occurrence.due, rule.offsets, rule.hour, person.time_zone)


def _notices(rule: ReminderRule, occurrence: Occurrence, addressee: str, planned: list[Slot]) -> list[Notice]:
    return [
        Notice(
            rule=rule,
            office_id=rule.office_id,
            kind=rule.kind,
            occurrence=occurrence.key,
            owed_by=addressee,
            addressee=addressee,
            offset=slot.offset,
            due_on=slot.due_on,
            due_at=slot.due_at,
        )
        for slot in planned
    ]


def _adjust(known: dict[Key, Notice], wanted: dict[Key, Slot], now: datetime) -> None:
    """Move what is planned to its present instant, cancel what nobody wants any more, take up what is wanted again."""
    for key, notice in known.items():
        slot = wanted.get(key)
        mine = Notice.objects.filter(pk=notice.pk, state=notice.state)
        if slot is None:
            if notice.state == NoticeState.PLANNED:
                mine.update(state=NoticeState.CANCELLED, settled_at=now)
        elif notice.state == NoticeState.PLANNED and notice.due_at != slot.due_at:
            mine.update(due_on=slot.due_on, due_at=slot.due_at)
        elif notice.state == NoticeState.CANCELLED and slot.due_at > now:
            mine.update(state=NoticeState.PLANNED, settled_at=None, due_on=slot.due_on, due_at=slot.due_at)
