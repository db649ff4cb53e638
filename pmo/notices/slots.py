"""When the reminders of one duty leave: pure, every instant comes as an argument."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from pmo.clock.calendar import reminder_instant

HORIZON = timedelta(days=40)
WEEK = 7


@dataclass(frozen=True)
class Slot:
    """One reminder that a rule wants: its offset, its day of reckoning, its instant."""

    offset: int
    due_on: date
    due_at: datetime


def slots(due: date, offsets: Iterable[int], hour: int, zone: str, weekly_until: date | None = None) -> list[Slot]:
    """Return the reminders of one addressee, by the hour at the recipient's place, the earliest first.

    With `weekly_until` they go on weekly after the last one that lies on or after the due date, up to that day.
    """
    return list(_slots(due, tuple(offsets), hour, zone, weekly_until))


@lru_cache(maxsize=4096)
def _slots(due: date, offsets: tuple[int, ...], hour: int, zone: str, weekly_until: date | None) -> tuple[Slot, ...]:
    all_offsets = {*offsets, *weekly(due, offsets, weekly_until)}
    found = [Slot(offset, due, reminder_instant(due, offset, hour, zone)) for offset in all_offsets]
    return tuple(sorted(found, key=lambda slot: slot.due_at))


def weekly(due: date, offsets: Sequence[int], until: date | None) -> list[int]:
    """Return the weekly offsets after the last of the rule's own, up to a day."""
    if until is None or not offsets:
        return []
    last = min(*offsets, 0)
    return [last - WEEK * n for n in range(1, ((until - due).days + last) // WEEK + 1)]


def to_plan(
    wanted: list[Slot],
    known: set[int],
    now: datetime,
    told_at: datetime | None = None,
    horizon: timedelta | None = HORIZON,
) -> list[Slot]:
    """Return the slots to write down: those of the next 40 days, and the latest past one that nobody wrote down.

    What is past is caught up once, with the latest only: not where a mail of its own told the same later, and not
    when a later one is known.
    """
    coming = [
        slot
        for slot in wanted
        if slot.due_at > now and slot.offset not in known and (horizon is None or slot.due_at <= now + horizon)
    ]
    missed = [slot for slot in wanted if slot.due_at <= now and (told_at is None or slot.due_at > told_at)][-1:]
    return [slot for slot in missed if not known or slot.offset < min(known)] + coming


def leaves_at(slot: Slot, hour: int, zone: str, now: datetime) -> datetime:
    """Return when a slot leaves: a missed one at today's sending hour, so that nobody is caught up with at night."""
    if slot.due_at > now:
        return slot.due_at
    return max(slot.due_at, reminder_instant(now.astimezone(ZoneInfo(zone)).date(), 0, hour, zone))


def escalated(own: Sequence[Slot], counted: Container[int], after: int) -> list[int]:
    """Return the offsets at which somebody else is told: with the reminder after so many, then weekly while overdue.

    `counted` are the offsets whose reminders went out or still will.
    """
    told = [slot.offset for slot in own if slot.offset in counted]
    found = told[after : after + 1]
    for offset in told[after + 1 :]:
        if offset < 0 and found[-1] - offset >= WEEK:
            found.append(offset)
    return found
