"""Freezing: a version gets its number, its canonical content and its digest, and the database holds it."""

import json
from collections.abc import Iterable

from django.db import transaction

from executives.models import Seat
from executives.states import DecisionRole
from mandates.content import VERSION_SCHEMA, version_content
from mandates.control_states import AmendmentClass
from mandates.models import MandateVersion
from mandates.rules.drafting import may_freeze
from mandates.selectors.versions import next_number, statements_with_reasons
from pmo import clock
from pmo.access.models import Person
from pmo.audit import canonical


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
    may_freeze(version, says_something=version.statements.exists()).require()
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
