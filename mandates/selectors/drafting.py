"""The draft as its manager sees it: the document, what is missing, and whether it may be changed now."""

from __future__ import annotations

from dataclasses import dataclass

from executives.selectors.requirements import requirements_of
from mandates.models import MandateVersion
from mandates.rules.drafting import may_change
from mandates.selectors.documents import Document, document_of
from mandates.selectors.drafts import open_round_number
from mandates.selectors.gaps import Gap, gaps_in
from pmo.access.rules import sees_working_pages
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict

FEW = 8


@dataclass(frozen=True)
class DraftScreen:
    """The page of the draft; `verdict` says whether this reader may change it, and why not."""

    document: Document
    verdict: Verdict
    gaps: tuple[Gap, ...]
    shows_gaps: bool

    @property
    def unfolded(self) -> bool:
        """Whether the gaps stand open: while there are few."""
        return len(self.gaps) <= FEW

    @property
    def only_warns(self) -> bool:
        """Whether nothing is missing, and some things are worth a look."""
        return not any(each.blocks for each in self.gaps)

    @property
    def may_change(self) -> bool:
        return self.verdict.granted


def draft_screen(standing: Standing, version: MandateVersion) -> DraftScreen:
    """Load the draft for a reader; executives see no gaps."""
    document = document_of(version)
    works = bool(sees_working_pages(standing))
    gaps = gaps_in(document, requirements_of(standing.office)) if works else []
    verdict = may_change(standing, version, open_round_number(version))
    return DraftScreen(document, verdict, tuple(gaps), works)
