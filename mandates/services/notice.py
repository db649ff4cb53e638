"""The objection window of an editorial amendment: it opens when the sponsor has confirmed *wording only*."""

from collections.abc import Sequence
from datetime import timedelta

from mandates import amending_mails
from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion, SignatureRequest, SigningPolicy
from mandates.selectors.signoff import places_of, rule_of
from mandates.selectors.wording import reworded_in
from mandates.signing_rules import is_met
from mandates.states import VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.audit.services import record
from pmo.clock.calendar import end_of


def waits_for_objections(version: MandateVersion, requests: Sequence[SignatureRequest]) -> bool:
    """Say whether a version that is signed opens to objections now, before it can come into force."""
    return (
        version.amendment_class == AmendmentClass.EDITORIAL
        and version.state == VersionState.OUT_FOR_SIGNATURE
        and is_met(rule_of(version), places_of(requests))
    )


def give_notice(version: MandateVersion, *, by: Person | None) -> None:
    """Tell everybody who is asked what changes, and let them object for as many days as the office gives."""
    office = version.mandate.office
    policy = SigningPolicy.objects.filter(office=office).first() or SigningPolicy()
    until = clock.today(office.time_zone) + timedelta(days=policy.objection_days)
    version.objections_until, version.objections_until_at = until, end_of(until, office.time_zone)
    version.state = VersionState.ON_NOTICE
    version.save(update_fields=["state", "objections_until", "objections_until_at"])
    payload = {"digest": version.digest, "until": until}
    record("version.on_notice", about=version, office=office, by=by, payload=payload)
    amending_mails.on_notice(version, reworded_in(version))
