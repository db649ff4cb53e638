"""What an executive asked for, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from executives.models import Requirement
from executives.selectors.lineage import Became, replaced_by
from executives.selectors.owners import owned_by
from executives.states import PASSED_ON, LineageKind, RequirementState
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
    mine = owned_by(standing.seat_ids).filter(office=office, undone=False).exclude(state=RequirementState.WITHDRAWN)
    requirements = list(mine.select_related("wording", "seat").order_by("number"))
    ids = [each.pk for each in requirements]
    into = replaced_by(office, ids)
    version = readable_version(office)
    wanted = {*ids, *(result.requirement_id for results in into.values() for result in results)}
    landings = landings_for(office, wanted, version=version)
    stands = version is not None and version.state == VersionState.IN_FORCE
    url = reverse("desk:asked", kwargs={"office": office.slug})
    return [
        _asked(each, _landing(each.pk, landings, into.get(each.pk, ())), into.get(each.pk, ()), url, stands=stands)
        for each in requirements
    ]


def _asked(each: Requirement, landing: Landing | None, into: Sequence[Became], url: str, *, stands: bool) -> Asked:
    sentences = [*_passed_on(into), became(each, landing, stands=stands)]
    return Asked(each, str(each.wording), " ".join(filter(None, sentences)), landing, f"{url}#{each.key}")


def _landing(number: int, landings: dict[int, Landing], into: Sequence[Became]) -> Landing | None:
    """Return where a requirement landed: itself, else by those that stand in its place."""
    own = landings.get(number)
    if not into or (own and own.statements):
        return own
    found = [landings[each.requirement_id] for each in into if each.requirement_id in landings]
    statements = {each.key: each for landing in found for each in landing.statements}
    if statements:
        return Landing(tuple(statements.values()))
    return next((landing for landing in found if landing.code), own)


def _passed_on(into: Sequence[Became]) -> list[str]:
    """Say into which ones a requirement went."""
    if not into:
        return []
    keys = {"keys": get_text_list([each.key for each in into], _("and"))}
    if into[0].kind == LineageKind.SPLIT:
        return [_("Split up into %(keys)s.") % keys]
    return [_("Merged into %(keys)s.") % keys]


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
    if requirement.state in PASSED_ON:
        return ""
    if requirement.state == RequirementState.CONFIRMED:
        return _("Confirmed by you. It has not been placed yet.")
    return _("Written down. It waits for you to confirm it.")
