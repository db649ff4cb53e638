"""Where an item lies in time: the numbers of its drawing, as attributes of an SVG."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from businessplans.models import PlanItem
from businessplans.states import Level

WIDTH = 330
SHORTEST = 3
QUARTER = 3
NEAR = 48
"""Closer together than this two labels of the axis would touch."""


@dataclass(frozen=True)
class Strip:
    """The bar of one item, and its milestones."""

    x: str
    width: str
    thin: bool
    milestones: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Axis:
    """The days from the first to the last of a plan, spread over the width of the drawing."""

    start: date
    end: date
    today: date

    def at(self, day: date) -> float:
        """Return where a day lies; what lies outside is drawn at the edge."""
        inside = min(max(day, self.start), self.end)
        return WIDTH * (inside - self.start).days / max(1, (self.end - self.start).days)

    @property
    def now(self) -> str:
        """Where today lies; nothing outside of the period."""
        return f"{self.at(self.today):.1f}" if self.start <= self.today <= self.end else ""

    @property
    def quarters(self) -> list[str]:
        """Where each quarter of a year begins."""
        return [f"{self.at(day):.1f}" for day in self._firsts() if day.month % QUARTER == 1]

    @property
    def years(self) -> list[tuple[str, int]]:
        """Where each year begins, the first at the edge; none where *today* is written."""
        found = [(self.at(self.start), self.start.year)]
        found += [(self.at(day), day.year) for day in self._firsts() if day.month == 1 and day > self.start]
        here = float(self.now) if self.now else -WIDTH
        return [(f"{x:.1f}", year) for x, year in found if abs(x - here) > NEAR and x < WIDTH - NEAR]

    def _firsts(self) -> Iterator[date]:
        year, month = divmod(self.start.year * 12 + self.start.month, 12)
        day = date(year, month + 1, 1)
        while day <= self.end:
            yield day
            year, month = divmod(day.year * 12 + day.month, 12)
            day = date(year, month + 1, 1)

    def strip(self, item: PlanItem, milestones: Iterable[date] = ()) -> Strip | None:
        """Return the bar of an item, from its own days or those of the plan; None without any day."""
        if item.start is None and item.end is None:
            return None
        first, last = self.at(item.start or self.start), self.at(item.end or self.end)
        width = max(last - first, SHORTEST)
        marks = [f"{self.at(day):.1f}" for day in milestones]
        return Strip(f"{min(first, WIDTH - width):.1f}", f"{width:.1f}", item.level != Level.ACTION, marks)
