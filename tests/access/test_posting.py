"""A mail server that is away, hangs or refuses keeps no page waiting and breaks none."""

import time

import pytest
from django.core.mail import EmailMessage

from pmo.access.models import AddressChange, Person
from pmo.access.posting import post
from tests.servers.mail import Manners

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return Person.objects.create_user(email="ada@example.org", name="Ada")


def asks_for_a_code(client):
    began = time.monotonic()
    answer = client.post("/account/login/code/", {"email": "ada@example.org"})
    return answer, time.monotonic() - began


@pytest.mark.parametrize("manners", [Manners(hang=1), Manners(later=1), Manners(never=1), Manners(die=1)])
def test_a_mail_server_that_misbehaves_keeps_no_page_waiting(client, ada, mail_server, settings, manners):
    settings.EMAIL_TIMEOUT, mail_server.manners = 5, manners

    answer, seconds = asks_for_a_code(client)

    assert answer.status_code == 302
    assert seconds < 2


def test_a_new_address_is_asked_for_although_the_mail_server_hangs(client, ada, mail_server, settings):
    settings.EMAIL_TIMEOUT, mail_server.manners = 5, Manners(hang=1)
    change = AddressChange.objects.create(person=ada, by=ada, old_email=ada.email, new_email="ada@new.example.org")
    client.force_login(ada)
    began = time.monotonic()

    answer = client.post("/preferences/address/", {"mail_code": "1"})

    assert f"mailed a code to {change.new_email}" in answer.content.decode()
    assert time.monotonic() - began < 2


def test_a_mail_server_that_is_away_breaks_no_page(client, ada, mail_server, settings):
    settings.EMAIL_PORT = 1

    answer, _seconds = asks_for_a_code(client)

    assert answer.status_code == 302


def test_a_code_arrives_beside_the_page(client, ada, mail_server):
    asks_for_a_code(client)

    deadline = time.monotonic() + 10
    while not mail_server.messages and time.monotonic() < deadline:
        time.sleep(0.01)
    assert [message["To"] for message in mail_server.messages] == ["ada@example.org"]


def test_what_is_refused_is_tried_again_and_given_up_in_the_end(mail_server):
    mail_server.refuses = "451 Come back later"
    message = EmailMessage("Your code", "1234", "pmo@example.org", ["ada@example.org"])

    assert post([message], pauses=(0, 0)) is False
    mail_server.refuses = ""
    assert post([message], pauses=(0, 0)) is True
    assert len(mail_server.messages) == 1
