"""Addresses of versions and statements, as links need them before a template is there."""

from django.urls import reverse

from mandates.models import MandateVersion
from mandates.states import VersionState
from mandates.then import Then


def version_url(version: MandateVersion) -> str:
    """Return the address of a version's document: `mandate/2.1/`, or `mandate/draft/`."""
    office = version.mandate.office.slug
    if version.is_frozen:
        return reverse("mandates:version", kwargs={"office": office, "number": version.key})
    return reverse("mandates:draft", kwargs={"office": office})


def why_url(version: MandateVersion, key: str, then: Then | None = None) -> str:
    """Return the address that says why a statement is in a version; looking back, in what stood or was there then."""
    office, day = version.mandate.office.slug, f"?{then.query}" if then else ""
    if then and version.state == VersionState.IN_FORCE:
        return reverse("mandates:stands", kwargs={"office": office, "key": key}) + day
    if version.is_frozen:
        return reverse("mandates:why", kwargs={"office": office, "number": version.key, "key": key}) + day
    return reverse("mandates:draft_why", kwargs={"office": office, "key": key})
