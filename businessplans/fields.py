"""What people put into a plan: the fields of an item, its money, days, risks and shares, as given."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from businessplans.states import ItemStatus, Level, ValueArea


@dataclass(frozen=True)
class ItemFields:
    """The fields of a plan item; the parent and the owner (a seat) by their numbers in the database."""

    level: Level | str
    title: str
    parent_id: int | None = None
    description: str = ""
    owner_id: int | None = None
    start: date | None = None
    end: date | None = None
    status: ItemStatus | str = ItemStatus.PLANNED
    value_area: ValueArea | str = ""
    source_ref: str = ""


@dataclass(frozen=True)
class Share:
    """How much of an item serves a benefit, in whole per cent, and why."""

    share: int
    rationale: str = ""


@dataclass(frozen=True)
class MilestoneFields:
    """A day by which something of an item is there."""

    title: str
    on: date


@dataclass(frozen=True)
class RiskFields:
    """What may go wrong, how likely and how bad (1 to 5), and what is done about it."""

    text: str
    likelihood: int
    impact: int
    response: str = ""


@dataclass(frozen=True)
class Money:
    """An amount once and an amount a year, in the office's currency."""

    one_off: Decimal = Decimal(0)
    recurring_per_year: Decimal = Decimal(0)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.one_off + other.one_off, self.recurring_per_year + other.recurring_per_year)

    def share(self, per_cent: int) -> "Money":
        """Return so many per cent of both amounts."""
        return Money(self.one_off * per_cent / 100, self.recurring_per_year * per_cent / 100)

    def over(self, years: int) -> Decimal:
        """Return what it comes to in so many years."""
        return self.one_off + years * self.recurring_per_year
