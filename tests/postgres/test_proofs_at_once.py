"""Tries at the same moment: counted one by one, and nothing proves twice."""

import pytest

from pmo.access import proofs
from pmo.access.models import Proof
from tests.postgres.test_rounds_at_once import at_once
from tests.scenes.executives import a_person
from tests.scenes.passkeys import a_passkey

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PURPOSE = {"purpose": "sign:1", "session_key": "one"}
MANY = 12


def at_the_same_moment(prove):
    """Try many times at once; return how many of them proved."""
    return sum(bool(verdict) for verdict in at_once(*[prove] * MANY))


def test_of_many_wrong_passwords_five_are_tried():
    person = a_person()

    at_the_same_moment(lambda: proofs.prove_by_password(person, "wrong", **PURPOSE))

    assert sum(Proof.objects.values_list("tries", flat=True)) == proofs.TRIES


def test_a_mailed_code_proves_once():
    person = a_person()
    code = proofs.new_code(person, **PURPOSE)

    assert at_the_same_moment(lambda: proofs.prove_by_code(person, code, **PURPOSE)) == 1


def test_a_passkey_s_answer_proves_once():
    person = a_person()
    answer = a_passkey(person).signs(proofs.ask_passkey(person, **PURPOSE))

    assert at_the_same_moment(lambda: proofs.prove_by_passkey(person, answer, **PURPOSE)) == 1
