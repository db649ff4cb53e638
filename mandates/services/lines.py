"""Giving a line its number."""

from mandates.models import Line, Mandate
from mandates.states import LineKind


def line_for(mandate: Mandate, kind: LineKind, source_ref: str = "") -> Line:
    """Return a new line under the next number of its kind; a known `source_ref` brings its own line back.

    The caller holds the lock of the mandate's version; lines are never deleted, so no number comes twice.
    """
    if source_ref and (known := mandate.lines.filter(kind=kind, source_ref=source_ref).first()):
        return known
    numbers = mandate.lines.filter(kind=kind).values_list("number", flat=True)
    return Line.objects.create(mandate=mandate, kind=kind, number=max(numbers, default=0) + 1, source_ref=source_ref)
