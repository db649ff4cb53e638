"""Declining to sign, and what can never be undone."""

import pytest
from django.db import DatabaseError, transaction

from mandates.models import Signature, SignatureRequest
from mandates.services import signoff
from mandates.states import SignatureState, VersionState
from pmo.access.verdicts import Refused
from tests.scenes.executives import holder_of
from tests.scenes.mandates import now
from tests.scenes.rounds import (
    a_proof,
    all_answered,
    asked,
    closed,
    signed,
)
from tests.scenes.signing import entries, request_of, try_to_sign

pytestmark = pytest.mark.django_db


def test_declining_withdraws_the_version_and_opens_a_copy(office, version, ceo, cfo):
    signed(version, cfo)

    draft = signoff.decline(
        version_id=version.pk, seat_id=ceo.pk, shown_digest=version.digest, reason="Too soft.", by=holder_of(ceo)
    )

    assert (now(version).state, now(version).withdrawn_reason) == (VersionState.WITHDRAWN, "Too soft.")
    assert (draft.state, draft.based_on_id) == (VersionState.DRAFT, version.pk)
    assert list(draft.statements.values_list("text", flat=True)) == ["Jobs finish late."]
    assert request_of(version, ceo).state == SignatureState.DECLINED
    assert Signature.objects.filter(version=version).count() == 1


def test_declining_twice_opens_one_draft(office, version, ceo):
    declined = [
        signoff.decline(
            version_id=version.pk, seat_id=ceo.pk, shown_digest=version.digest, reason="Too soft.", by=holder_of(ceo)
        )
        for _time in range(2)
    ]

    assert declined[0] == declined[1]
    assert entries(office, "version.withdrawn") == 1


def test_declining_wants_a_reason(version, ceo):
    with pytest.raises(Refused, match="Say why you do not sign"):
        signoff.decline(
            version_id=version.pk, seat_id=ceo.pk, shown_digest=version.digest, reason=" ", by=holder_of(ceo)
        )


def test_a_withdrawn_version_is_not_signed(version, ceo, cfo):
    signoff.decline(version_id=version.pk, seat_id=ceo.pk, shown_digest=version.digest, reason="No.", by=holder_of(ceo))

    with pytest.raises(Refused, match="not out for signature any more"):
        try_to_sign(version, cfo, holder_of(cfo), proof=a_proof(version, holder_of(cfo)))


def test_after_a_decline_the_same_text_can_be_asked_again(office, version, ceo, cfo):
    draft = signoff.decline(
        version_id=version.pk, seat_id=ceo.pk, shown_digest=version.digest, reason="The date.", by=holder_of(ceo)
    )

    done = closed(all_answered(asked(draft)))

    assert now(draft).state == VersionState.AGREED
    assert done.items.filter(changed=True).count() == 1


@pytest.mark.parametrize("deed", ["change", "remove"])
def test_the_database_refuses_to_touch_a_signature(version, ceo, deed):
    signatures = Signature.objects.filter(pk=signed(version, ceo).pk)

    with pytest.raises(DatabaseError), transaction.atomic():
        signatures.update(reservation="Never said.") if deed == "change" else signatures._raw_delete("default")


def test_a_request_is_one_a_seat(version, ceo):
    assert SignatureRequest.objects.filter(version=version, seat=ceo).count() == 1


def test_rounds_of_an_agreed_version_are_over(office, version):
    with pytest.raises(Refused, match="Only a draft is asked about"):
        asked(version)
