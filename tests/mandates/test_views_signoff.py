"""Signing in the browser: proof, intent, reservation; and the manager's page of signatures."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from executives.services import seats
from mandates.models import MandateVersion, Signature
from mandates.states import VersionState
from pmo import clock
from pmo.access.links import make_link, token_of
from pmo.audit.models import LedgerEntry, Payload
from pmo.audit.verification import verify
from pmo.notices.models import MailboxMessage
from tests.scenes.executives import (
    LONG_AGO,
    PASSWORD,
    a_vacant_seat,
    an_auditor,
    holder_of,
    manager_of,
)
from tests.scenes.rounds import a_version_in_force, a_version_out_for_signature, an_agreed_version, signed

pytestmark = pytest.mark.django_db
WHENCE = "203.0.113.9"


def address(office, name="sign"):
    return reverse(f"mandates:{name}", kwargs={"office": office.slug})


def given(version, seat, **others):
    name = holder_of(seat).name
    said = {"intent": "on", "consent": "on", "reservation": "", "typed_name": name}
    return {"shown_digest": version.digest, "seat": seat.pk, **said, **others}


def test_the_page_says_what_is_signed_and_by_which_fingerprint(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    shown = client.get(address(office)).content.decode()

    assert "Sign version 1.0 of the mandate" in shown
    assert "Jobs finish late." in shown
    assert version.digest[:8] in shown
    assert "I have read version 1.0 and sign it as Chief Executive." in shown
    assert "I agree to sign electronically instead of on paper." in shown
    assert "checked" not in shown


def test_signing_with_the_password(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    answer = client.post(address(office), given(version, ceo, password=PASSWORD), follow=True)

    signature = Signature.objects.get()
    assert "You have signed version 1.0" in answer.content.decode()
    assert signature.intent == (
        "I have read version 1.0 and sign it as Chief Executive. I agree to sign electronically instead of on paper."
    )
    assert signature.typed_name == holder_of(ceo).name
    assert signature.method == "password"


def test_signing_with_a_mailed_code_keeps_the_reservation_typed_before(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    asked = client.post(address(office), given(version, ceo, reservation="After the survey.", mail_code="1"))
    code = re.search(r"\b\d{6}\b", the_last_mail()).group()
    client.post(address(office), given(version, ceo, reservation="After the survey.", code=code))

    assert "After the survey." in asked.content.decode()
    assert "Six digits are on their way" in asked.content.decode()
    assert (Signature.objects.get().method, Signature.objects.get().reservation) == ("code", "After the survey.")


def test_the_code_does_not_stand_in_the_subject(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    client.post(address(office), given(version, ceo, mail_code="1"))

    subject = mail.outbox[-1].subject
    assert subject == "Your code for signing version 1.0"
    assert re.search(r"\b\d{6}\b", the_last_mail()).group() not in subject


def test_whence_a_signature_came_stands_beside_the_chain_and_may_be_erased(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    client.post(
        address(office), given(version, ceo, password=PASSWORD), headers={"user-agent": "A browser"}, REMOTE_ADDR=WHENCE
    )

    entry = LedgerEntry.objects.get(office=office.pk, event="version.signed")
    evidence = json.loads(entry.payload.content)
    Payload.objects.filter(entry=entry).update(content=None, erased_at=entry.at, erased_rule="after a year")
    assert (evidence["address"], evidence["agent"]) == (WHENCE, "A browser")
    assert verify(office.pk).holds


def test_a_personal_link_signs_nothing_by_itself(client, office, version, ceo):
    link = make_link(person=holder_of(ceo), office=office, purpose="version.sign", path=address(office))
    client.force_login(holder_of(ceo))

    there = client.post(f"/l/{token_of(link)}/", given(version, ceo)).url
    tried = client.post(there, given(version, ceo))

    assert there == address(office)
    assert tried.status_code == 400
    assert "Show that it is you" in tried.content.decode()
    assert not Signature.objects.exists()


def test_who_has_a_new_address_waits_a_day_before_signing(client, office, version, ceo):
    person = holder_of(ceo)
    person.signing_blocked_until = clock.now() + timedelta(hours=24)
    person.save()
    client.force_login(person)

    page = client.get(address(office)).content.decode()
    answer = client.post(address(office), given(version, ceo, password=PASSWORD))

    assert answer.status_code == 409
    assert "You can sign again from" in answer.content.decode()
    assert "You can sign again from" in page
    assert "Show that it is you" not in page
    assert not Signature.objects.exists()


def the_last_mail():
    return mail.outbox[-1].body if getattr(mail, "outbox", None) else MailboxMessage.objects.first().text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"password": "wrong"}, "That is not your password"),
        ({"code": "000000"}, "There is no code waiting"),
        ({}, "Show that it is you"),
        ({"password": PASSWORD, "intent": ""}, "Tick that you have read it"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_reservation_is_kept(client, office, version, ceo, typed, sentence):
    client.force_login(holder_of(ceo))

    answer = client.post(address(office), given(version, ceo, reservation="After the survey.", **typed))

    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "After the survey." in answer.content.decode()
    assert not Signature.objects.exists()


def test_another_fingerprint_is_refused_and_the_reservation_kept(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    answer = client.post(
        address(office),
        given(version, ceo, reservation="After the survey.", password=PASSWORD, shown_digest="0" * 64),
    )

    assert answer.status_code == 409
    assert "not the one that you were shown" in answer.content.decode()
    assert "After the survey." in answer.content.decode()


def test_the_second_click_lands_on_the_same_page(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    for _time in range(2):
        answer = client.post(address(office), given(version, ceo, password=PASSWORD), follow=True)

    assert "You have signed version 1.0" in answer.content.decode()
    assert Signature.objects.count() == 1


def test_declining_in_the_browser(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    empty = client.post(address(office, "decline"), given(version, ceo, reason=""))
    client.post(address(office, "decline"), given(version, ceo, reason="The date is wrong."))

    assert empty.status_code == 400
    assert MandateVersion.objects.get(pk=version.pk).state == VersionState.WITHDRAWN


def test_an_amendment_shows_what_changed_since_ones_own_last_signature(client, office, ceo):
    a_version_in_force(office, "Jobs finish late.")
    a_version_out_for_signature(office, "Costs run over.")
    client.force_login(holder_of(ceo))

    shown = client.get(address(office)).content.decode()

    assert "One thing changed since you signed version 1.0" in shown
    assert "ISS-2, new" in shown
    assert "The other statement stands word for word." in shown


def test_the_manager_sends_and_sees_who_has_signed(client, office, ceo, cfo):
    version = an_agreed_version(office)
    client.force_login(manager_of(office))

    before = client.get(address(office, "signatures")).content.decode()
    client.post(address(office, "send-for-signature"), {"due": ""})
    signed(version, ceo)
    after = client.get(address(office, "signatures")).content.decode()

    assert "Ask two seats to sign" in before
    assert "Version 1.0: 1 of 2 have signed" in after


def test_others_do_not_send(client, office, ceo):
    an_agreed_version(office)
    client.force_login(an_auditor(office))

    assert client.post(address(office, "send-for-signature"), {"due": ""}).status_code == 403
    assert "Ask one seat" not in client.get(address(office, "signatures")).content.decode()


def test_who_is_not_asked_finds_nothing_to_sign(client, office, version):
    client.force_login(manager_of(office))

    assert "Nothing waits for your signature" in client.get(address(office)).content.decode()


def test_enter_in_the_password_signs_and_mails_no_code(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    html = client.get(address(office)).content.decode()

    form = html[html.index("data-pm-guard") :]
    first = re.search(r'<button[^>]*type="submit"[^>]*>', form).group()
    assert "mail_code" not in first


def test_the_same_form_sent_twice_signs_for_its_own_seat_only(client, office, ceo):
    both = holder_of(ceo)
    other = a_vacant_seat(office, "Chief Financial Officer")
    seats.seat_person(seat_id=other.pk, person=both, start=LONG_AGO, by=manager_of(office))
    version = a_version_out_for_signature(office)
    client.force_login(both)

    for _click in range(2):
        client.post(address(office), given(version, ceo, password=PASSWORD))

    assert [each.seat for each in Signature.objects.all()] == [ceo]
    assert "as Chief Financial Officer." in client.get(address(office)).content.decode()
    assert version.signature_requests.get(seat=other).state == "waiting"


@pytest.mark.parametrize("name", ["sign", "decline"])
def test_a_form_for_somebody_else_s_seat_does_nothing_for_one_s_own(client, office, version, ceo, cfo, name):
    client.force_login(holder_of(ceo))

    client.post(address(office, name), given(version, cfo, password=PASSWORD, reason="No."))

    assert not Signature.objects.exists()
    assert set(version.signature_requests.values_list("state", flat=True)) == {"waiting"}


def test_a_sixth_code_is_not_mailed(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    answers = [client.post(address(office), given(version, ceo, mail_code="1")) for _time in range(6)]

    assert [each.status_code for each in answers] == [200] * 5 + [409]
    assert "quarter of an hour" in answers[-1].content.decode()
