"""The completeness gate: what keeps a draft from a binding round and from being signed, and what it should mind."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.models import MandateVersion
from mandates.selectors.documents import Document, hanging_on, notes_on
from mandates.selectors.gaps import Gap, gaps_in
from mandates.selectors.left_out import LeftOut
from mandates.selectors.sources import moved_in_version, unanswered
from mandates.selectors.versions import statements_with_reasons
from mandates.states import LineKind

SAID_AT_ONCE = 8


@dataclass(frozen=True)
class Check:
    """What a draft lacks: what blocks, and what only warns."""

    version: MandateVersion
    blocking: tuple[Gap, ...]
    warnings: tuple[Gap, ...]

    @property
    def is_complete(self) -> bool:
        """Whether a binding round may open, and a version go out."""
        return not self.blocking

    @property
    def sentences(self) -> list[str]:
        """What blocks, for a refusal: the first few, and how many more there are."""
        said = [gap.sentence for gap in self.blocking[:SAID_AT_ONCE]]
        if more := len(self.blocking) - len(said):
            said.append(_("And %(number)d more: check the draft over.") % {"number": more})
        return said


def check_of(version: MandateVersion) -> Check:
    """Return what a draft lacks; a constant number of queries."""
    requirements = version.mandate.office.requirements.order_by("number")
    gaps = gaps_in(_read_for_gaps(version), requirements, unanswered(moved_in_version(version)))
    blocking = tuple(gap for gap in gaps if gap.blocks)
    return Check(version, blocking, tuple(gap for gap in gaps if not gap.blocks))


def lacking_in(version: MandateVersion) -> list[str]:
    """Return what the text of a frozen version lacks; what came or moved since it froze is for the next draft."""
    return [gap.sentence for gap in gaps_in(_read_for_gaps(version), ()) if gap.blocks]


def _read_for_gaps(version: MandateVersion) -> Document:
    """Return a version as a document without what gaps do not ask: who agreed, who holds seats, who serves it."""
    statements = list(statements_with_reasons(version))
    lowers = hanging_on(statements)
    lines = tuple(notes_on(version, each, lowers.get(each.pk, ())) for each in statements)
    told = version.unanswered.values_list("requirement_id", flat=True)
    return Document(
        version=version,
        lines=lines,
        goals=(),
        seats=(),
        left_out=tuple(LeftOut("", "", "", "", "", requirement) for requirement in told),
        by_kind={kind: tuple(each for each in lines if each.kind == kind) for kind in LineKind},
    )
