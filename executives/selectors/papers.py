"""Reads of consent on paper."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery

from executives.models import Confirmation, ElicitingRule, PaperConsent, PaperFile, Requirement, Seat, Wording
from pmo.access.models import Office


@dataclass(frozen=True)
class PaperRow:
    """A paper beside one wording: whether its seat's confirmation stands on it, or could by the office's rule."""

    paper: PaperConsent
    counts: bool
    is_clicked: bool
    can_count: bool

    @property
    def waits(self) -> bool:
        """Whether the seat has confirmed these words neither by this paper nor otherwise."""
        return not (self.counts or self.is_clicked)


def paper_counts_in(office: Office) -> bool:
    """Return whether a paper counts at once in an office; without a rule it does not."""
    return ElicitingRule.objects.filter(office=office, paper_counts=True).exists()


def papers_beside(wording: Wording | None) -> list[PaperRow]:
    """Return the papers that were recorded beside a wording, the first one first; in one query."""
    if wording is None:
        return []
    given = Confirmation.objects.filter(wording=OuterRef("wording"), seat=OuterRef("seat"))
    rule = ElicitingRule.objects.filter(office=OuterRef("seat__office"), paper_counts=True)
    papers = PaperConsent.objects.filter(wording=wording).select_related("seat", "person", "by")
    found = papers.annotate(given=Exists(given), stands_on=Subquery(given.values("paper")[:1]), rule=Exists(rule))
    return [_row(paper) for paper in found]


def _row(paper: PaperConsent) -> PaperRow:
    given, stands_on, rule = paper.given, paper.stands_on, paper.rule  # type: ignore[attr-defined]
    return PaperRow(paper, stands_on == paper.pk, given and stands_on != paper.pk, rule and not given)


def paper_numbered(office: Office, number: int) -> PaperConsent | None:
    """Return a paper of an office, or None."""
    papers = PaperConsent.objects.select_related("seat", "wording__requirement", "wording__requirement__seat")
    return papers.filter(pk=number, seat__office=office).first()


def bytes_of(paper: PaperConsent) -> bytes:
    """Return the file of a paper."""
    return bytes(PaperFile.objects.values_list("data", flat=True).get(paper=paper))


def owners_of(requirement: Requirement) -> list[Seat]:
    """Return the seats to which a requirement belongs, in their order."""
    return list(Seat.objects.filter(pk__in=requirement.owner_ids))
