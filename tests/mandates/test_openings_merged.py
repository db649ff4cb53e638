"""A round waits for the owners of merged words, and for nobody else."""

import pytest

from executives.services import seats
from mandates.selectors.openings import unconfirmed_sources
from mandates.services import drafting, statements
from pmo import clock
from tests.scenes import executives as scenes
from tests.scenes import lineage as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged():
    office = scenes.an_office()
    sources = [scenes.a_confirmed_requirement(scenes.a_seat(office)) for _seat in range(2)]
    return made.merged(*sources)


@pytest.fixture
def version(merged):
    by = scenes.manager_of(merged.office)
    version = drafting.open_draft(office_id=merged.office_id, by=by)
    statement = statements.add_statement(version_id=version.pk, kind="ISS", text="Reports are late.", by=by)
    statements.set_sources(statement_id=statement.pk, wording_ids=[merged.wording_id], by=by)
    return version


def test_merged_words_keep_a_round_waiting_until_the_last_owner_has_confirmed(merged, version):
    waited = []
    for each in merged.ownerships.select_related("seat"):
        waited.append(unconfirmed_sources(version))
        made.confirmed_by(merged, each.seat)

    assert waited == [[merged.key], [merged.key]]
    assert unconfirmed_sources(version) == []


def test_an_owner_whose_seat_is_empty_does_not_keep_it_waiting(merged, version):
    first, second = (each.seat for each in merged.ownerships.select_related("seat"))
    made.confirmed_by(merged, first)

    yesterday = clock.today("Europe/London").replace(day=1)
    seats.vacate_seat(seat_id=second.pk, last_day=yesterday, by=scenes.manager_of(merged.office))

    assert unconfirmed_sources(version) == []
