"""How a version is agreed to, in words for its reader: a light amendment asks fewer than a whole version does."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion
from mandates.selectors.same_words import is_light
from mandates.states import AgreementRule, VersionState


def rule_in_words(version: MandateVersion) -> str:
    """Return by how many seats a version is signed; a number is told."""
    if version.signing_rule != AgreementRule.N_OF_M:
        return str(version.get_signing_rule_display())
    needed = version.signing_needed or 0
    return ngettext("At least %d of the signatory seats", "At least %d of the signatory seats", needed) % needed


def agreed_by(version: MandateVersion, *, stands_then: bool) -> str:
    """Return who says yes to a version, as it is now; `stands_then`: one looks back to a day on which it held."""
    if version.state == VersionState.WITHDRAWN:
        return _("It was withdrawn, and never came into force.")
    if version.in_force_at is None:
        return _coming(version)
    if not stands_then and version.state != VersionState.IN_FORCE:
        return _given(version)
    later = _("A later change is a new version; this one stays in force until the next one is.")
    return f"{_given(version)} {later}"


def signed_by(version: MandateVersion, signed: int, asked: int) -> str:
    """Return how many of those that were asked have signed."""
    counts = {"signed": signed, "all": asked}
    if is_light(version):
        return _("%(signed)d of %(all)d seats that were asked") % counts
    return _("%(signed)d of %(all)d signatory seats") % counts


def _given(version: MandateVersion) -> str:
    if not is_light(version):
        return _("Signed by: %(rule)s.") % {"rule": rule_in_words(version)}
    if version.amendment_class == AmendmentClass.EDITORIAL:
        return _("The sponsor confirmed that only wording changes, and nobody objected.")
    return _("A minor amendment: signed by the sponsor and those whom it touches.")


def _coming(version: MandateVersion) -> str:
    if version.state == VersionState.ON_NOTICE:
        return _("The sponsor has confirmed that only wording changes. Without an objection it comes into force.")
    if version.amendment_class == AmendmentClass.EDITORIAL and version.is_frozen:
        return _("The sponsor is asked to confirm that only wording changes; then anybody who is asked may object.")
    if is_light(version):
        return _("A minor amendment: to be signed by the sponsor and those whom it touches.")
    return _("To be signed by: %(rule)s.") % {"rule": rule_in_words(version)}
