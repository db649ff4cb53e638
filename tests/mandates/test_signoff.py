"""Signing one frozen version, by seats; the last required signature puts it in force."""

from datetime import timedelta

import pytest

from executives.services import seats
from executives.states import DecisionRole
from mandates.models import MandateVersion
from mandates.services import drafting, signoff
from mandates.states import AgreementRule, SignatureState, VersionState
from pmo import clock
from pmo.access import proofs
from pmo.access.models import Person
from pmo.access.verdicts import Ground, Refused
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes.executives import a_seat, administrator_of, an_auditor, holder_of, manager_of
from tests.scenes.mandates import now
from tests.scenes.rounds import (
    INTENT,
    a_draft_saying,
    a_proof,
    a_version_in_force,
    a_version_out_for_signature,
    all_answered,
    an_agreed_version,
    asked,
    closed,
    given_by,
    in_days,
    signed,
)
from tests.scenes.signing import entries, request_of, try_to_sign

pytestmark = pytest.mark.django_db


def test_every_signatory_seat_is_asked_and_told(office, ceo, cfo):
    a_seat(office, "Safety", DecisionRole.INPUT)

    version = a_version_out_for_signature(office)

    assert {each.seat for each in version.signature_requests.select_related("seat")} == {ceo, cfo}
    assert now(version).state == VersionState.OUT_FOR_SIGNATURE
    told = Mail.objects.filter(kind="version.out_for_signature")
    assert {mail.person for mail in told} == {holder_of(ceo), holder_of(cfo)}


def test_sending_twice_asks_once(office, version):
    again = signoff.send_for_signature(version_id=version.pk, by=manager_of(office))

    assert again == version
    assert entries(office, "version.sent_for_signature") == 1


def test_only_an_agreed_version_is_sent(office, ceo):
    with pytest.raises(Refused, match="Only an agreed version"):
        signoff.send_for_signature(version_id=a_draft_saying(office).pk, by=manager_of(office))


def test_a_vacant_signatory_seat_blocks_and_is_named(office, ceo, cfo):
    version = an_agreed_version(office)
    seats.vacate_seat(seat_id=cfo.pk, last_day=in_days(office, -1), by=manager_of(office))

    with pytest.raises(Refused, match="Nobody holds Chief Financial Officer"):
        signoff.send_for_signature(version_id=version.pk, by=manager_of(office))


def test_a_new_signatory_seat_since_the_agreement_blocks_and_is_named(office, ceo):
    version = an_agreed_version(office)
    a_seat(office, "Commercial Director")

    with pytest.raises(Refused, match="agreed for: Commercial Director"):
        signoff.send_for_signature(version_id=version.pk, by=manager_of(office))


def test_a_day_that_is_over_is_no_day_to_sign_by(office, ceo):
    version = an_agreed_version(office)

    with pytest.raises(Refused, match="That day is over"):
        signoff.send_for_signature(version_id=version.pk, due=in_days(office, -1), by=manager_of(office))


def test_opening_is_recorded_once_a_person_and_version(office, version, ceo):
    for _time in range(2):
        signoff.open_for_signature(version_id=version.pk, seat_id=ceo.pk, by=holder_of(ceo))

    assert entries(office, "version.opened_for_signature") == 1
    assert request_of(version, ceo).opened_at is not None


def test_a_signature_keeps_its_evidence(version, ceo):
    signature = signed(version, ceo, reservation="Not before the survey.")

    assert (signature.digest, signature.person, signature.method) == (version.digest, holder_of(ceo), "password")
    assert (signature.intent, signature.reservation) == (INTENT, "Not before the survey.")
    assert request_of(version, ceo).state == SignatureState.SIGNED
    assert now(version).state == VersionState.OUT_FOR_SIGNATURE


def test_the_second_click_returns_the_first_signature(office, version, ceo):
    assert signed(version, ceo) == try_to_sign(version, ceo, holder_of(ceo))
    assert entries(office, "version.signed") == 1


def test_the_last_required_signature_puts_it_in_force_once(office, version, ceo, cfo):
    signed(version, ceo)

    signed(version, cfo)

    assert now(version).state == VersionState.IN_FORCE
    assert now(version).in_force_at is not None
    assert entries(office, "version.in_force") == 1


def test_the_next_version_supersedes_the_one_in_force(office, ceo):
    first = a_version_in_force(office)

    drafting.open_draft(office_id=office.pk, by=manager_of(office))
    second = a_version_in_force(office, "Something more.")

    assert (now(first).state, now(second).state) == (VersionState.SUPERSEDED, VersionState.IN_FORCE)
    assert now(first).ended_at is not None


def test_a_majority_rule_needs_no_more_and_revokes_the_rest(office, ceo, cfo):
    third = a_seat(office)
    draft = a_draft_saying(office)
    MandateVersion.objects.filter(pk=draft.pk).update(signing_rule=AgreementRule.MAJORITY)
    closed(all_answered(asked(draft)))
    version = signoff.send_for_signature(version_id=draft.pk, by=manager_of(office))

    signed(version, ceo)
    signed(version, cfo)

    assert now(version).state == VersionState.IN_FORCE
    assert request_of(version, third).state == SignatureState.ENDED


def test_without_a_proof_nothing_is_signed(version, ceo):
    with pytest.raises(Refused, match="Show again that it is you") as refusal:
        try_to_sign(version, ceo, holder_of(ceo))

    assert refusal.value.verdict.ground == Ground.INPUT


def test_a_proof_for_something_else_does_not_count(version, ceo):
    person = holder_of(ceo)
    proofs.prove_by_password(person, "a-password-for-tests", purpose="sign:0", session_key="s").require()
    proof = proofs.standing_proof(person, purpose="sign:0", session_key="s")

    with pytest.raises(Refused, match="Show again"):
        try_to_sign(version, ceo, person, proof=proof)


def test_somebody_elses_proof_does_not_count(version, ceo, cfo):
    with pytest.raises(Refused, match="Show again"):
        try_to_sign(version, ceo, holder_of(ceo), proof=a_proof(version, holder_of(cfo)))


def test_a_proof_is_good_for_five_minutes(version, ceo):
    proof = a_proof(version, holder_of(ceo))
    shifting.set_time(clock.now() + timedelta(minutes=5, seconds=2))

    try:
        with pytest.raises(Refused, match="Show again"):
            try_to_sign(version, ceo, holder_of(ceo), proof=proof)
    finally:
        shifting.unset_time()


@pytest.mark.parametrize("digest", ["", "0" * 64])
def test_another_text_than_the_one_shown_is_not_signed(version, ceo, digest):
    proof = a_proof(version, holder_of(ceo))

    with pytest.raises(Refused, match="not the one that you were shown"):
        try_to_sign(version, ceo, holder_of(ceo), proof=proof, shown_digest=digest)


def test_without_the_intent_nothing_is_signed(version, ceo):
    proof = a_proof(version, holder_of(ceo))

    with pytest.raises(Refused, match="Tick that you have read"):
        try_to_sign(version, ceo, holder_of(ceo), proof=proof, given=given_by(holder_of(ceo), intent=" "))


@pytest.mark.parametrize("who", ["manager", "administrator", "auditor", "another seat"])
def test_only_the_present_holder_signs_for_a_seat(office, version, ceo, cfo, who):
    people = {
        "manager": manager_of,
        "administrator": administrator_of,
        "auditor": an_auditor,
        "another seat": lambda _office: holder_of(cfo),
    }
    person = people[who](office)

    with pytest.raises(Refused) as refusal:
        try_to_sign(version, ceo, person, proof=a_proof(version, person) if who != "administrator" else None)

    assert refusal.value.verdict.ground == Ground.ROLE


def test_the_successor_signs_after_the_seat_was_handed_over(office, version, ceo):
    before, after = holder_of(ceo), holder_of(a_seat(office, "Successor", DecisionRole.INFORMED))
    seats.seat_person(seat_id=ceo.pk, person=after, start=in_days(office, 0), by=manager_of(office))

    with pytest.raises(Refused, match="Only the present holder"):
        try_to_sign(version, ceo, before, proof=a_proof(version, before))
    assert signed(version, ceo).person == after


def test_an_address_that_changed_while_the_page_loaded_blocks_the_signature(version, ceo):
    before = holder_of(ceo)
    proof = a_proof(version, before)
    Person.objects.filter(pk=before.pk).update(signing_blocked_until=clock.now() + timedelta(hours=24))

    with pytest.raises(Refused, match="You can sign again from"):
        try_to_sign(version, ceo, before, proof=proof)
    assert not version.signatures.exists()
