"""The digest of what a version says: as frozen, or of the draft as it stands now."""

from mandates.content import version_content
from mandates.selectors.documents import Document
from pmo.audit import canonical


def digest_now(document: Document) -> str:
    """Return the digest of a version: as frozen, or of what the draft says now, whose rows are loaded; one query."""
    version = document.version
    if version.is_frozen:
        return version.digest
    places = version.signing_seats.select_related("seat")
    return canonical.digest(version_content(version, [line.statement for line in document.lines], places))
