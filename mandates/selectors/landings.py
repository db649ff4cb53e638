"""Where requirements landed in the mandate, or the recorded reason why they did not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from executives import registry
from executives.models import Requirement
from executives.states import PASSED_ON
from mandates.models import MandateVersion, Source, Unanswered
from mandates.places import version_url, why_url
from mandates.selectors.versions import CHAPTERS, open_version, version_in_force
from mandates.states import LineKind, UnansweredReason, VersionState
from pmo.access.models import Office
from pmo.ui.prose import plain_words
from pmo.ui.words import settled, wrong


@dataclass(frozen=True)
class LandedIn:
    """One statement that comes from a requirement; `moved_on` when the requirement says something else by now."""

    key: str
    text: str
    version_key: str
    url: str
    moved_on: bool = False


@dataclass(frozen=True)
class Landing:
    """What became of a requirement: statements, or a code and its sentence, or nothing yet."""

    statements: tuple[LandedIn, ...] = ()
    code: str = ""
    reason: str = ""

    @property
    def is_nowhere(self) -> bool:
        """Whether nothing has become of it yet."""
        return not self.statements and not self.code

    @property
    def code_word(self) -> str:
        """The reason's short words."""
        return str(UnansweredReason(self.code).label) if self.code else ""


def readable_version(office: Office, *, drafts: bool = False) -> MandateVersion | None:
    """Return the version whose landings count: in force, else the open one once it is asked (a draft if wanted)."""
    if found := version_in_force(office):
        return found
    found = open_version(office)
    return found if found and (drafts or found.state != VersionState.DRAFT) else None


def landings_for(
    office: Office, requirement_ids: Iterable[int], *, version: MandateVersion | None = None
) -> dict[int, Landing]:
    """Return what became of each requirement, in `version` or in the one that everybody may read; four queries."""
    ids = list(requirement_ids)
    version = version or readable_version(office)
    if version is None:
        return {number: Landing() for number in ids}
    landed = _landed(version, ids)
    left_out = {row.requirement_id: row for row in Unanswered.objects.filter(version=version, requirement__in=ids)}
    return {number: _landing(landed.get(number, []), left_out.get(number)) for number in ids}


def _landing(landed: list[LandedIn], left_out: Unanswered | None) -> Landing:
    if left_out is None or landed:
        return Landing(tuple(landed))
    return Landing(code=left_out.code, reason=left_out.reason)


def _landed(version: MandateVersion, ids: list[int]) -> dict[int, list[LandedIn]]:
    rows = Source.objects.filter(statement__version=version, wording__requirement__in=ids)
    rows = rows.select_related("statement__line", "wording__requirement")
    landed: dict[int, list[LandedIn]] = defaultdict(list)
    for row in sorted(rows, key=_place):
        statement, requirement = row.statement, row.wording.requirement
        moved_on = requirement.wording_id != row.wording_id or requirement.state in PASSED_ON
        found = LandedIn(statement.key, statement.text, version.key, why_url(version, statement.key), moved_on)
        landed[requirement.pk].append(found)
    return landed


def _place(row: Source) -> tuple[int, int]:
    line = row.statement.line
    return CHAPTERS.index(LineKind(line.kind)), line.number


def landings_of(requirement: Requirement) -> list[registry.Landing]:
    """Say to the pages of executives what became of a requirement."""
    version = readable_version(requirement.office)
    if version is None:
        return []
    found = landings_for(requirement.office, [requirement.pk], version=version)[requirement.pk]
    if found.code:
        word = wrong(found.code_word)
        return [registry.Landing(text=found.reason, url=version_url(version), word=word)]
    return [
        registry.Landing(
            text=plain_words(each.text), key=each.key, url=each.url, note=each.version_key, word=settled(each.key)
        )
        for each in found.statements
    ]
