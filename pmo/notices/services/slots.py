"""When the reminders of one duty leave: pure, every instant comes as an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pmo.clock.calendar import reminder_instant

HORIZON = timedelta(days=40)


@dataclass(frozen=True)
class Slot:
    """One reminder that a rule wants: its offset, its day of reckoning, its instant."""

    offset: int
    due_on: date
    due_at: datetime


def slots(due: date, offsets: Iterable[int], hour: int, zone: str) -> list[Slot]:
    """Return the reminders of one addressee, by the hour at the recipient's place, the earliest first."""
    found = [Slot(offset, due, reminder_instant(due, offset, hour, zone)) for offset in set(offsets)]
    return sorted(found, key=lambda slot: slot.due_at)


def to_plan(wanted: list[Slot], known: set[int], now: datetime, told_at: datetime | None = None) -> list[Slot]:
    """Return the slots to write down: those of the next 40 days, and of a duty that nobody knew the latest past one.

    What is past is caught up once, with the latest only, and not where a mail of its own told the same later.
    """
    coming = [slot for slot in wanted if now < slot.due_at <= now + HORIZON and slot.offset not in known]
    if known:
        return coming
    missed = [slot for slot in wanted if slot.due_at <= now and (told_at is None or slot.due_at > told_at)]
    return missed[-1:] + coming
