"""Roles × deeds, whole; an unlisted pair means refused."""

import pytest

from pmo.access import rules
from pmo.access.models import Office, Person
from pmo.access.standing import Standing
from pmo.access.states import EXECUTIVE, Role
from pmo.access.verdicts import Ground

ROLES = [*Role.values, EXECUTIVE, ""]
GRANTED = {
    rules.is_manager: {"manager"},
    rules.is_administrator: {"administrator"},
    rules.may_administer: {"administrator"},
    rules.sees_office: {"manager", "administrator", "auditor", "executive"},
    rules.sees_working_pages: {"manager", "administrator", "auditor"},
    rules.sees_ledger: {"manager", "administrator", "auditor"},
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("rule", GRANTED, ids=lambda rule: rule.__name__)
def test_each_role_may_do_what_the_table_says(rule, role):
    standing = Standing(Person(), Office(), frozenset({role} if role else ()))

    verdict = rule(standing)

    assert bool(verdict) == (role in GRANTED[rule])
    assert verdict.granted or (str(verdict.reason) and verdict.ground is Ground.ROLE)
