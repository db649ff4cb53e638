"""*My sign-in*: each change needs a fresh proof, is a ledger entry and is told by mail."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from pmo import clock
from pmo.access import authenticators, passkeys
from pmo.access.models import Proof
from pmo.audit.models import LedgerEntry
from tests.scenes import executives as scenes
from tests.scenes.passkeys import Device, a_passkey
from tests.scenes.sign_in import MINE, code_now, next_code, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailed(settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person():
    return scenes.a_person()


@pytest.fixture
def own(person):
    return signed_in(person)


def an_hour_later():
    """Time in which every proof has ended."""
    Proof.objects.update(proved_at=clock.now() - timedelta(hours=1))


def asked_on(page):
    return json.loads(unescape(re.search(r'data-pm-asked="([^"]*)"', page.content.decode())[1]))


def events():
    return list(LedgerEntry.objects.order_by("number").values_list("event", flat=True))


def with_app(own):
    """Set up an authenticator app; return its secret."""
    own.get(f"{MINE}app/")
    secret = own.session[totp.SECRET_SESSION_KEY]
    assert own.post(f"{MINE}app/", {"code": code_now(secret)}).url == f"{MINE}recovery-codes/"
    return secret


def test_a_passkey_is_added_named_and_removed(own, person, django_capture_on_commit_callbacks):
    device = Device()
    with django_capture_on_commit_callbacks(execute=True):
        answer = device.registers(asked_on(own.get(f"{MINE}passkeys/add/")))
        added = own.post(f"{MINE}passkeys/add/", {"name": "My phone", "passkey": json.dumps(answer)})
        passkey = passkeys.passkeys_of(person).get()
        own.post(f"{MINE}passkeys/{passkey.pk}/", {"name": "The old phone"})
        page = own.get(MINE).content.decode()
        own.post(f"{MINE}passkeys/{passkey.pk}/remove/")

    assert added.url == MINE
    assert "The old phone" in page
    assert not passkeys.passkeys_of(person).exists()
    assert events()[-3:] == ["passkey.added", "passkey.renamed", "passkey.removed"]
    assert [each.to for each in mail.outbox] == [[person.email], [person.email]]
    assert "My phone" in mail.outbox[0].body
    assert "Sign out everywhere" in mail.outbox[0].body


@pytest.mark.parametrize(
    "page", ["passkeys/add/", "passkeys/1/remove/", "app/", "app/remove/", "recovery-codes/", "recovery-codes/file/"]
)
def test_a_change_begins_with_a_fresh_proof(own, page):
    an_hour_later()

    assert own.get(MINE + page).url == f"{MINE}prove/?next={MINE.replace('/', '%2F')}{page.replace('/', '%2F')}"
    assert own.post(MINE + page, {"kept": "1"}).url.startswith(f"{MINE}prove/")


def test_a_first_password_is_a_change_as_well(own):
    an_hour_later()

    assert own.post("/account/password/set/", {"password1": "x", "password2": "x"}).url.startswith(f"{MINE}prove/")


def test_the_password_proves_and_leads_back(own):
    an_hour_later()

    wrong = own.post(f"{MINE}prove/", {"password": "wrong", "next": f"{MINE}app/"})
    right = own.post(f"{MINE}prove/", {"password": scenes.PASSWORD, "next": f"{MINE}app/"})

    assert wrong.status_code == 400
    assert "That is not your password" in wrong.content.decode()
    assert right.url == f"{MINE}app/"
    assert own.get(f"{MINE}app/").status_code == 200


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_a_proof_leads_nowhere_else(own, target):
    assert own.post(f"{MINE}prove/", {"password": scenes.PASSWORD, "next": target}).url == MINE


def test_a_mailed_code_proves_for_whoever_has_no_app(own):
    an_hour_later()

    own.post(f"{MINE}prove/", {"mail_code": "1"})
    code = re.search(r"\d{6}", mail.outbox[-1].body)[0]

    assert own.post(f"{MINE}prove/", {"code": code, "next": f"{MINE}app/"}).url == f"{MINE}app/"


def test_with_an_app_no_mailed_code_proves_but_the_app_does(own, person):
    secret = with_app(own)
    an_hour_later()

    own.post(f"{MINE}prove/", {"mail_code": "1"})
    refused = own.post(f"{MINE}prove/", {"app": "000000"})
    proved = own.post(f"{MINE}prove/", {"app": next_code(secret)})

    assert not mail.outbox
    assert refused.status_code == 400
    assert proved.url == MINE


def test_a_recovery_code_proves_once_and_is_told_by_mail(own, person):
    with_app(own)
    code = authenticators.recovery_codes_of(person)[0]
    an_hour_later()

    with TestCase.captureOnCommitCallbacks(execute=True):
        proved = own.post(f"{MINE}prove/", {"app": code})
    again = own.post(f"{MINE}prove/", {"app": code})

    assert (proved.status_code, again.status_code) == (302, 400)
    assert "A recovery code was used. Codes that are left: 9." in mail.outbox[-1].body
    assert LedgerEntry.objects.filter(event="recovery_code.used").count() == 1


def test_a_passkey_proves(own, person):
    device = a_passkey(person)
    an_hour_later()
    answer = device.signs(asked_on(own.get(f"{MINE}prove/")))

    assert own.post(f"{MINE}prove/", {"passkey": json.dumps(answer)}).url == MINE


def test_codes_are_shown_once_and_handed_out_as_a_file(own, person):
    with_app(own)
    codes = authenticators.recovery_codes_of(person)

    shown, file = own.get(f"{MINE}recovery-codes/"), own.get(f"{MINE}recovery-codes/file/")
    own.post(f"{MINE}recovery-codes/", {"kept": "1"})
    later, gone = own.get(f"{MINE}recovery-codes/"), own.get(f"{MINE}recovery-codes/file/")

    assert len(codes) == 10
    assert all(code in shown.content.decode() and code in file.content.decode() for code in codes)
    assert "attachment" in file["Content-Disposition"]
    assert not any(code in later.content.decode() for code in codes)
    assert "Ten recovery codes are left" in later.content.decode()
    assert gone.status_code == 404


def test_new_codes_make_the_earlier_ones_worthless(own, person):
    with_app(own)
    earlier = authenticators.recovery_codes_of(person)

    own.post(f"{MINE}recovery-codes/")

    assert not set(earlier) & set(authenticators.recovery_codes_of(person))
    assert authenticators.matching(person, earlier[0]) is None
    assert events()[-2:] == ["authenticator.on", "recovery_codes.renewed"]


def test_secrets_lie_in_the_database_encrypted(own, person):
    secret = with_app(own)

    kept = json.dumps([each.data for each in Authenticator.objects.all()])

    assert secret not in kept
    assert not any(code in kept for code in authenticators.recovery_codes_of(person))


def test_taking_the_app_away_takes_the_recovery_codes_too(own, person):
    with_app(own)

    own.post(f"{MINE}app/remove/")

    assert not Authenticator.objects.filter(user=person).exists()
    assert events()[-1] == "authenticator.off"


def test_nobody_ends_somebody_else_s_session_or_touches_their_passkey(own, person):
    stranger = scenes.a_person()
    a_passkey(person)
    theirs = signed_in(stranger)
    passkey = passkeys.passkeys_of(person).get()
    number = person.usersession_set.get().pk

    theirs.post(f"{MINE}sessions/{number}/end/")

    assert theirs.post(f"{MINE}passkeys/{passkey.pk}/", {"name": "x"}).status_code == 404
    assert theirs.post(f"{MINE}passkeys/{passkey.pk}/remove/").status_code == 404
    assert own.get(MINE).status_code == 200


def test_a_changed_password_is_told_and_ends_the_other_sessions(own, person, django_capture_on_commit_callbacks):
    other = signed_in(person)
    given = {"oldpassword": scenes.PASSWORD, "password1": "wind-over-quay", "password2": "wind-over-quay"}

    with django_capture_on_commit_callbacks(execute=True):
        answer = own.post("/account/password/change/", given)

    assert answer.url == MINE
    assert own.get(MINE).status_code == 200
    assert other.get(MINE).status_code == 302
    assert "password.changed" in events()
    assert "Your password was changed" in mail.outbox[0].body


def test_the_page_takes_the_same_number_of_queries_for_many_as_for_one(own, person):
    a_passkey(person)
    with CaptureQueriesContext(connection) as few:
        own.get(MINE)
    for _number in range(3):
        a_passkey(person)
        signed_in(person)

    with CaptureQueriesContext(connection) as many:
        own.get(MINE)

    assert len(many) == len(few) <= 20
