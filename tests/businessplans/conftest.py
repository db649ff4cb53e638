"""Offices that the tests of plans begin with."""

import pytest

from tests.scenes import plans as scenes


@pytest.fixture
def office(db):
    return scenes.an_office()


@pytest.fixture
def manager(office):
    return scenes.a_manager(office)


@pytest.fixture
def version(office, manager):
    """A version in force with two benefits."""
    return scenes.a_mandate(office, manager, "B1", "B2")


@pytest.fixture
def plan(office, manager, version):
    return scenes.a_plan(office, manager)


@pytest.fixture
def action(plan, manager):
    return scenes.a_branch(plan, manager)[2]


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client
