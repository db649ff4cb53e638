"""What changed since one last signed: a seat at a time, against what is asked now or what is in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from executives.models import Seat
from mandates.models import MandateVersion, Signature
from mandates.selectors.comparisons import Compared, compared
from mandates.selectors.signoff import waiting_requests
from mandates.selectors.versions import version_in_force, versions_of
from pmo.access.models import Office
from pmo.access.standing import Standing

Passed = tuple[int, str]
"""A version that was in force: its row, its number."""


@dataclass(frozen=True)
class SinceSeat:
    """One seat: what its holder signed last, and what that has become; `passed` are the versions in between."""

    seat: Seat
    last: Signature | None
    target: MandateVersion | None
    is_asked: bool
    compared: Compared | None = None
    passed: tuple[str, ...] = ()


@dataclass(frozen=True)
class SincePage:
    """All seats that a person holds, and what is in force."""

    seats: tuple[SinceSeat, ...]
    in_force: MandateVersion | None


def since_page(standing: Standing) -> SincePage:
    """Compare what this person signed last, for each seat that they hold, with what stands or is asked now."""
    in_force = version_in_force(standing.office)
    asked = {each.seat_id: each.version for each in waiting_requests(standing.office, standing.seat_ids)}
    signed = {each.seat_id: each for each in newest_signatures(standing)}
    seats = Seat.objects.filter(pk__in=standing.seat_ids).order_by("order", "pk")
    passed = passed_since(standing.office, [each.version_id for each in signed.values()])
    found = (since_of(seat, signed.get(seat.pk), asked.get(seat.pk), in_force, passed) for seat in seats)
    return SincePage(tuple(found), in_force)


def newest_signatures(standing: Standing) -> Iterable[Signature]:
    """Return a person's newest signature for each seat that they hold, each with its version."""
    own = Signature.objects.filter(
        person=standing.person, seat__in=standing.seat_ids, version__mandate__office=standing.office
    ).filter(version__mandate__current=True, revoked_at__isnull=True)
    newest = own.order_by().values("seat").annotate(newest=Max("pk")).values("newest")
    return Signature.objects.filter(pk__in=newest).select_related("version__mandate__office")


def passed_since(office: Office, signed: list[int]) -> list[Passed]:
    """Return the versions that have been in force since the oldest of what was signed."""
    if not signed:
        return []
    later = versions_of(office).filter(pk__gt=min(signed), in_force_at__isnull=False).order_by("pk")
    return [(pk, f"{major}.{minor}") for pk, major, minor in later.values_list("pk", "major", "minor")]


def since_of(
    seat: Seat,
    last: Signature | None,
    asked: MandateVersion | None,
    in_force: MandateVersion | None,
    passed: list[Passed],
) -> SinceSeat:
    """Return what has become of what a seat signed last, beside what it is asked for or what is in force."""
    target = asked or in_force
    if last is None or target is None or last.version_id >= target.pk:
        return SinceSeat(seat, last, target, asked is not None)
    between = tuple(key for pk, key in passed if last.version_id < pk < target.pk)
    return SinceSeat(seat, last, target, asked is not None, compared(last.version, target), between)
