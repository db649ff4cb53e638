"""What a document says of who agreed to it: a light amendment names those whom it asked, and no others."""

import pytest

from mandates.models import MandateVersion
from mandates.selectors.documents import bare_document_of, document_of
from mandates.services.amending import raise_class, send_amendment
from mandates.services.sending import recall
from mandates.states import AgreementRule
from tests.scenes.amending import a_mandate_in_force, an_amendment, reworded
from tests.scenes.executives import manager_of
from tests.scenes.rounds import signed

pytestmark = pytest.mark.django_db


def sent(raised_to=""):
    draft = an_amendment(a_mandate_in_force())
    reworded(draft)
    manager = manager_of(draft.mandate.office)
    if raised_to:
        raise_class(version_id=draft.pk, to=raised_to, by=manager)
    send_amendment(version_id=draft.pk, by=manager)
    return anew(draft)


def anew(version):
    return MandateVersion.objects.select_related("mandate__office").get(pk=version.pk)


def words_of(document):
    return {seat.title: seat.word.label for seat in document.seats}


def test_a_minor_amendment_in_force_says_who_was_asked_and_what_it_rests_on():
    out = sent("minor")
    coming = document_of(out)
    for request in out.signature_requests.select_related("seat"):
        signed(out, request.seat)

    there, copied = document_of(anew(out)), bare_document_of(anew(out))

    assert coming.agreed_by == "A minor amendment: to be signed by the sponsor and those whom it touches."
    assert there.agreed_by.startswith("A minor amendment: signed by the sponsor and those whom it touches. A later")
    assert set(words_of(there).values()) == {"Signed", "Asked, not counted", "Informed"}
    assert copied.rests_on == there.rests_on != ()


def test_whoever_a_change_of_wording_does_not_ask_is_not_said_to_be_asked_yet():
    out = sent()

    document = document_of(out)

    assert words_of(document)["CFO"] == "Not asked: it does not touch this seat"
    assert words_of(document)["COO"] == "Not yet"
    assert "anybody who is asked may object" in document.agreed_by


def test_what_was_withdrawn_or_is_history_is_not_said_to_come_or_to_stay_in_force():
    out = sent()
    before = MandateVersion.objects.get(mandate=out.mandate, minor=0)
    recall(version_id=out.pk, reason="Not now.", by=manager_of(out.mandate.office))

    assert document_of(anew(out)).agreed_by == "It was withdrawn, and never came into force."
    assert "stays in force" in document_of(anew(before)).agreed_by
    before.state = "superseded"
    assert document_of(before).agreed_by == "Signed by: All signatory seats."


def test_a_number_of_seats_is_told():
    draft = an_amendment(a_mandate_in_force())
    draft.signing_rule, draft.signing_needed = AgreementRule.N_OF_M, 2

    assert document_of(draft).agreed_by == "To be signed by: At least 2 of the signatory seats."
