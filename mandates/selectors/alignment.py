"""Reads of where executives stand before a round: which version is talked about."""

from mandates.models import MandateVersion
from mandates.selectors.versions import open_version, version_in_force
from pmo.access.models import Office


def version_to_align(office: Office) -> MandateVersion | None:
    """Return the version whose statements are talked about: the open one, else the one in force, or None."""
    return open_version(office) or version_in_force(office)
