"""Contents of versions for a comparison, and what is loaded beside them; a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, Q

from executives.models import Seat
from executives.selectors.owners import ownerships
from executives.states import DecisionRole
from mandates.amendments import Content
from mandates.consequences import SeatFact
from mandates.content import version_content
from mandates.models import MandateVersion, SigningSeat, Statement, StatementLink
from mandates.origins import named_sources
from mandates.selectors.versions import in_order
from pmo.access.models import Office


def contents_of(versions: Sequence[MandateVersion]) -> list[Content]:
    """Return what versions say, each as its rows stand; of a frozen one that is what was signed.

    How a version is signed is there as the mandate's rule, and not as the seats of this one version.
    """
    statements = _statements(versions)
    places = _places(versions)
    return [
        {**version_content(version, statements[version.pk]), "signing": _signing(version, places[version.pk])}
        for version in versions
    ]


def _statements(versions: Sequence[MandateVersion]) -> dict[int, list[Statement]]:
    rows = in_order(Statement.objects.filter(version__in=versions)).prefetch_related(
        Prefetch("links_up", StatementLink.objects.select_related("upper__line")),
        Prefetch("sources", named_sources()),
    )
    found: dict[int, list[Statement]] = defaultdict(list)
    for row in rows:
        found[row.version_id].append(row)
    return found


def _places(versions: Sequence[MandateVersion]) -> dict[int, list[SigningSeat]]:
    """Return the places in the order of signing that are not the usual one."""
    rows = SigningSeat.objects.filter(Q(must=True) | Q(stage__gt=1), version__in=versions).select_related("seat")
    found: dict[int, list[SigningSeat]] = defaultdict(list)
    for row in rows.order_by("seat__title"):
        found[row.version_id].append(row)
    return found


def _signing(version: MandateVersion, places: Iterable[SigningSeat]) -> Content:
    return {
        "rule": str(version.signing_rule),
        "needed": version.signing_needed,
        "must": [place.seat.title for place in places if place.must],
        "stages": [[place.seat.title, place.stage] for place in places if place.stage > 1],
    }


def owners_of(office: Office) -> dict[str, frozenset[str]]:
    """Return to which seats each requirement of an office belongs, all of them where it was merged."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = ownerships().filter(requirement__office=office).select_related("requirement", "seat")
    for row in rows.only("requirement__number", "seat__title").order_by():
        found[row.requirement.key].add(row.seat.title)
    return {key: frozenset(titles) for key, titles in found.items()}


def seat_facts(seats: Iterable[Seat]) -> tuple[SeatFact, ...]:
    """Return seats as signing sees them, in their order."""
    return tuple(
        SeatFact(
            seat.title,
            signs=seat.decision_role == DecisionRole.SIGNATORY,
            is_sponsor=seat.sponsor,
            is_asked=seat.decision_role != DecisionRole.INFORMED,
        )
        for seat in seats
    )
