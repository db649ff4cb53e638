"""The plan of a whole file: executives first, then requirements, told in the order of the file."""

from django.utils.translation import gettext

from executives.planning.facts import Facts
from executives.planning.requirements import plan_requirement
from executives.planning.rows import Planned, RequirementIntent, StoredRow
from executives.planning.seats import plan_seat
from executives.states import RowOutcome


def plan_of(rows: list[StoredRow], facts: Facts) -> list[Planned]:
    """Return what every row would do in the office as it stands now."""
    planned: dict[int, Planned] = {}
    taken: dict[int, StoredRow] = {}
    for place, row in sorted(enumerate(rows), key=lambda pair: not pair[1].is_executive):
        planned[place] = _once(_plan_row(row, facts), taken)
    return [planned[place] for place in range(len(rows))]


def _plan_row(row: StoredRow, facts: Facts) -> Planned:
    if row.record is None:
        outcome = RowOutcome.REFUSED if row.is_refused else RowOutcome.IGNORED
        return Planned(
            row, outcome, row.sentence, what=row.what if row.is_refused else max(row.as_found, key=len, default="")
        )
    return plan_seat(row, facts) if row.is_executive else plan_requirement(row, facts)


def _once(planned: Planned, taken: dict[int, StoredRow]) -> Planned:
    """Refuse a second row that stands for the same requirement: which of the two should hold?"""
    intent = planned.intent
    if not (isinstance(intent, RequirementIntent) and intent.requirement):
        return planned
    first = taken.setdefault(intent.requirement.pk, planned.row)
    if first is planned.row:
        return planned
    said = gettext("Row %(number)s stands for %(key)s already. Keep one of the two.")
    said %= {"number": first.number, "key": planned.key}
    return Planned(planned.row, RowOutcome.REFUSED, said, what=planned.what)
