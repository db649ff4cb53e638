"""What if: an edit that is tried on what stands, and all that would follow; nothing is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from executives.models import Seat
from executives.selectors.seats import person_in, seats_of
from mandates.amendments import Circumstances, Content
from mandates.consequences import Consequences, Edit, Facts, consequences, edited
from mandates.models import ConsensusRound, MandateVersion, Statement
from mandates.registry import IMPACT, Impact
from mandates.selectors.contents import contents_of, owners_of, seat_facts
from mandates.selectors.rounds import newest, said_in
from mandates.selectors.versions import versions_of
from mandates.states import OPEN_STATES, LineKind, RoundState, VersionState
from pmo.access.models import Office


@dataclass(frozen=True)
class Ground:
    """What an edit is tried on: the version that stands (the open one, else the one in force), and its content."""

    version: MandateVersion
    base: MandateVersion | None
    now: Content
    before: Content | None

    @property
    def benefits(self) -> list[Content]:
        """The benefits that can be dropped or given another target."""
        return [each for each in self.now["statements"] if each["kind"] == LineKind.BENEFIT]


@dataclass(frozen=True)
class WhatIf:
    """What would follow from some edits, here and in the apps above."""

    ground: Ground
    edits: tuple[Edit, ...]
    found: Consequences
    impacts: tuple[Impact, ...]


def ground_of(office: Office) -> Ground | None:
    """Return what an edit would be tried on, or None before the first draft."""
    asked = ConsensusRound.objects.filter(version=OuterRef("pk"))
    asked = asked.exclude(state__in=[RoundState.CANCELLED, RoundState.PLANNED])
    standing = versions_of(office).filter(Q(state__in=OPEN_STATES) | Q(state=VersionState.IN_FORCE))
    versions = list(standing.annotate(was_asked=Exists(asked)).order_by("pk"))
    base = next((each for each in versions if each.state == VersionState.IN_FORCE), None)
    version = next((each for each in versions if each.state in OPEN_STATES), base)
    if version is None:
        return None
    wanted = [version] if base in (None, version) else [version, base]
    now, *before = contents_of(wanted)
    return Ground(version, base, now, before[0] if before else (now if base else None))


def what_if(ground: Ground, edits: Sequence[Edit]) -> WhatIf:
    """Return all that follows from some edits of what stands; a constant number of queries."""
    office = ground.version.mandate.office
    after = edited(ground.now, edits)
    facts = _facts(ground, office, {edit.key for edit in edits})
    found = consequences(ground.before, ground.now, after, facts)
    impacts = [each for source in IMPACT.all() for each in source(office, ground.now, after)]
    return WhatIf(ground, tuple(edits), found, tuple(impacts))


def _facts(ground: Ground, office: Office, keys: Collection[str]) -> Facts:
    seats = list(seats_of(office))
    return Facts(
        seats=seat_facts(seats),
        circumstances=Circumstances(
            has_sponsor=any(seat.sponsor for seat in seats),
            was_asked=ground.version != ground.base and bool(getattr(ground.version, "was_asked", False)),
            raised_to="" if ground.version == ground.base else ground.version.raised_to,
        ),
        owners=owners_of(office),
        answers=standing_answers(ground.version, seats, keys),
    )


def standing_answers(
    version: MandateVersion, seats: Iterable[Seat], keys: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """Return by statement the seats whose holders have answered it as it stands, in the order of the seats."""
    rows = [each for each in version.statements.select_related("line") if each.key in keys]
    lines: dict[int, Statement] = {each.line_id: each for each in rows}
    if not lines:
        return {}
    given = newest(said_in(version.mandate, item__line__in=lines), up_to=2**31)
    titles = {(seat.pk, person.pk): seat.title for seat in seats if (person := person_in(seat))}
    found: dict[str, set[str]] = defaultdict(set)
    for said in given.values():
        if (title := titles.get((said.seat, said.person))) and said.digest == lines[said.line].digest:
            found[lines[said.line].key].add(title)
    return {key: tuple(title for title in titles.values() if title in those) for key, those in found.items()}
