"""Coming in with a passkey, and by a second step; limits that lock nobody out; one answer for all addresses."""

import json
import re
from io import StringIO

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, TestCase

from pmo.access import authenticators
from pmo.access.authenticators import Kind
from pmo.access.services import means
from pmo.audit.models import LedgerEntry
from tests.scenes import executives as scenes
from tests.scenes.passkeys import Device, a_passkey
from tests.scenes.sign_in import code_now, next_code

pytestmark = pytest.mark.django_db
STEP = "/account/2fa/"
PASSKEY = "/account/login/passkey/"
SECRET = totp.generate_totp_secret()
NONSENSE = ["", "{", "[]", "7", "null", '{"id": "x"}', '{"response": {"userHandle": "MTIz"}}', "9" * 5000, "[" * 9000]


@pytest.fixture(autouse=True)
def fresh_counts(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person():
    return scenes.a_person()


@pytest.fixture
def with_app(person):
    person.authenticator_set.create(type=Kind.TOTP, data={"secret": authenticators.SecondStepAdapter().encrypt(SECRET)})
    means.RecoveryCodes.activate(person)
    return person


def by_password(client, person, machine="203.0.113.1"):
    given = {"login": person.email, "password": scenes.PASSWORD}
    return client.post("/account/login/", given, REMOTE_ADDR=machine)


def asked_of(client):
    return client.get(PASSKEY, headers={"x-requested-with": "XMLHttpRequest"}).json()["request_options"]


def by_passkey(client, person, device):
    handle = user_pk_to_url_str(person).encode()
    answer = device.signs(asked_of(client), user=handle)
    return client.post(PASSKEY, {"credential": json.dumps(answer), "next": "/preferences/"})


def operator(person):
    said = StringIO()
    call_command("person", "forget-second-step", person.email, stdout=said)
    return said.getvalue()


def is_in(client):
    return "_auth_user_id" in client.session


def test_a_passkey_lets_in_without_an_address_and_without_a_second_step(client, with_app):
    device = a_passkey(with_app)

    answer = by_passkey(client, with_app, device)

    assert answer.url == "/preferences/"
    assert is_in(client)
    assert LedgerEntry.objects.last().event == "person.signed_in"
    assert with_app.authenticator_set.get(type=Kind.WEBAUTHN).last_used_at


@pytest.mark.parametrize("strange", [{"origin": "https://evil.example"}, {"verified": False}])
def test_a_passkey_of_another_site_or_without_a_finger_lets_nobody_in(client, person, strange):
    device, other = a_passkey(person), Device(**strange)
    device.origin, device.flags = other.origin, other.flags

    page = by_passkey(client, person, device)

    assert page.url == "/account/login/"
    assert "That passkey did not let you in." in client.get(page.url).content.decode()
    assert not is_in(client)


def test_a_passkey_for_somebody_else_s_name_lets_nobody_in(client, person):
    device = a_passkey(scenes.a_person())

    by_passkey(client, person, device)

    assert not is_in(client)


@pytest.mark.parametrize("answer", NONSENSE)
def test_a_made_up_passkey_lets_nobody_in(client, person, answer):
    asked_of(client)

    assert client.post(PASSKEY, {"credential": answer}).status_code == 302
    assert not is_in(client)


def test_with_a_passkey_alone_a_mailed_code_still_lets_in(client, person):
    a_passkey(person)

    client.post("/account/login/code/", {"email": person.email})
    code = re.search(r"^\S{6,12}$", mail.outbox[-1].body, re.MULTILINE)[0]
    client.post("/account/login/code/confirm/", {"code": code})

    assert is_in(client)


@pytest.mark.parametrize("way", ["password", "code"])
def test_with_an_app_its_code_is_asked_after_password_and_mailed_code(client, with_app, way):
    if way == "password":
        by_password(client, with_app)
    else:
        client.post("/account/login/code/", {"email": with_app.email})
        code = re.search(r"^\S{6,12}$", mail.outbox[-1].body, re.MULTILINE)[0]
        client.post("/account/login/code/confirm/", {"code": code})
    before = is_in(client)

    page = client.get(STEP).content.decode()
    client.post(STEP, {"code": code_now(SECRET)})

    assert not before
    assert "Type the code that your authenticator app shows now" in page
    assert is_in(client)


def test_a_code_of_the_app_is_good_once_on_all_machines(client, with_app):
    code = code_now(SECRET)
    other = Client()
    for browser in (client, other):
        by_password(browser, with_app)
        cache.clear()
        browser.post(STEP, {"code": code})

    assert is_in(client)
    assert not is_in(other)


def test_a_recovery_code_lets_in_once(client, with_app):
    code = authenticators.recovery_codes_of(with_app)[0]
    other = Client()
    for browser in (client, other):
        by_password(browser, with_app)
        browser.post(STEP, {"code": code})

    assert is_in(client)
    assert not is_in(other)


@pytest.mark.parametrize(("left", "said"), [(9, "Nine are left."), (1, "One is left:"), (0, "That was the last")])
def test_a_recovery_code_that_let_in_is_told_on_the_page_and_by_mail(client, with_app, left, said):
    codes = authenticators.recovery_codes_of(with_app)
    for code in codes[left + 1 :]:
        authenticators.matching(with_app, code)
    by_password(client, with_app)

    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(STEP, {"code": codes[0]})

    assert said in client.get("/preferences/").content.decode()
    assert f"Codes that are left: {left}." in mail.outbox[-1].body
    assert LedgerEntry.objects.filter(event="recovery_code.used").count() == 1


def test_a_recovery_code_that_is_used_up_is_answered_with_what_to_do(client, with_app):
    code = authenticators.recovery_codes_of(with_app)[0]
    authenticators.matching(with_app, code)
    by_password(client, with_app)

    assert "a recovery code that is not used yet" in client.post(STEP, {"code": code}).content.decode()


def test_a_passkey_is_a_second_step_too(client, with_app):
    device = a_passkey(with_app)
    by_password(client, with_app)
    asked = client.get(STEP).context["passkey_asked"]

    client.post(STEP, {"credential": json.dumps(device.signs(json.loads(asked)))})

    assert is_in(client)


def test_wrong_codes_come_to_an_end_on_one_machine_and_go_on_at_home(client, with_app):
    by_password(client, with_app, "203.0.113.1")
    for _number in range(6):
        answer = client.post(STEP, {"code": "000000"}, REMOTE_ADDR="203.0.113.1")
    client.post(STEP, {"code": code_now(SECRET)}, REMOTE_ADDR="203.0.113.1")
    home = Client()
    by_password(home, with_app, "198.51.100.7")
    home.post(STEP, {"code": next_code(SECRET)}, REMOTE_ADDR="198.51.100.7")

    assert "Wait five minutes" in answer.content.decode()
    assert not is_in(client)
    assert is_in(home)


def test_the_second_step_cannot_be_walked_round(client, with_app):
    by_password(client, with_app)

    assert client.get("/preferences/sign-in/").status_code == 302
    assert client.get("/preferences/sign-in/app/remove/").status_code == 302
    assert Client().get(STEP).url == "/account/login/"


def test_whoever_lost_the_second_step_gets_it_taken_away_by_the_operator(client, with_app):
    first, second = operator(with_app), operator(with_app)

    by_password(client, with_app)

    assert is_in(client)
    assert "comes in without a second step" in first
    assert "nothing was changed" in second
    assert LedgerEntry.objects.get(event="authenticator.off").actor_id is None


@pytest.mark.parametrize("inactive", [False, True])
def test_a_wrong_code_is_answered_alike_for_known_and_unknown_addresses(person, inactive):
    person.is_active = not inactive
    person.save()
    known, unknown = Client(), Client()
    pages = []
    for browser, email in ((known, person.email), (unknown, "nobody@example.org")):
        browser.post("/account/login/code/", {"email": email})
        answers = [browser.get("/account/login/code/confirm/")]
        answers += [browser.post("/account/login/code/confirm/", {"code": "XXX-XXX"}) for _try in range(4)]
        pages.append([(each.status_code, without(each.content.decode(), email)) for each in answers])

    assert pages[0] == pages[1]


def test_a_wrong_password_is_answered_alike_for_known_and_unknown_addresses(person):
    without_password = scenes.a_person()
    without_password.set_unusable_password()
    without_password.save()
    pages = []
    for email in (person.email, without_password.email, "nobody@example.org"):
        answer = Client().post("/account/login/", {"login": email, "password": "wrong"})
        pages.append((answer.status_code, without(answer.content.decode(), email)))

    assert pages[0] == pages[1] == pages[2]


def without(page, email):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "an address")


def test_links_in_mails_lead_to_the_site_whatever_host_was_asked(client, person, settings):
    settings.ALLOWED_HOSTS, settings.SITE_URL = ["*"], "https://pmo.example.org"

    client.post("/account/password/reset/", {"email": person.email}, headers={"host": "evil.example"})

    assert "https://pmo.example.org/account/password/reset/key/" in mail.outbox[0].body
    assert "evil.example" not in mail.outbox[0].body + mail.outbox[0].subject
