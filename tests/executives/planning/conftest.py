"""An office, and ways to look at a file and to take it in."""

import pytest

from executives.selectors.rosters import roster_screen
from executives.services import rosters
from tests.executives.importing.making import csv_of
from tests.scenes import executives as scenes


@pytest.fixture
def office():
    return scenes.an_office()


@pytest.fixture
def manager(office):
    return scenes.manager_of(office)


@pytest.fixture
def take_in(office, manager):
    def take_in(data, name="list.csv"):
        data = data if isinstance(data, bytes) else csv_of(*data)
        kept = rosters.keep_roster(office_id=office.pk, name=name, data=data, by=manager)
        return rosters.apply_roster(roster_id=kept.pk, by=manager)

    return take_in


@pytest.fixture
def look_at(office, manager):
    def look_at(*rows, name="list.csv"):
        kept = rosters.keep_roster(office_id=office.pk, name=name, data=csv_of(*rows), by=manager)
        return roster_screen(kept)

    return look_at
