"""What full consensus does to a version: it freezes, or waits because words that it comes from have moved on."""

from mandates.models import MandateVersion
from mandates.services.freezing import freeze
from mandates.states import VersionState
from pmo.access.models import Person
from pmo.audit.services import record


def agree(version: MandateVersion, *, by: Person | None) -> MandateVersion:
    """Freeze a version on which all agree; the caller holds the locks and has asked its rules."""
    freeze(version, by=by)
    if version.state != VersionState.AGREED:
        version.state = VersionState.AGREED
        version.save(update_fields=["state"])
    payload = {"number": version.key, "digest": version.digest}
    record("version.agreed", about=version, office=version.mandate.office, by=by, payload=payload)
    return version
