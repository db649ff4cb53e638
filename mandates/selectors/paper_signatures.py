"""Reads of signatures on paper."""

from mandates.models import SignaturePaper, SignaturePaperFile
from mandates.rules.paper_signatures import sees_signature_paper
from mandates.selectors.signatures import SignaturesPage
from pmo.access.models import Office
from pmo.access.standing import Standing


def paper_of(office: Office, number: int) -> SignaturePaper | None:
    """Return the paper of a signature in an office, or None."""
    return SignaturePaper.objects.filter(pk=number, version__mandate__office=office).first()


def paper_bytes(paper: SignaturePaper) -> bytes:
    """Return the file of a paper."""
    return bytes(SignaturePaperFile.objects.values_list("data", flat=True).get(paper=paper))


def papers_seen(standing: Standing, screen: SignaturesPage) -> frozenset[int]:
    """Return the papers behind the signatures of a page that a person may open."""
    papers = (row.signature.paper for row in screen.rows if row.signature and row.signature.paper)
    return frozenset(paper.pk for paper in papers if sees_signature_paper(standing, paper))
