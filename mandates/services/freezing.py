"""Freezing: a version gets its number, its canonical content and its digest, and the database holds it."""

import json
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from executives.models import Seat
from executives.states import DecisionRole
from mandates.content import VERSION_SCHEMA, version_content
from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion
from mandates.selectors.versions import next_number, statements_with_reasons
from mandates.states import VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.access.verdicts import Verdict, refused
from pmo.audit import canonical

FREEZABLE = (VersionState.DRAFT, VersionState.IN_CONSENSUS)


@transaction.atomic
def freeze(
    version: MandateVersion,
    by: Person | None,
    *,
    amendment_class: AmendmentClass = AmendmentClass.MAJOR,
    seats: Iterable[Seat] | None = None,
) -> MandateVersion:
    """Give a version its number, content and digest; a frozen one is returned as it is.

    What a round has agreed on is major, and all signatory seats sign it; a light amendment names its `seats`. The
    caller holds the locks, has asked its own rules, sets the state and records the deed for `by`, who closed the round
    (None: the clock did).
    """
    if version.is_frozen:
        return version
    may_freeze(version).require()
    version.amendment_class = amendment_class
    version.major, version.minor = next_number(version)
    version.required_seats = required_seats(version) if seats is None else sorted(seat.title for seat in seats)
    version.content = canonical.dump(content_of(version))
    version.digest = canonical.digest(content_of(version))
    version.frozen_at = clock.now()
    version.statements.update(frozen=True)
    frozen = ["major", "minor", "required_seats", "amendment_class", "content", "digest", "frozen_at"]
    version.save(update_fields=frozen)
    return version


def may_freeze(version: MandateVersion) -> Verdict:
    """Refuse what is history, and what says nothing."""
    if version.state not in FREEZABLE:
        return refused(_("This version was withdrawn. Open a new draft."))
    if not version.statements.exists():
        return refused(_("There is no statement in this draft yet. Add what the executives want, then ask them."))
    return Verdict(True)


def required_seats(version: MandateVersion) -> list[str]:
    """Return the seats whose signature a version needs: never their holders."""
    seats = Seat.objects.filter(
        office_id=version.mandate.office_id, decision_role=DecisionRole.SIGNATORY, closed_on__isnull=True
    )
    return sorted(seats.values_list("title", flat=True))


def content_of(version: MandateVersion) -> dict:
    """Return the canonical content that the rows of a version have now; of a frozen one always what it was."""
    schema = json.loads(version.content)["schema"] if version.content else VERSION_SCHEMA
    places = version.signing_seats.select_related("seat")
    return version_content(version, list(statements_with_reasons(version)), places, schema)


def is_unchanged(version: MandateVersion) -> bool:
    """Say whether the rows of a frozen version still give the digest that was agreed."""
    return canonical.digest(content_of(version)) == version.digest
