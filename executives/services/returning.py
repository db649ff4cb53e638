"""Leaving requirements out, and letting what they were made from stand again."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from executives.models import Lineage, Requirement, Seat
from executives.selectors.missing import seats_missing
from executives.services.writing import ask_anew, settle
from executives.states import PASSED_ON, LineageKind, RequirementState
from pmo import clock
from pmo.access.models import Person
from pmo.audit.services import record

LEFT_OUT = (RequirementState.DECLINED, RequirementState.WITHDRAWN)
EVENTS = {RequirementState.DECLINED: "requirement.declined", RequirementState.WITHDRAWN: "requirement.withdrawn"}


def leave_out(requirement: Requirement, state: RequirementState, reason: str, by: Person) -> Requirement:
    """Leave a requirement out for all its owners, with the reason; what it replaced stands again."""
    requirement.state, requirement.decline_reason = state, reason.strip()
    requirement.save(update_fields=["state", "decline_reason"])
    said = {"seats": list(requirement.owner_ids), "digest": _digest(requirement)}
    record(EVENTS[state], about=requirement, office=requirement.office, by=by, payload=said)
    _take_back(requirement, reason, by)
    return requirement


def take_out(requirement: Requirement, seat_ids: Iterable[int], reason: str, by: Person) -> Requirement:
    """Take the words of some owners out of a requirement: it stays with the others, or is left out with the last.

    A merge does not hold for whoever leaves it: their sources stand again. The confirmations of the others stand as
    long as the words do.
    """
    leaving = set(requirement.owner_ids) & set(seat_ids)
    rows = _standing_rows(requirement)
    going, staying = _parted(rows, leaving)
    left = set(requirement.owner_ids) - leaving
    if rows and rows[0].kind == LineageKind.MERGE:
        left &= {seat_id for row in staying for seat_id in row.source.owner_ids}
    if not left:
        return leave_out(requirement, RequirementState.DECLINED, reason, by)
    said = {"seats": sorted(leaving), "stays_with": sorted(left), "digest": _digest(requirement)}
    record("requirement.left", about=requirement, office=requirement.office, by=by, payload=said)
    _let_go(requirement, left, reason, by)
    if rows and rows[0].kind == LineageKind.MERGE:
        _end(going, reason, by)
    return settle(requirement)


def _parted(rows: Sequence[Lineage], leaving: set[int]) -> tuple[list[Lineage], list[Lineage]]:
    """Return the rows whose source belongs to somebody who leaves, and the others."""
    going = [row for row in rows if leaving & set(row.source.owner_ids)]
    return going, [row for row in rows if row not in going]


def _let_go(requirement: Requirement, left: set[int], reason: str, by: Person) -> None:
    """Note who leaves a requirement; the first of the others is its seat."""
    gone = requirement.ownerships.filter(left_at__isnull=True).exclude(seat__in=left)
    gone.update(left_by=by, left_at=clock.now(), left_reason=reason.strip())
    del requirement.owner_ids
    requirement.seat = Seat.objects.filter(pk__in=left).order_by("order", "pk")[0]
    requirement.save(update_fields=["seat"])


def _take_back(requirement: Requirement, reason: str, by: Person) -> None:
    """Let the sources of a merge stand again, and that of a split once none of its parts is left."""
    rows = [row for row in _standing_rows(requirement) if row.kind != LineageKind.DERIVE]
    if not rows:
        return
    if rows[0].kind == LineageKind.SPLIT:
        rows = list(_rows().filter(source=rows[0].source, kind=LineageKind.SPLIT))
        if any(row.result.state not in LEFT_OUT for row in rows):
            return
    for result in {row.result for row in rows}:
        result.undone = True
        result.save(update_fields=["undone"])
    requirement.undone = True
    _end(rows, reason, by)


def _end(rows: Sequence[Lineage], reason: str, by: Person) -> None:
    """Note that sources are no longer in a result, and let them stand where they stood before."""
    for row in rows:
        row.ended_by, row.ended_at, row.ended_reason = by, clock.now(), reason.strip()
        row.save(update_fields=["ended_by", "ended_at", "ended_reason"])
    for source, state in {row.source: row.state for row in rows}.items():
        _stand_again(source, RequirementState(state), by)


def _stand_again(source: Requirement, state: RequirementState, by: Person) -> None:
    """Put a source back where it stood; an owner who came since is asked about it."""
    assert source.state in PASSED_ON, "others stood in its place"
    source.state = state
    source.save(update_fields=["state"])
    if state == RequirementState.CONFIRMED and seats_missing(source):
        ask_anew(source)
    said = {"seats": list(source.owner_ids), "state": source.state, "digest": _digest(source)}
    record("requirement.returned", about=source, office=source.office, by=by, payload=said)


def _standing_rows(requirement: Requirement) -> list[Lineage]:
    return list(_rows().filter(result=requirement))


def _rows() -> QuerySet[Lineage]:
    standing = Lineage.objects.filter(ended_at__isnull=True)
    return standing.select_related("result", "source__office", "source__wording").prefetch_related("source__ownerships")


def _digest(requirement: Requirement) -> str | None:
    return requirement.wording.digest if requirement.wording else None
