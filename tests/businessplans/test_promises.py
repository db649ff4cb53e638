"""Which changes of a benefit make those who work for it look again."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from businessplans.promises import promise_digest
from mandates.models import Benefit

FIELDS = {
    "description": "What it means",
    "measure": "Mean delay",
    "unit": "months",
    "data_source": "List of jobs",
    "baseline": Decimal("4.6"),
    "baseline_date": date(2025, 12, 31),
    "target": Decimal("1.5"),
    "target_date": date(2027, 12, 31),
    "direction": "decrease",
    "owner_id": 1,
}


@dataclass
class Change:
    field: str
    value: object
    counts: bool


@pytest.mark.parametrize(
    "change",
    [
        Change("measure", "Median delay", True),
        Change("unit", "weeks", True),
        Change("baseline", Decimal("4.7"), True),
        Change("baseline_date", date(2025, 12, 30), True),
        Change("target", Decimal("1.4"), True),
        Change("target_date", date(2028, 1, 1), True),
        Change("direction", "increase", True),
        Change("owner_id", 2, True),
        Change("target", Decimal("1.500000"), False),
        Change("description", "Said better", False),
        Change("data_source", "Another list", False),
    ],
    ids=lambda change: f"{change.field}-{change.value}",
)
def test_the_promise_changes_with_what_decides_the_work(change):
    before, after = Benefit(**FIELDS), Benefit(**(FIELDS | {change.field: change.value}))

    assert (promise_digest(before) != promise_digest(after)) == change.counts
