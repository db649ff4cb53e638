"""Signing on PostgreSQL: the database refuses there what it refuses on the embedded default; forty sign at once."""

import pytest

from mandates.models import MandateVersion
from mandates.states import VersionState
from pmo.audit.models import LedgerEntry
from pmo.audit.verification import verify
from tests.mandates.test_revoking import *  # noqa: F403 - the proofs themselves
from tests.postgres.test_rounds_at_once import at_once, sign
from tests.scenes.executives import a_seat, an_office
from tests.scenes.rounds import a_version_out_for_signature

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MANY = 40


@pytest.mark.django_db(transaction=True)
def test_forty_signatories_sign_in_the_same_instant():
    office = an_office()
    seats = [a_seat(office) for _seat in range(MANY)]
    version = a_version_out_for_signature(office)

    at_once(*(lambda seat=seat: sign(version, seat) for seat in seats))

    assert MandateVersion.objects.get(pk=version.pk).state == VersionState.IN_FORCE
    assert version.signatures.count() == MANY
    entries = LedgerEntry.objects.filter(office=office.pk)
    assert entries.filter(event="version.signed").count() == MANY
    assert entries.filter(event="version.in_force").count() == 1
    assert verify(office.pk).holds
