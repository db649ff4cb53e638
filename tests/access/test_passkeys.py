"""Passkeys: bound to the person, the purpose, the session and five minutes; used once; nonsense is no answer."""

from datetime import UTC, datetime, timedelta

import pytest

from pmo.access import passkeys, proofs
from pmo.clock.shifting import set_time, unset_time
from tests.scenes.executives import a_person
from tests.scenes.passkeys import SESSION, Device, a_passkey

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 1, 25, 9, 0, tzinfo=UTC)
PURPOSE = {"purpose": "sign:1", "session_key": "one"}


@pytest.fixture(autouse=True)
def morning():
    set_time(NOW)
    yield
    unset_time()


@pytest.fixture
def person():
    return a_person()


@pytest.fixture
def device(person):
    return a_passkey(person)


def test_a_passkey_proves_and_says_when_it_was_used(person, device):
    answer = device.signs(proofs.ask_passkey(person, **PURPOSE))

    assert proofs.prove_by_passkey(person, answer, **PURPOSE)
    assert proofs.standing_proof(person, **PURPOSE).method == "passkey"
    assert passkeys.passkeys_of(person).get().last_used_at == pytest.approx(NOW, abs=timedelta(seconds=30))


def test_an_answer_is_good_once(person, device):
    answer = device.signs(proofs.ask_passkey(person, **PURPOSE))
    proofs.prove_by_passkey(person, answer, **PURPOSE).require()

    assert not proofs.prove_by_passkey(person, answer, **PURPOSE)
    assert person.proofs.count() == 1


@pytest.mark.parametrize(
    "other", [{"purpose": "sign:2", "session_key": "one"}, {"purpose": "sign:1", "session_key": "two"}]
)
def test_an_answer_proves_for_its_purpose_in_its_session_only(person, device, other):
    answer = device.signs(proofs.ask_passkey(person, **PURPOSE))

    assert not proofs.prove_by_passkey(person, answer, **other)


def test_an_answer_after_five_minutes_is_too_late(person, device):
    answer = device.signs(proofs.ask_passkey(person, **PURPOSE))

    set_time(NOW + timedelta(minutes=5, seconds=1))

    assert not proofs.prove_by_passkey(person, answer, **PURPOSE)


def test_somebody_else_s_passkey_proves_nothing(person, device):
    thief = a_passkey(a_person())

    assert not proofs.prove_by_passkey(person, thief.signs(proofs.ask_passkey(person, **PURPOSE)), **PURPOSE)


@pytest.mark.parametrize(
    "strange", [{"origin": "https://evil.example"}, {"origin": "http://localhost.evil.example"}, {"verified": False}]
)
def test_another_site_and_a_device_that_asked_for_no_finger_prove_nothing(person, device, strange):
    other = Device(**strange)
    device.origin, device.flags = other.origin, other.flags

    assert not proofs.prove_by_passkey(person, device.signs(proofs.ask_passkey(person, **PURPOSE)), **PURPOSE)


def test_whoever_has_no_passkey_is_asked_for_none(person):
    assert proofs.ask_passkey(person, **PURPOSE) == {}


def test_wrong_passwords_do_not_keep_the_passkey_out(person, device):
    for _number in range(6):
        proofs.prove_by_password(person, "wrong", **PURPOSE)

    assert proofs.prove_by_passkey(person, device.signs(proofs.ask_passkey(person, **PURPOSE)), **PURPOSE)


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        [],
        "x",
        None,
        7,
        {"id": "x"},
        {"response": None},
        {"id": "eA", "rawId": "eA", "type": "public-key", "response": {}},
        {"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "eyJ9", "signature": 1}},
    ],
)
def test_nonsense_is_no_answer(person, device, nonsense):
    assert not proofs.prove_by_passkey(person, nonsense, **PURPOSE)
    assert not passkeys.added(person, nonsense, session=SESSION)


def test_a_new_passkey_is_asked_for_by_the_person_in_the_session(person):
    other, new = a_person(), Device()

    answer = new.registers(passkeys.asked_to_add(person, session=SESSION))

    assert passkeys.added(person, answer, session=SESSION)
    assert not passkeys.added(person, answer, session="another session")
    assert not passkeys.added(other, answer, session=SESSION)


def test_the_same_passkey_is_not_added_twice(person, device):
    assert not passkeys.added(person, device.registers(passkeys.asked_to_add(person, session=SESSION)), session=SESSION)
