"""What has moved between two rankings: a line a statement, from its place in the earlier one to its place now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mandates.models import Sounding, SoundingItem
from mandates.rules.soundings import sees_answers
from mandates.sounding_states import SoundingMethod, SoundingState
from mandates.statistics import kendalls_w

STEP, TOP = 28, 14
"""How far two places lie apart in the drawing, and how far down the first one lies."""


@dataclass(frozen=True)
class RankLine:
    """A statement that both rankings asked about: its places among those, 1 first; what is level shares a place."""

    item: SoundingItem
    before: float
    now: float
    is_reworded: bool

    @property
    def moved(self) -> float:
        """How many places it has come forward; below 0 when it fell back."""
        return self.before - self.now

    @property
    def y_before(self) -> str:
        return down(self.before)

    @property
    def y_now(self) -> str:
        return down(self.now)


@dataclass(frozen=True)
class End:
    """What stands beside one end of the lines: the keys of all statements that share the place."""

    y: str
    keys: str


@dataclass(frozen=True)
class RankLines:
    """The statements of both rankings, in the order in which they stand now."""

    since: Sounding
    rows: tuple[RankLine, ...]

    @property
    def kept(self) -> int:
        """How many statements stand where they stood."""
        return sum(not row.moved for row in self.rows)

    @property
    def height(self) -> int:
        return STEP * len(self.rows)

    @property
    def before(self) -> list[End]:
        return _ends({row.item.key: row.before for row in self.rows})

    @property
    def now(self) -> list[End]:
        return _ends({row.item.key: row.now for row in self.rows})


def rank_lines(sounding: Sounding, items: Sequence[SoundingItem], heard: int) -> RankLines | None:
    """Return what has moved since the last ranking before this one; None where there is nothing to lay beside it.

    Both must be closed and shown, and ask about two statements or more alike: places are counted among those alone.
    """
    is_over = sounding.state == SoundingState.CLOSED and sees_answers(sounding, heard)
    since = _last_before(sounding) if is_over and sounding.method == SoundingMethod.RANKING else None
    if since is None or not sees_answers(since, _heard(since)):
        return None
    digests = {each.line_id: each.digest for each in since.items.all()}
    both = [item for item in items if item.line_id in digests]
    before, now = _places(since, both), _places(sounding, both)
    if len(both) < 2 or not before or not now:
        return None
    rows = [RankLine(each, before[each.key], now[each.key], each.digest != digests[each.line_id]) for each in both]
    return RankLines(since, tuple(sorted(rows, key=lambda row: (row.now, row.before))))


def _last_before(sounding: Sounding) -> Sounding | None:
    earlier = Sounding.objects.filter(mandate=sounding.mandate_id, number__lt=sounding.number)
    rankings = earlier.filter(method=SoundingMethod.RANKING, state=SoundingState.CLOSED).order_by("-number")
    return rankings.prefetch_related("items").first()


def _heard(sounding: Sounding) -> int:
    return sounding.participants.filter(answered=True).values("person").distinct().count()


def _places(sounding: Sounding, both: Sequence[SoundingItem]) -> dict[str, float]:
    """Return the place of each statement by its mean rank; every answer ranks anew, among these statements alone."""
    counting = sounding.answers.filter(superseded_at__isnull=True).values_list("given", flat=True)
    ranks = [kendalls_w([[given[item.key] for item in both]]).rank_sums for given in counting]
    if not ranks:
        return {}
    sums = [sum(column) for column in zip(*ranks, strict=True)]
    return dict(zip([item.key for item in both], kendalls_w([sums]).rank_sums, strict=True))


def _ends(places: Mapping[str, float]) -> list[End]:
    found = sorted(set(places.values()))
    return [End(down(place), ", ".join(key for key, at in places.items() if at == place)) for place in found]


def down(place: float) -> str:
    """Return how far down a place lies in the drawing."""
    return f"{TOP + STEP * (place - 1):.1f}"
