"""What an executive asked for, and what became of it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from executives.models import Requirement
from executives.states import RequirementState
from mandates.selectors.landings import Landing, landings_for, readable_version
from mandates.states import VersionState
from pmo.access.standing import Standing

FEW = 3


@dataclass(frozen=True)
class Asked:
    """One requirement with where it landed."""

    requirement: Requirement
    statement: str
    became: str
    landing: Landing | None
    url: str


def asked_by(standing: Standing) -> list[Asked]:
    """Return the requirements of the seats that a person holds, with where each one landed."""
    office = standing.office
    gone = (RequirementState.MERGED, RequirementState.WITHDRAWN)
    requirements = list(
        Requirement.objects.filter(office=office, seat_id__in=standing.seat_ids)
        .exclude(state__in=gone)
        .select_related("wording", "seat")
        .order_by("number")
    )
    version = readable_version(office)
    landings = landings_for(office, [each.pk for each in requirements], version=version)
    stands = version is not None and version.state == VersionState.IN_FORCE
    url = reverse("desk:asked", kwargs={"office": office.slug})
    return [
        Asked(
            each,
            str(each.wording),
            became(each, landings.get(each.pk), stands=stands),
            landings.get(each.pk),
            f"{url}#{each.key}",
        )
        for each in requirements
    ]


def became(requirement: Requirement, landing: Landing | None, *, stands: bool) -> str:
    """Say in one sentence what became of a requirement; `stands` once a mandate is in force."""
    if landing and landing.statements:
        keys = ", ".join(statement.key for statement in landing.statements)
        said = _("In the mandate as %(keys)s.") if stands else _("In the draft of the mandate as %(keys)s.")
        return said % {"keys": keys}
    if landing and landing.reason:
        said = _("Not in the mandate: %(reason)s") if stands else _("Not in the draft of the mandate: %(reason)s")
        return said % {"reason": landing.reason}
    if requirement.state == RequirementState.DECLINED:
        return _("You left it out.")
    if requirement.state == RequirementState.CONFIRMED and requirement.wording and requirement.wording.on_paper_id:
        return _("Confirmed on paper. It has not been placed yet.")
    if requirement.state == RequirementState.CONFIRMED:
        return _("Confirmed by you. It has not been placed yet.")
    return _("Written down. It waits for you to confirm it.")
