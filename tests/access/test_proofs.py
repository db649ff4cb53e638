"""Proving again who one is."""

from datetime import UTC, datetime, timedelta

import pytest

from pmo.access import proofs
from pmo.access.models import Person
from pmo.audit.models import LedgerEntry
from pmo.clock.shifting import set_time, unset_time

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
    return Person.objects.create_user("ingrid@example.org", "three-weeks-for-berths", name="Ingrid Maas")


def wrong(code):
    return "000000" if code != "000000" else "111111"


def test_the_password_proves(person):
    assert proofs.prove_by_password(person, "three-weeks-for-berths", **PURPOSE)
    assert proofs.standing_proof(person, **PURPOSE).method == "password"


def test_a_wrong_password_proves_nothing(person):
    assert not proofs.prove_by_password(person, "six-weeks", **PURPOSE)
    assert proofs.standing_proof(person, **PURPOSE) is None


def test_a_mailed_code_proves_once_and_spaces_do_not_matter(person):
    code = proofs.new_code(person, **PURPOSE)

    assert proofs.prove_by_code(person, f"{code[:3]} {code[3:]}", **PURPOSE)
    assert not proofs.prove_by_code(person, code, **PURPOSE)


def test_a_new_code_makes_the_earlier_one_worthless(person):
    earlier = proofs.new_code(person, **PURPOSE)
    later = proofs.new_code(person, **PURPOSE)

    assert earlier == later or not proofs.prove_by_code(person, earlier, **PURPOSE)
    assert proofs.prove_by_code(person, later, **PURPOSE)


def test_a_code_is_good_for_ten_minutes(person):
    code = proofs.new_code(person, **PURPOSE)

    set_time(NOW + timedelta(minutes=10, seconds=5))

    assert not proofs.prove_by_code(person, code, **PURPOSE)


def test_a_proof_is_good_for_five_minutes(person):
    proofs.prove_by_password(person, "three-weeks-for-berths", **PURPOSE)

    set_time(NOW + timedelta(minutes=5, seconds=5))

    assert proofs.standing_proof(person, **PURPOSE) is None


@pytest.mark.parametrize(
    "other", [{"purpose": "sign:2", "session_key": "one"}, {"purpose": "sign:1", "session_key": "two"}]
)
def test_a_proof_holds_for_its_purpose_in_its_session_only(person, other):
    proofs.prove_by_password(person, "three-weeks-for-berths", **PURPOSE)

    assert proofs.standing_proof(person, **other) is None


def test_a_code_holds_in_the_session_that_asked_for_it(person):
    code = proofs.new_code(person, **PURPOSE)

    assert not proofs.prove_by_code(person, code, purpose="sign:1", session_key="two")


def test_five_wrong_tries_wait_and_then_the_way_is_open_again(person):
    code = proofs.new_code(person, **PURPOSE)
    for _ in range(5):
        proofs.prove_by_code(person, wrong(code), **PURPOSE)

    refused = proofs.prove_by_code(person, code, **PURPOSE)
    set_time(NOW + timedelta(minutes=16))
    again = proofs.prove_by_password(person, "three-weeks-for-berths", **PURPOSE)

    assert not refused
    assert "quarter of an hour" in str(refused.reason)
    assert again


def test_a_series_of_wrong_tries_is_one_line_in_the_ledger(person):
    code = proofs.new_code(person, **PURPOSE)
    for _ in range(3):
        proofs.prove_by_code(person, wrong(code), **PURPOSE)
    for _ in range(5):
        proofs.prove_by_password(person, "wrong", **PURPOSE)

    assert LedgerEntry.objects.filter(event="identity.refused").count() == 1


def test_the_code_itself_is_kept_nowhere(person):
    code = proofs.new_code(person, **PURPOSE)

    assert all(code not in str(value) for row in person.proofs.values() for value in row.values())
