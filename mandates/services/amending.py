"""Deeds on a draft as an amendment: raise its class, send a light one out."""

from datetime import date

from django.db import transaction

from mandates.control_states import AmendmentClass
from mandates.locks import lock_version
from mandates.models import MandateVersion
from mandates.rules.amending import Sending, may_raise_class, may_send_amendment
from mandates.selectors.amending import amendment_of, missing_in
from mandates.services.changes import version_for_change
from mandates.services.freezing import freeze
from mandates.services.sending import ask_to_sign
from mandates.states import VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.access.rules import is_manager
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def raise_class(*, version_id: int, to: str, reason: str = "", by: Person) -> MandateVersion:
    """Give a draft a heavier class than its changes make: more people are asked, never fewer."""
    version = version_for_change(version_id, by)
    office = version.mandate.office
    if to and version.raised_to == to:
        return version
    lowest = amendment_of(version).amendment_class
    may_raise_class(standing_of(by, office), version, lowest, to).require()
    version.raised_to = AmendmentClass(to)
    version.save(update_fields=["raised_to"])
    payload = {"from": str(lowest), "to": str(to), "reason": canonical.text(reason)}
    record("version.class_raised", about=version, office=office, by=by, payload=payload)
    return version


@transaction.atomic
def send_amendment(*, version_id: int, due: date | None = None, shown_digest: str = "", by: Person) -> MandateVersion:
    """Freeze a minor or editorial draft and ask just those who must say yes: no round asks about it.

    `shown_digest`: of the draft as it was shown to whoever sends it; another one is not sent unseen.
    """
    version = lock_version(version_id)
    office = version.mandate.office
    standing = standing_of(by, office)
    is_manager(standing).require()
    if version.state == VersionState.OUT_FOR_SIGNATURE and version.amendment_class != AmendmentClass.MAJOR:
        return version
    found = amendment_of(version)
    sending = Sending(
        version=version,
        amendment_class=found.amendment_class,
        changes=len(found.classified.reasons),
        vacant=found.vacant,
        missing=missing_in(version),
        due=due,
        today=clock.today(office.time_zone),
        shown=shown_digest,
        stands=found.digest,
    )
    may_send_amendment(standing, sending).require()
    freeze(version, by=by, amendment_class=found.amendment_class, seats=found.signers)
    payload = {"number": version.key, "class": str(found.amendment_class), "digest": version.digest}
    record("version.amended", about=version, office=office, by=by, payload=payload)
    ask_to_sign(version, list(found.signers), due=due, by=by)
    return version
