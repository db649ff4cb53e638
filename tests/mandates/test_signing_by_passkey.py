"""Signing with a passkey: for this version, in this browser; and what a copied session cannot do."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from mandates.models import Signature
from tests.scenes.executives import PASSWORD, holder_of
from tests.scenes.passkeys import a_passkey
from tests.scenes.rounds import a_version_out_for_signature
from tests.scenes.signing import signing_form, signing_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(office, ceo):
    return a_version_out_for_signature(office)


@pytest.fixture
def device(version, ceo, client):
    client.force_login(holder_of(ceo))
    return a_passkey(holder_of(ceo))


def asked_on(page):
    found = re.search(r'data-pm-asked="([^"]*)"', page.content.decode())
    return json.loads(unescape(found[1])) if found else None


def test_a_passkey_signs_and_the_signature_says_so(client, office, version, ceo, device):
    answer = device.signs(asked_on(client.get(signing_page(office))))

    client.post(signing_page(office), signing_form(version, ceo, passkey=json.dumps(answer)))

    assert Signature.objects.get().method == "passkey"
    assert "passkey</td>" in client.get(reverse("mandates:signatures", args=[office.slug])).content.decode()


def test_the_password_signs_beside_it(client, office, version, ceo, device):
    client.post(signing_page(office), signing_form(version, ceo, password=PASSWORD))

    assert Signature.objects.get().method == "password"


def test_whoever_has_no_passkey_sees_none(client, office, version, ceo):
    client.force_login(holder_of(ceo))

    assert asked_on(client.get(signing_page(office))) is None


@pytest.mark.parametrize("answer", ["{", "[]", '{"id": 1}', "null", '"x"', "9" * 5000, "[" * 9000])
def test_nonsense_signs_nothing(client, office, version, ceo, device, answer):
    refused = client.post(signing_page(office), signing_form(version, ceo, passkey=answer))

    assert refused.status_code == 400
    assert not Signature.objects.exists()


def test_an_answer_to_another_session_s_page_signs_nothing(client, office, version, ceo, device):
    other = Client()
    other.force_login(holder_of(ceo))
    answer = device.signs(asked_on(other.get(signing_page(office))))

    refused = client.post(signing_page(office), signing_form(version, ceo, passkey=json.dumps(answer)))

    assert "That passkey did not prove it." in refused.content.decode()
    assert not Signature.objects.exists()


def test_a_session_copied_to_another_browser_cannot_use_a_proof_of_the_first(client, office, version, ceo):
    client.force_login(holder_of(ceo))
    client.post(signing_page(office), signing_form(version, ceo, password=PASSWORD, shown_digest="another"))
    copied = Client(headers={"user-agent": "another browser"})
    copied.cookies = client.cookies

    refused = copied.post(signing_page(office), signing_form(version, ceo))

    assert refused.status_code == 400
    assert "Show that it is you" in refused.content.decode()
    assert not Signature.objects.exists()
    assert client.post(signing_page(office), signing_form(version, ceo)).status_code == 302
