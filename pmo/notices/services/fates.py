"""What becomes of a notice whose time has come: pure over what was loaded, but for the question *is it still owed?*"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from pmo.access.models import Person
from pmo.notices import kinds
from pmo.notices.holds import Held, Known, hold_of
from pmo.notices.models import Notice
from pmo.notices.states import NoticeState

Subject = tuple[str, str, str, str]
MOVING = (NoticeState.PLANNED, NoticeState.CLAIMED, NoticeState.FAILED, NoticeState.HELD, NoticeState.SENT)


def subject_of(notice: "Notice | Telling") -> Subject:
    """Return what a notice reminds of: its offsets are several tellings of one subject."""
    return notice.kind, notice.occurrence, notice.owed_by, notice.addressee


class Telling(NamedTuple):
    """What stands in the database of one telling of a subject."""

    kind: str
    occurrence: str
    owed_by: str
    addressee: str
    offset: int
    state: str
    due_at: datetime


def others_about(notices: Sequence[Notice]) -> list[Telling]:
    """Return the other notices about the same debtors and occurrences."""
    found = Notice.objects.filter(
        office__in={each.office_id for each in notices},
        occurrence__in={each.occurrence for each in notices},
        owed_by__in={each.owed_by for each in notices},
        rule__isnull=False,
    ).exclude(pk__in=[each.pk for each in notices])
    return [Telling(*row) for row in found.values_list(*Telling._fields)]


@dataclass
class Owing:
    """Who still owes what, asked once for all the notices of one go."""

    _lists: dict[tuple[str, str], frozenset[str] | None] = field(default_factory=dict)
    _single: dict[tuple[str, str, str], bool] = field(default_factory=dict)

    def is_owed(self, notice: Notice) -> bool:
        """Ask whether what the notice reminds of is still owed, and still reminded of."""
        kind, rule = kinds.find(notice.kind), notice.rule
        if kind is None or rule is None or not rule.active:
            return False
        about, debtor = (notice.kind, notice.occurrence), notice.owed_by or notice.addressee
        if about not in self._lists:
            self._lists[about] = kind.still_owing(notice.occurrence)
        owing = self._lists[about]
        if owing is not None:
            return debtor in owing
        if (*about, debtor) not in self._single:
            self._single[*about, debtor] = kind.still_owed(notice.occurrence, debtor)
        return self._single[*about, debtor]


@dataclass(frozen=True)
class Siblings:
    """The other tellings of the same subjects: what is due or sent, and how often each debtor was reminded."""

    offsets: dict[Subject, list[int]]
    reminded: dict[tuple[str, str, str], int]

    @classmethod
    def of(cls, due: Iterable[Notice], others: Iterable[Telling], now: datetime) -> "Siblings":
        """Sort what is due together with the other notices of the same occurrences."""
        offsets: dict[Subject, list[int]] = {}
        reminded: dict[tuple[str, str, str], int] = {}
        for each in due:
            offsets.setdefault(subject_of(each), []).append(each.offset)
        for other in others:
            is_sent = other.state == NoticeState.SENT
            if is_sent or (other.state in MOVING and other.due_at <= now):
                offsets.setdefault(subject_of(other), []).append(other.offset)
            if is_sent and other.addressee == other.owed_by:
                debt = (other.kind, other.occurrence, other.owed_by)
                reminded[debt] = reminded.get(debt, 0) + 1
        return cls(offsets, reminded)

    def overtake(self, notice: Notice) -> bool:
        """Say whether a later telling of the same subject is due as well, or was sent."""
        return any(offset < notice.offset for offset in self.offsets.get(subject_of(notice), ()))

    def escalate(self, notice: Notice) -> bool:
        """Say of what tells somebody else that the debtor was reminded often enough; anything else is told."""
        if notice.addressee == notice.owed_by or notice.rule is None:
            return True
        often = self.reminded.get((notice.kind, notice.occurrence, notice.owed_by), 0)
        return notice.rule.escalate_after is not None and often >= notice.rule.escalate_after


def fate_of(
    notice: Notice, person: Person | None, now: datetime, owing: Owing, siblings: Siblings, known: Known
) -> NoticeState | Held | None:
    """Return why a notice does not leave now, or None when it does."""
    if person is None or not owing.is_owed(notice) or not siblings.escalate(notice):
        return NoticeState.CANCELLED
    if siblings.overtake(notice):
        return NoticeState.OVERTAKEN
    hour = notice.rule.hour if notice.rule else 8
    return hold_of(person, notice.office_id, now, known, is_reminder=True, hour=hour)
