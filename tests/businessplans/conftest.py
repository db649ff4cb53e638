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
    version = scenes.a_version(office, manager)
    for ref in ("B1", "B2"):
        scenes.a_benefit(version, ref)
    return version


@pytest.fixture
def plan(office, manager, version):
    return scenes.a_plan(office, manager)
