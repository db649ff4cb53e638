"""What the standing answers of a round say in numbers, statement by statement, and as bars.

Stances are words in an order and no scale: *object*, *agree with a reservation*, *agree*, read as three equal steps.
Who abstains or says nothing stands nowhere on it, so median, spread and consensus are of those who took a side.
RAND/UCLA disagreement wants ratings from 1 to 9: the three steps are laid on its two ends and its middle, 1, 5 and 9.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from mandates.models import RoundItem
from mandates.round_states import CHOICES_OF, RoundMethod, word_of
from mandates.selectors.outcomes import ItemOutcome, Outcome
from mandates.states import StanceChoice
from mandates.statistics import Stability, iqr, rand_ucla, stability, tastle_wierman
from mandates.tallies import Tally, tally
from pmo.ui.heat import Segment
from pmo.ui.words import Word, outside

STEPS: dict[str, int] = {StanceChoice.OBJECT: 1, StanceChoice.RESERVATION: 2, StanceChoice.AGREE: 3}
ABSTAIN: str = StanceChoice.ABSTAIN.value
CHOICES = {step: choice for choice, step in STEPS.items()}
LOWEST, HIGHEST = 1, 3


@dataclass(frozen=True)
class Figures:
    """The numbers of one list of answers; None where they are undefined."""

    middle: str | None
    iqr: float | None
    consensus: float | None
    sides: int
    disagreement: bool | None = None


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
    def is_plain(self) -> bool:
        """Whether all who are counted agree and reserve nothing, as before where they had answered before."""
        return self.tally.agree == self.tally.seats and self.since.stable is not False

    @property
    def says(self) -> str:
        """The bar in words."""
        return "; ".join(f"{segment.count} {segment.word}" for segment in self.bar)


@dataclass(frozen=True)
class Pictures:
    """A whole round in numbers."""

    items: tuple[Picture, ...]
    legend: tuple[Word, ...]
    is_first: bool

    @property
    def telling(self) -> list[Picture]:
        """The statements on which not all say the same, or something has moved."""
        return [each for each in self.items if not each.is_plain]

    @property
    def plain(self) -> list[Picture]:
        """The others, which can wait."""
        return [each for each in self.items if each.is_plain]

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
    def disagreeing(self) -> list[str]:
        """On which statements those who took a side stand in camps, by RAND/UCLA."""
        return [each.item.key for each in self.items if each.figures.disagreement]

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
    places = [(each.pk, each.seat_id, each.speaker.pk) for each in counted]
    method, silent = outcome.round.method, outside(_("No answer"))
    words = {choice: word_of(choice, method) for choice in StanceChoice} | {None: silent}
    items = tuple(_picture(each, outcome, places, words) for each in outcome.items)
    legend = (*(words[choice] for choice in CHOICES_OF[RoundMethod(method)]), silent)
    return Pictures(items, legend, outcome.round.number == 1)


Places = Sequence[tuple[int, int, int]]
"""Participant, seat, whoever speaks for it."""
Words = Mapping[StanceChoice | None, Word]
"""The word of each answer, and of none: made once a round, as hundreds of bars show them."""


def _picture(found: ItemOutcome, outcome: Outcome, places: Places, words: Words) -> Picture:
    earlier, line = outcome.answers.before, found.item.line_id
    now: dict[Hashable, str] = {seat: said.choice for each, seat, _p in places if (said := found.said.get(each))}
    before: dict[Hashable, str] = {
        seat: said.choice for _e, seat, who in places if (said := earlier.get((seat, line, who)))
    }
    return Picture(
        found=found,
        bar=_bar(found.standing, words),
        bar_before=_bar(tally(before.values(), len(places)), words) if before else (),
        figures=figures_of(now.values(), outcome.round.method),
        since=stability(before, now),
    )


def figures_of(choices: Iterable[str], method: str) -> Figures:
    """Return middle answer, spread and consensus of those who took a side."""
    steps = tuple(sorted(STEPS[choice] for choice in choices if choice != ABSTAIN))
    spread, consensus, disagreement = _spread(steps)
    return Figures(_middle(steps, method) if steps else None, spread, consensus, len(steps), disagreement)


@lru_cache(maxsize=2048)
def _spread(steps: tuple[int, ...]) -> tuple[float | None, float | None, bool | None]:
    """Return IQR, consensus and disagreement: exact arithmetic takes its time, and hundreds are answered alike."""
    ratings = [1 + 4 * (step - LOWEST) for step in steps]
    return iqr(steps), tastle_wierman(steps, LOWEST, HIGHEST), rand_ucla(ratings).disagreement


def _middle(steps: Sequence[int], method: str) -> str:
    """Return the middle answer in words; of an even number, both middle ones where they differ."""
    low, high = (str(word_of(CHOICES[steps[at]], method)) for at in ((len(steps) - 1) // 2, len(steps) // 2))
    return low if low == high else _("between %(low)s and %(high)s") % {"low": low, "high": high}


def _bar(counts: Tally, words: Words) -> tuple[Segment, ...]:
    """Return the bar of a tally from agreement to objection; who abstained or said nothing stands at the end."""
    shown = (
        (StanceChoice.AGREE, counts.agree),
        (StanceChoice.RESERVATION, counts.reservation),
        (StanceChoice.OBJECT, counts.object),
        (StanceChoice.ABSTAIN, counts.abstain),
        (None, counts.missing),
    )
    return tuple(Segment(words[choice], count) for choice, count in shown if count)
