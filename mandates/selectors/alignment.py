"""Where executives stand before a round, from what is recorded: whose words, what they said, what contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from executives.models import Confirmation, Conflict, Lineage
from executives.rules.conflicts import GONE
from executives.selectors.conflicts import open_conflicts
from executives.selectors.owners import ownerships
from executives.states import PASSED_ON, RequirementState
from mandates.alignment_states import IN_CONFLICT, NOTHING, OWN_WORDS, UNCONFIRMED_WORDS, SoundedOut
from mandates.models import MandateVersion, Presounding, Source
from mandates.selectors.versions import versions_of
from mandates.states import OPEN_STATES, VersionState
from pmo.access.models import Office
from pmo.ui.words import Word

Place = tuple[int, int]
"""Seat and line."""


def version_to_align(office: Office) -> MandateVersion | None:
    """Return the version whose statements are talked about: the open one, else the one in force, or None."""
    found = list(versions_of(office).filter(state__in=[*OPEN_STATES, VersionState.IN_FORCE]))
    return next((each for each in found if each.state in OPEN_STATES), found[0] if found else None)


@dataclass(frozen=True)
class Between:
    """What stands between executives: the open conflicts, and to which seats each requirement belongs."""

    owners: dict[int, list[int]]
    conflicts: list[Conflict]


def between(office: Office) -> Between:
    """Load what stands between the executives of an office; of a merged requirement the seats of all its sources."""
    owners: dict[int, list[int]] = defaultdict(list)
    for requirement, seat in ownerships().filter(requirement__office=office).values_list("requirement_id", "seat_id"):
        owners[requirement].append(seat)
    return Between(owners, list(open_conflicts(office)))


class Sounded(NamedTuple):
    """The note that counts of a seat and line: who spoke for the seat then, of which text."""

    seat: int
    line: int
    person: int
    digest: str
    choice: str


class Kind(NamedTuple):
    """Which kinds of thing are recorded of a seat and a statement: thousands of pairs share a few dozen of these."""

    in_conflict: bool = False
    said: str = ""
    own: bool = False
    unconfirmed: bool = False
    is_of_other_text: bool = False

    @property
    def words(self) -> list[Word]:
        """All that is recorded, what asks most for a talk first."""
        found = [IN_CONFLICT] if self.in_conflict else []
        if self.said:
            found.append(SoundedOut(self.said).word)
        if self.own or self.unconfirmed:
            found.append(OWN_WORDS if self.own else UNCONFIRMED_WORDS)
        return sorted(found, key=lambda word: URGENCY[word.tone, word.shape]) or [NOTHING]

    @property
    def word(self) -> Word:
        """The one that asks most for a talk."""
        return self.words[0]

    @property
    def text(self) -> str:
        """All that is recorded, in words."""
        said = [str(word) for word in self.words]
        return ", ".join([*said, _("said of earlier words")] if self.is_of_other_text else said)

    @property
    def is_recorded(self) -> bool:
        """Whether anything at all is."""
        return bool(self.own or self.unconfirmed or self.in_conflict or self.said)

    @property
    def is_support(self) -> bool:
        """Whether something speaks for it, and nothing against it."""
        return _is_support(self)


@cache
def _is_support(kind: Kind) -> bool:
    return kind.is_recorded and all(word.shape == OWN_WORDS.shape for word in kind.words)


@dataclass
class Position:
    """What is recorded of a seat and a statement; nothing of it is guessed from words, nor counted as agreement."""

    own: list[str] = field(default_factory=list)
    unconfirmed: list[str] = field(default_factory=list)
    conflicts: list[tuple[str, str]] = field(default_factory=list)
    said: Sounded | None = None
    is_of_other_text: bool = False

    @property
    def kind(self) -> Kind:
        """Which kinds of thing are recorded."""
        said = self.said.choice if self.said else ""
        return Kind(bool(self.conflicts), said, bool(self.own), bool(self.unconfirmed), self.is_of_other_text)

    @property
    def text(self) -> str:
        """All that is recorded, in words."""
        return self.kind.text

    @property
    def words_beside_talks(self) -> list[Word]:
        """What is recorded apart from what was said in a talk; that nothing is, where nothing was said either."""
        words = self.kind.words
        return words if self.said is None else [word for word in words if word != SoundedOut(self.said.choice).word]


URGENCY = {
    (word.tone, word.shape): place
    for place, word in enumerate(
        (IN_CONFLICT, SoundedOut.AGAINST.word, SoundedOut.UNSURE.word, UNCONFIRMED_WORDS, OWN_WORDS, NOTHING)
    )
}
UNRECORDED = Position()


def positions_of(
    version: MandateVersion, known: Between, holders: dict[int, int], digests: dict[int, str]
) -> dict[Place, Position]:
    """Return what is recorded by seat and line; four queries, whatever the number of seats and statements.

    `holders`: who holds each seat today; what a predecessor said is not theirs. `digests`: what each line says now.
    """
    found: dict[Place, Position] = defaultdict(Position)
    sources = _sources(version)
    _note_words(found, sources, known.owners)
    _note_conflicts(found, sources, known, version.mandate.office)
    for each in sounded_on(version):
        if holders.get(each.seat) == each.person and each.line in digests:
            place = found[each.seat, each.line]
            place.said, place.is_of_other_text = each, each.digest != digests[each.line]
    return dict(found)


def sounded_on(version: MandateVersion) -> Iterable[Sounded]:
    """Return the notes that count of a mandate."""
    counting = Presounding.objects.filter(line__mandate=version.mandate_id, superseded_at__isnull=True)
    rows = counting.order_by().values_list("seat_id", "line_id", "person_id", "digest", "choice")
    return (Sounded(*row) for row in rows)


class Linked(NamedTuple):
    """A line and the words that it comes from."""

    line: int
    wording: int
    requirement: int
    number: int
    state: str
    wording_now: int

    @property
    def key(self) -> str:
        return f"REQ-{self.number}"


LINKED = (
    "statement__line_id",
    "wording_id",
    "wording__requirement_id",
    "wording__requirement__number",
    "wording__requirement__state",
    "wording__requirement__wording_id",
)


def _sources(version: MandateVersion) -> list[Linked]:
    """Return from which words the lines come; what is left out or withdrawn supports nothing."""
    rows = Source.objects.filter(statement__version=version).exclude(wording__requirement__state__in=GONE)
    return [Linked(*row) for row in rows.order_by("wording__requirement__number").values_list(*LINKED)]


def _note_words(found: dict[Place, Position], sources: list[Linked], owners: dict[int, list[int]]) -> None:
    given = Confirmation.objects.filter(wording__in=[each.wording for each in sources])
    confirmed = set(given.values_list("wording_id", "seat_id"))
    for each in sources:
        stands = each.wording == each.wording_now
        for seat in owners.get(each.requirement, ()):
            theirs = (each.wording, seat) in confirmed and (stands or each.state in PASSED_ON)
            is_own = theirs or (stands and each.state == RequirementState.CONFIRMED)
            place = found[seat, each.line]
            (place.own if is_own else place.unconfirmed).append(each.key)


def _note_conflicts(found: dict[Place, Position], sources: list[Linked], known: Between, office: Office) -> None:
    """Note an open conflict with a source, or with what a source was made from, at the seats of the other side."""
    lines = _lines_from(sources, office)
    for conflict in known.conflicts:
        for here, there in ((conflict.first, conflict.second), (conflict.second, conflict.first)):
            for line in sorted(lines.get(here.pk, ())):
                for seat in known.owners.get(there.pk, ()):
                    found[seat, line].conflicts.append((there.key, here.key))


def _lines_from(sources: list[Linked], office: Office) -> dict[int, set[int]]:
    """Return the lines that come from each requirement, directly or through what was made of it."""
    made_from: dict[int, list[int]] = defaultdict(list)
    for source, result in Lineage.objects.filter(office=office, ended_at__isnull=True).values_list("source", "result"):
        made_from[result].append(source)
    lines: dict[int, set[int]] = defaultdict(set)
    for each in sources:
        waiting, seen = [each.requirement], set[int]()
        while waiting:
            requirement = waiting.pop()
            if requirement not in seen:
                seen.add(requirement)
                lines[requirement].add(each.line)
                waiting.extend(made_from[requirement])
    return lines
