"""Reads of signatures on paper."""

from mandates.models import SignaturePaper, SignaturePaperFile
from pmo.access.models import Office


def paper_of(office: Office, number: int) -> SignaturePaper | None:
    """Return the paper of a signature in an office, or None."""
    return SignaturePaper.objects.filter(pk=number, version__mandate__office=office).first()


def paper_bytes(paper: SignaturePaper) -> bytes:
    """Return the file of a paper."""
    return bytes(SignaturePaperFile.objects.values_list("data", flat=True).get(paper=paper))
