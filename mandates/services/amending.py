"""Deeds on a draft as an amendment: raise its class."""

from django.db import transaction

from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion
from mandates.rules.amending import may_raise_class
from mandates.selectors.amending import amendment_of
from mandates.services.changes import version_for_change
from pmo.access.models import Person
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
