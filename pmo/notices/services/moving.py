"""Moving what is written down to where rules and duties want it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from pmo.notices.models import Notice
from pmo.notices.selectors.outlooks import Written
from pmo.notices.slots import Slot
from pmo.notices.states import NoticeState

Key = tuple[str, str, str, str, int]
Fields = tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Place:
    """Where a reminder belongs: its slot, and when it leaves, which is later for one that was missed."""

    slot: Slot
    leaves_at: datetime


def move(written: Iterable[Written], places: Mapping[Key, Place], now: datetime) -> None:
    """Move what is planned, look again at what is held, cancel what nobody wants, take up what is wanted again."""
    changes: dict[tuple[str, Fields], list[int]] = {}
    for notice in written:
        new = _change(notice, places.get((*notice.subject, notice.offset)), now)
        if new:
            changes.setdefault((notice.state, tuple(new.items())), []).append(notice.pk)
    for (state, fields), numbers in sorted(changes.items(), key=lambda change: min(change[1])):
        Notice.objects.filter(pk__in=numbers, state=state).update(**dict(fields))


def _change(notice: Written, place: Place | None, now: datetime) -> dict[str, object]:
    match NoticeState(notice.state):
        case NoticeState.PLANNED | NoticeState.HELD if place is None:
            return {"state": NoticeState.CANCELLED, "held_because": "", "settled_at": now}
        case NoticeState.PLANNED if place and _has_moved(notice, place, now):
            return {"due_on": place.slot.due_on, "due_at": place.leaves_at}
        case NoticeState.HELD if place:
            return _looked_at_again(place.slot, now)
        case NoticeState.CANCELLED if place and place.slot.due_at > now:
            return {"state": NoticeState.PLANNED, "settled_at": None, **_at(place.slot)}
    return {}


def _has_moved(notice: Written, place: Place, now: datetime) -> bool:
    """What was due already stays due: only what lies ahead, or belongs ahead, moves."""
    is_due = notice.due_at <= now and place.slot.due_at <= now
    return not is_due and notice.due_at != place.leaves_at


def _looked_at_again(slot: Slot, now: datetime) -> dict[str, object]:
    """What is held is asked about again by the next tick: the hold may be over."""
    return _at(slot) if slot.due_at <= now else {"state": NoticeState.PLANNED, "held_because": "", **_at(slot)}


def _at(slot: Slot) -> dict[str, object]:
    return {"due_on": slot.due_on, "due_at": slot.due_at}
