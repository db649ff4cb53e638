"""How far the seats agree on each line of a version: what the margin of the document says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from mandates.models import MandateVersion, RoundItem, Stance, Statement
from mandates.states import AGREEING, RoundState, StanceChoice
from pmo.ui.words import Word, settled, wrong

HELD = (RoundState.CLOSED, RoundState.SETTLED)


class Said(NamedTuple):
    """An answer, read as one row: a document weighs hundreds of them."""

    line: int
    seat: int
    counted: bool
    name: str
    choice: str
    reason: str
    digest: str


SAID = (
    "item__line_id",
    "participant__seat_id",
    "participant__counted",
    "person__name",
    "choice",
    "reason",
    "digest",
)


class Asked(NamedTuple):
    """A line as it was asked in a round, with what the round's rule needs."""

    line: int
    changed: bool
    round: int
    counted: int
    needed: int


ASKED = ("line_id", "changed", "round__number", "round__seats_counted", "round__needed")


@dataclass(frozen=True)
class Reserved:
    """A seat agreed and put something on record."""

    name: str
    words: str


@dataclass(frozen=True)
class LineAgreement:
    """Counted seats that agree with a line as it stands, out of how many, after how many rounds."""

    agreeing: int
    counted: int
    needed: int
    rounds: int
    reservations: tuple[Reserved, ...] = ()

    @property
    def is_reached(self) -> bool:
        """Whether the rule of the round is met."""
        return self.agreeing >= self.needed

    @property
    def is_unanimous(self) -> bool:
        """Whether every counted seat agrees."""
        return self.agreeing == self.counted

    @property
    def word(self) -> Word:
        """The status of the line; `words` beside it say how many."""
        made = settled if self.is_reached else wrong
        return made(_("%(agreeing)d of %(counted)d") % {"agreeing": self.agreeing, "counted": self.counted})


def agreements_of(version: MandateVersion, statements: Iterable[Statement]) -> dict[int, LineAgreement]:
    """Return the agreement a line id, by the newest answers on the very text; empty before a round has closed."""
    items = RoundItem.objects.filter(round__version=version, round__state__in=HELD).order_by("round__number")
    asked = [Asked(*row) for row in items.values_list(*ASKED)]
    if not asked:
        return {}
    last = asked[-1]
    said = _newest(version, last.round)
    times = _times_asked(asked)
    digests = {statement.line_id: statement.digest for statement in statements}
    return {
        line: _agreement(last, [each for each in said[line] if each.digest == digest], times.get(line, 1))
        for line, digest in digests.items()
    }


def _agreement(last: Asked, said: list[Said], rounds: int) -> LineAgreement:
    reservations = [each for each in said if each.choice == StanceChoice.RESERVATION]
    return LineAgreement(
        agreeing=sum(1 for each in said if each.choice in AGREEING and each.counted),
        counted=last.counted,
        needed=last.needed,
        rounds=rounds,
        reservations=tuple(Reserved(each.name, each.reason) for each in reservations),
    )


def _newest(version: MandateVersion, up_to: int) -> dict[int, list[Said]]:
    """Return the newest answer a line and seat; those of cancelled rounds are void."""
    stances = (
        Stance.objects.filter(
            item__round__mandate_id=version.mandate_id, item__round__number__lte=up_to, superseded_at__isnull=True
        )
        .exclude(item__round__state=RoundState.CANCELLED)
        .order_by("item__round__number", "pk")
        .values_list(*SAID)
    )
    newest = {(said.line, said.seat): said for said in (Said(*row) for row in stances)}
    found: dict[int, list[Said]] = defaultdict(list)
    for (line, _seat), said in newest.items():
        found[line].append(said)
    return found


def _times_asked(asked: list[Asked]) -> dict[int, int]:
    """Return after how many rounds each line had the text that it has now: 1 is the first."""
    place = {number: count for count, number in enumerate(sorted({item.round for item in asked}), 1)}
    return {item.line: place[item.round] for item in asked if item.changed}
