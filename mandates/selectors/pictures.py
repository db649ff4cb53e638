"""What the standing answers of a round say in numbers, statement by statement, and as bars.

Stances are words in an order and no scale: *object*, *agree with a reservation*, *agree*, read as three equal steps.
Who abstains or says nothing stands nowhere on it, so median, spread and consensus are of those who took a side.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from mandates.models import Participant, RoundItem
from mandates.round_states import CHOICES_OF, RoundMethod, word_of
from mandates.selectors.outcomes import ItemOutcome, Outcome
from mandates.states import StanceChoice
from mandates.statistics import Stability, iqr, stability, tastle_wierman
from mandates.tallies import Tally, tally
from pmo.ui.heat import Segment
from pmo.ui.words import Word, outside

STEPS = {StanceChoice.OBJECT: 1, StanceChoice.RESERVATION: 2, StanceChoice.AGREE: 3}
LOWEST, HIGHEST = 1, 3


@dataclass(frozen=True)
class Figures:
    """The numbers of one list of answers; None where they are undefined."""

    middle: str | None
    iqr: float | None
    consensus: float | None
    sides: int


@dataclass(frozen=True)
class Picture:
    """One statement in numbers: the bar, the agreement in whole seats, the spread, and what has moved since."""

    found: ItemOutcome
    bar: tuple[Segment, ...]
    bar_before: tuple[Segment, ...]
    figures: Figures
    since: Stability

    @property
    def item(self) -> RoundItem:
        return self.found.item

    @property
    def tally(self) -> Tally:
        return self.found.standing

    @property
    def needed(self) -> int:
        """How many must agree by the frozen rule."""
        return self.found.needed

    @property
    def short(self) -> int:
        """How many seats are missing to the rule."""
        return max(0, self.needed - self.tally.agreeing)

    @property
    def says(self) -> str:
        """The bar in words."""
        return ", ".join(f"{segment.count} {segment.word}" for segment in self.bar)


@dataclass(frozen=True)
class Pictures:
    """A whole round in numbers."""

    items: tuple[Picture, ...]
    legend: tuple[Word, ...]
    is_first: bool

    @property
    def agreed(self) -> int:
        """How many statements reach the frozen rule."""
        return sum(each.found.agreed for each in self.items)

    @property
    def at_one(self) -> list[str]:
        """On which statements all who took a side said the same."""
        return [each.item.key for each in self.items if each.figures.consensus == 1]

    @property
    def undefined(self) -> list[str]:
        """On which statements nobody took a side."""
        return [each.item.key for each in self.items if not each.figures.sides]

    @property
    def widest(self) -> Picture | None:
        """The statement on which those who took a side are furthest apart, unless they are at one everywhere."""
        apart = [each for each in self.items if each.figures.consensus is not None and each.figures.consensus < 1]
        return min(apart, key=lambda each: each.figures.consensus or 0, default=None)

    @property
    def spread(self) -> int:
        """On how many statements the middle half of those who took a side does not say one thing."""
        return sum(bool(each.figures.iqr) for each in self.items)

    @property
    def medians(self) -> list[tuple[str, int]]:
        """How often each middle answer stands, the most frequent first."""
        found = [each.figures.middle for each in self.items if each.figures.middle]
        return sorted(((said, found.count(said)) for said in dict.fromkeys(found)), key=lambda pair: -pair[1])

    @property
    def comparable(self) -> int:
        """On how many statements somebody answered in an earlier round and now."""
        return sum(each.since.stable is not None for each in self.items)

    @property
    def unstable(self) -> list[str]:
        """On which statements more has moved than counts as stable."""
        return [each.item.key for each in self.items if each.since.stable is False]


def pictures_of(outcome: Outcome) -> Pictures:
    """Return a round in numbers, from answers that are loaded: no query."""
    counted = [each for each in outcome.participants if each.counted]
    places = [(each, each.seat_id, each.speaker.pk) for each in counted]
    items = tuple(_picture(each, outcome, places) for each in outcome.items)
    method = outcome.round.method
    words = [word_of(choice, method) for choice in CHOICES_OF[RoundMethod(method)]]
    return Pictures(items, (*words, outside(_("No answer"))), outcome.round.number == 1)


Places = Sequence[tuple[Participant, int, int]]


def _picture(found: ItemOutcome, outcome: Outcome, places: Places) -> Picture:
    now: dict[Hashable, str] = {
        seat: said.choice for each, seat, _p in places if (said := outcome.answers.standing(found.item, each))
    }
    earlier = outcome.answers.before
    before: dict[Hashable, str] = {
        seat: said.choice for _e, seat, who in places if (said := earlier.get((seat, found.item.line_id, who)))
    }
    method = outcome.round.method
    return Picture(
        found=found,
        bar=_bar(found.standing, method),
        bar_before=_bar(tally(before.values(), len(places)), method) if before else (),
        figures=figures_of(list(now.values()), method),
        since=stability(before, now),
    )


def figures_of(choices: Sequence[str], method: str) -> Figures:
    """Return middle answer, spread and consensus of those who took a side."""
    steps = tuple(sorted(STEPS[StanceChoice(choice)] for choice in choices if choice != StanceChoice.ABSTAIN))
    spread, consensus = _spread(steps)
    return Figures(_middle(steps, method) if steps else None, spread, consensus, len(steps))


@lru_cache(maxsize=2048)
def _spread(steps: tuple[int, ...]) -> tuple[float | None, float | None]:
    """Return IQR and consensus: exact arithmetic takes its time, and hundreds of statements are answered alike."""
    return iqr(steps), tastle_wierman(steps, LOWEST, HIGHEST)


def _middle(steps: Sequence[int], method: str) -> str:
    """Return the middle answer in words; of an even number, both middle ones where they differ."""
    low, high = steps[(len(steps) - 1) // 2], steps[len(steps) // 2]
    words = {step: str(word_of(choice, method)) for choice, step in STEPS.items() if step in (low, high)}
    return words[low] if low == high else _("between %(low)s and %(high)s") % {"low": words[low], "high": words[high]}


def _bar(counts: Tally, method: str) -> tuple[Segment, ...]:
    """Return the bar of a tally from agreement to objection; who abstained or said nothing stands at the end."""
    shown = [
        (word_of(StanceChoice.AGREE, method), counts.agree),
        (word_of(StanceChoice.RESERVATION, method), counts.reservation),
        (word_of(StanceChoice.OBJECT, method), counts.object),
        (word_of(StanceChoice.ABSTAIN, method), counts.abstain),
        (outside(_("No answer")), counts.missing),
    ]
    return tuple(Segment(word, count) for word, count in shown if count)
