"""Taking the locks of a deed, always in this order: office, mandate, version, round, item, chain head last."""

from mandates.models import ConsensusRound, Mandate, MandateVersion, Sounding
from pmo.access.services import lock_office


def lock_mandate(office_id: int) -> Mandate | None:
    """Lock the office, then its current mandate; None before the first draft."""
    lock_office(office_id)
    return Mandate.objects.select_for_update().filter(office_id=office_id, current=True).first()


def lock_version(version_id: int) -> MandateVersion:
    """Lock office, mandate and version; returns the version with mandate and office loaded."""
    office_id = MandateVersion.objects.values_list("mandate__office_id", flat=True).get(pk=version_id)
    lock_office(office_id)
    version = MandateVersion.objects.select_for_update(of=("self",)).select_related("mandate__office")
    return version.get(pk=version_id)


def lock_round(round_id: int) -> ConsensusRound:
    """Lock office, version and round; returns the round with version, mandate and office loaded."""
    version = lock_version(ConsensusRound.objects.values_list("version_id", flat=True).get(pk=round_id))
    found = ConsensusRound.objects.select_for_update().get(pk=round_id)
    found.version, found.mandate = version, version.mandate
    return found


def lock_sounding(sounding_id: int) -> Sounding:
    """Lock office and sounding; returns the sounding with version, mandate and office loaded."""
    lock_office(Sounding.objects.values_list("mandate__office_id", flat=True).get(pk=sounding_id))
    soundings = Sounding.objects.select_for_update(of=("self",)).select_related("version", "mandate__office")
    return soundings.get(pk=sounding_id)
