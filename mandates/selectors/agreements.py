"""How far the seats agree on each line of a version: what the margin of the document says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, MandateVersion, RoundItem, Stance, Statement
from mandates.states import AGREEING, RoundState, StanceChoice
from pmo.ui.words import Word, settled, wrong

HELD = (RoundState.CLOSED, RoundState.SETTLED)


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
    items = RoundItem.objects.filter(round__version=version, round__state__in=HELD).select_related("round")
    asked = list(items.order_by("round__number"))
    if not asked:
        return {}
    last = asked[-1].round
    said = _newest(version, last.number)
    times = _times_asked(asked)
    digests = {statement.line_id: statement.digest for statement in statements}
    return {
        line: _agreement(last, [each for each in said[line] if each.digest == digest], times.get(line, 1))
        for line, digest in digests.items()
    }


def _agreement(last: ConsensusRound, said: list[Stance], rounds: int) -> LineAgreement:
    reservations = [each for each in said if each.choice == StanceChoice.RESERVATION]
    return LineAgreement(
        agreeing=sum(1 for each in said if each.choice in AGREEING and each.participant.counted),
        counted=last.seats_counted,
        needed=last.needed,
        rounds=rounds,
        reservations=tuple(Reserved(each.person.name, each.reason) for each in reservations),
    )


def _newest(version: MandateVersion, up_to: int) -> dict[int, list[Stance]]:
    """Return the newest answer a line and seat; those of cancelled rounds are void."""
    stances = (
        Stance.objects.filter(
            item__round__mandate_id=version.mandate_id, item__round__number__lte=up_to, superseded_at__isnull=True
        )
        .exclude(item__round__state=RoundState.CANCELLED)
        .select_related("item", "participant__seat", "person")
        .order_by("item__round__number", "pk")
    )
    newest = {(stance.item.line_id, stance.participant.seat_id): stance for stance in stances}
    found: dict[int, list[Stance]] = defaultdict(list)
    for (line, _seat), stance in newest.items():
        found[line].append(stance)
    return found


def _times_asked(asked: list[RoundItem]) -> dict[int, int]:
    """Return after how many rounds each line had the text that it has now: 1 is the first."""
    place = {number: count for count, number in enumerate(sorted({item.round.number for item in asked}), 1)}
    return {item.line_id: place[item.round.number] for item in asked if item.changed}
