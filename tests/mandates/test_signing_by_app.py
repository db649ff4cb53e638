"""Signing with an authenticator app: whoever has one signs by nothing weaker, so no code is mailed."""

import pytest
from django.core import mail
from django.urls import reverse

from mandates.models import Signature
from pmo.access import authenticators
from pmo.access.authenticators import Kind
from tests.scenes.executives import holder_of
from tests.scenes.rounds import a_version_out_for_signature
from tests.scenes.sign_in import code_now
from tests.scenes.signing import signing_form, signing_page

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def version(office, ceo, client):
    person = holder_of(ceo)
    person.authenticator_set.create(type=Kind.TOTP, data={"secret": authenticators.SecondStepAdapter().encrypt(SECRET)})
    client.force_login(person)
    return a_version_out_for_signature(office)


def test_the_code_of_the_app_signs_and_the_signature_says_so(client, office, version, ceo):
    client.post(signing_page(office), signing_form(version, ceo, app=code_now(SECRET)))

    assert Signature.objects.get().method == "authenticator"
    assert "authenticator app</td>" in client.get(reverse("mandates:signatures", args=[office.slug])).content.decode()


def test_no_code_is_mailed_and_none_is_offered(client, office, version, ceo):
    shown = client.get(signing_page(office)).content.decode()
    asked = client.post(signing_page(office), signing_form(version, ceo, mail_code="1"))

    assert "Mail me a code" not in shown
    assert asked.status_code == 400
    assert "the code that your app shows" in asked.content.decode()
    assert mail.outbox == []


def test_a_wrong_code_signs_nothing_and_says_so_beside_it(client, office, version, ceo):
    refused = client.post(signing_page(office), signing_form(version, ceo, app="123456"))

    assert "or it was used already" in refused.content.decode()
    assert not Signature.objects.exists()
