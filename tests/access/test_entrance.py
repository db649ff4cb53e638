"""The entrance under attack: what is closed, who can be locked out, and what the mails say."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.scenes import executives as scenes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()
    yield
    cache.clear()


def tries(client, person, password, machine):
    return client.post("/account/login/", {"login": person.email, "password": password}, REMOTE_ADDR=machine)


@pytest.mark.parametrize("address", ["email/", "confirm-email/", "confirm-email/abc/", "reauthenticate/"])
def test_pages_of_the_package_that_we_do_not_use_are_not_there(client, address):
    client.force_login(scenes.a_person())

    assert client.get(f"/account/{address}").status_code == 404
    assert client.post(f"/account/{address}", {"action_add": "", "email": "other@example.org"}).status_code == 404


def test_nobody_gives_themselves_another_address(client):
    person = scenes.a_person()
    client.force_login(person)

    client.post("/account/email/", {"action_add": "", "email": "chief@example.org"})
    client.post("/account/email/", {"action_primary": "", "email": "chief@example.org"})

    email = person.email
    person.refresh_from_db()
    assert person.email == email


def test_wrong_tries_from_elsewhere_lock_nobody_out(client):
    person = scenes.a_person()
    for number in range(12):
        tries(client, person, "wrong", f"203.0.113.{number % 2}")

    assert tries(client, person, scenes.PASSWORD, "198.51.100.7").status_code == 302


def test_wrong_tries_from_one_machine_come_to_an_end(client):
    person = scenes.a_person()
    for _number in range(5):
        tries(client, person, "wrong", "203.0.113.1")

    assert tries(client, person, scenes.PASSWORD, "203.0.113.1").status_code == 200


def test_a_forged_forwarding_address_does_not_begin_the_count_anew(client):
    person = scenes.a_person()
    for number in range(5):
        client.post(
            "/account/login/",
            {"login": person.email, "password": "wrong"},
            headers={"x-forwarded-for": f"203.0.113.{number}"},
        )

    known = {"login": person.email, "password": scenes.PASSWORD}
    answer = client.post("/account/login/", known, headers={"x-forwarded-for": "203.0.113.77"})

    assert answer.status_code == 200


def test_somebody_else_s_requests_do_not_use_up_one_s_codes(client):
    person = scenes.a_person()
    for _number in range(9):
        client.post("/account/login/code/", {"email": person.email}, REMOTE_ADDR="203.0.113.1")

    assert client.post("/account/login/code/", {"email": person.email}, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_somebody_else_s_requests_do_not_use_up_one_s_new_passwords(client):
    person = scenes.a_person()
    for _number in range(9):
        client.post("/account/password/reset/", {"email": person.email}, REMOTE_ADDR="203.0.113.1")

    answer = client.post("/account/password/reset/", {"email": person.email}, REMOTE_ADDR="198.51.100.7")

    assert answer.status_code == 302


def test_too_many_tries_get_a_page_with_a_sentence(client):
    answers = [client.post("/account/login/", {"login": f"a{n}@example.org", "password": "x"}) for n in range(31)]

    assert answers[-1].status_code == 429
    assert "Wait a minute" in answers[-1].content.decode()


@pytest.mark.parametrize("address", ["login/code/", "password/reset/"])
def test_a_known_and_an_unknown_address_get_the_same_answer_and_one_mail_each(settings, address):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    person = scenes.a_person()

    known = Client().post(f"/account/{address}", {"email": person.email})
    unknown = Client().post(f"/account/{address}", {"email": "nobody@example.org"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [each.to for each in mail.outbox] == [[person.email], ["nobody@example.org"]]
    assert "Nobody is known there" in mail.outbox[1].body
    assert all("Hello from" not in each.body and "sign up" not in each.body for each in mail.outbox)


def test_a_session_begun_before_signing_in_is_not_the_one_afterwards(client):
    person = scenes.a_person()
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key

    tries(client, person, scenes.PASSWORD, "198.51.100.7")

    assert client.session.session_key != before


def test_a_person_who_was_switched_off_is_out_at_once(client):
    office = scenes.an_office()
    manager = scenes.a_manager(office)
    client.force_login(manager)
    manager.is_active = False
    manager.save()

    assert client.get(f"/{office.slug}/").status_code == 302
    assert tries(client, manager, scenes.PASSWORD, "198.51.100.7").url == "/account/inactive/"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(client, target):
    person = scenes.a_person()

    given = {"login": person.email, "password": scenes.PASSWORD, "next": target}

    assert client.post("/account/login/", given).url == "/"


def test_signing_out_takes_a_form(client):
    client.force_login(scenes.a_person())

    client.get("/account/logout/")

    assert "_auth_user_id" in client.session


def test_a_wrong_password_is_answered_with_what_to_do(client):
    answer = tries(client, scenes.a_person(), "wrong", "203.0.113.9").content.decode()

    assert "Address and password do not fit together. Try again, or have a code mailed." in answer


def test_a_wrong_code_is_answered_with_what_to_do(client):
    client.post("/account/login/code/", {"email": scenes.a_person().email})

    answer = client.post("/account/login/code/confirm/", {"code": "WRONG1"}, follow=True).content.decode()

    assert "That is not the code. Take it from the newest mail, or go back and ask for another one." in answer
