"""What came out of a sounding, in numbers that each have a plain sentence; nothing is shown that may not be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mandates.models import Sounding, SoundingAnswer, SoundingItem, SoundingParticipant
from mandates.rules.soundings import FEWEST_HIDDEN, sees_answers
from mandates.selectors.sounding_pictures import Dot, across, bar, dots
from mandates.selectors.soundings import counting_answers
from mandates.sounding_sentences import STRENGTHS, chance_sentence, points_sentence, scale_sentence
from mandates.sounding_states import SoundingMethod
from mandates.statistics import Concordance, ItemPoints, kendalls_w, median, points_summary, strength_of

Given = Sequence[dict[str, int]]


@dataclass(frozen=True)
class RankedItem:
    """A statement in a ranking: the mean of its midranks, and how often it was first.

    Where each one put it (`dots`, `best`, `worst`) is left out of an anonymous sounding.
    """

    item: SoundingItem
    mean: float
    firsts: int
    best: float | None
    worst: float | None
    dots: tuple[Dot, ...]
    at: str


@dataclass(frozen=True)
class Ranking:
    """The statements from what matters most to what matters least, and how far the orders agree."""

    rows: tuple[RankedItem, ...]
    concordance: Concordance

    @property
    def last(self) -> int:
        """The lowest rank that there is."""
        return len(self.rows)

    @property
    def strength(self) -> str:
        """How far the orders agree, in words; empty when undefined."""
        strength = strength_of(self.concordance.w)
        return str(STRENGTHS[strength]) if strength is not None else ""

    @property
    def chance(self) -> str:
        """How easily chance alone would bring it."""
        return chance_sentence(self.concordance.p)


@dataclass(frozen=True)
class PointsItem:
    """A statement with its points; `figures` are None where undefined."""

    item: SoundingItem
    figures: ItemPoints
    sentence: str
    bar: str


@dataclass(frozen=True)
class Points:
    """The statements by the points that they got, most first."""

    rows: tuple[PointsItem, ...]


@dataclass(frozen=True)
class Step:
    """How many took one step of a scale."""

    value: int
    label: str
    text: str
    count: int
    bar: str


@dataclass(frozen=True)
class ScaleItem:
    """A statement on a scale: how many took each step; median and support only for fist of five."""

    item: SoundingItem
    steps: tuple[Step, ...]
    sentence: str
    median: float | None = None
    supporting: int | None = None
    below: int | None = None


@dataclass(frozen=True)
class SeatRow:
    """What one seat answered, in the order of the statements; None where it has not."""

    participant: SoundingParticipant
    numbers: tuple[int | None, ...]


@dataclass(frozen=True)
class Results:
    """What came out: one of the three, by method; and who said what unless the sounding is anonymous."""

    sounding: Sounding
    items: tuple[SoundingItem, ...]
    answers: int
    ranking: Ranking | None = None
    points: Points | None = None
    scale: tuple[ScaleItem, ...] | None = None
    seats: tuple[SeatRow, ...] | None = None


def results_of(
    sounding: Sounding, items: Sequence[SoundingItem], people: Sequence[SoundingParticipant]
) -> Results | None:
    """Return the results, or None while nobody may see them, or when too few answered without their names."""
    answers = counting_answers(sounding)
    if not sees_answers(sounding, len({each.person_id for each in people if each.answered})):
        return None
    given = [answer.given for answer in answers]
    seats = None if sounding.anonymous else _by_seat(items, people, answers)
    found = Results(sounding, tuple(items), len(answers), seats=seats)
    match sounding.method:
        case SoundingMethod.RANKING:
            return replace(found, ranking=_ranking(items, given, sounding.anonymous))
        case SoundingMethod.POINTS:
            return replace(found, points=_points(items, given, sounding.anonymous))
    return replace(found, scale=_scale(sounding, items, given))


def _by_seat(
    items: Sequence[SoundingItem], people: Sequence[SoundingParticipant], answers: Sequence[SoundingAnswer]
) -> tuple[SeatRow, ...]:
    said = {answer.participant_id: answer.given for answer in answers}
    return tuple(SeatRow(each, tuple(said.get(each.pk, {}).get(item.key) for item in items)) for each in people)


def _ranking(items: Sequence[SoundingItem], given: Given, anonymous: bool) -> Ranking:
    """Turn every answer into midranks, whatever way its ties were written down."""
    said = tuple(tuple(ranks[item.key] for item in items) for ranks in given)
    table = [kendalls_w([ranks]).rank_sums for ranks in said]
    rows = [_ranked(item, place, table) for place, item in enumerate(items)] if table else []
    rows = [_blurred(row) for row in rows] if anonymous else rows
    return Ranking(tuple(sorted(rows, key=lambda row: row.mean)), concordance_of(said))


def _blurred(row: RankedItem) -> RankedItem:
    return replace(row, best=None, worst=None, dots=())


@lru_cache(maxsize=256)
def concordance_of(table: tuple[tuple[int, ...], ...]) -> Concordance:
    """Return the concordance of raters × items; its chance takes up to a second and does not change."""
    return kendalls_w(table)


def _ranked(item: SoundingItem, place: int, table: Sequence[Sequence[float]]) -> RankedItem:
    ranks = [row[place] for row in table]
    mean = sum(ranks) / len(ranks)
    last = len(table[0])
    return RankedItem(
        item,
        mean,
        firsts=sum(row[place] == min(row) for row in table),
        best=min(ranks),
        worst=max(ranks),
        dots=dots(ranks, 1, last),
        at=across(mean, 1, last),
    )


def _points(items: Sequence[SoundingItem], given: Given, anonymous: bool) -> Points:
    figures = points_summary([[points[item.key] for item in items] for points in given]) if given else []
    fewest = FEWEST_HIDDEN if anonymous else 0
    most = max([each.total for each in figures], default=0)
    rows = [
        PointsItem(item, each, points_sentence(each, len(given), fewest), bar(each.total, most))
        for item, each in zip(items, figures, strict=False)
    ]
    return Points(tuple(sorted(rows, key=lambda row: -row.figures.total)))


def _scale(sounding: Sounding, items: Sequence[SoundingItem], given: Given) -> tuple[ScaleItem, ...]:
    return tuple(_on_scale(sounding, item, [steps[item.key] for steps in given]) for item in items)


def _on_scale(sounding: Sounding, item: SoundingItem, taken: list[int]) -> ScaleItem:
    counts = Counter(taken)
    steps = tuple(
        Step(
            each["value"],
            each["label"],
            each["text"],
            counts[each["value"]],
            bar(counts[each["value"]], len(taken)),
        )
        for each in sounding.meanings
    )
    if sounding.method == SoundingMethod.GRADIENTS:
        return ScaleItem(item, steps, scale_sentence(sounding, taken))
    below = sum(value < sounding.threshold for value in taken)
    return ScaleItem(item, steps, scale_sentence(sounding, taken), median(taken), len(taken) - below, below)
