"""Who comes in at the pages of the draft, and how many queries they ask."""

import pytest

from mandates.states import LineKind, VersionState
from tests.scenes.executives import (
    a_confirmed_requirement,
    a_seat,
    administrator_of,
    an_auditor,
    an_office,
    holder_of,
    manager_of,
)
from tests.scenes.mandates import a_draft, a_full_draft, a_statement, drafter_of, url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return a_full_draft()


@pytest.fixture
def drafting(client, version):
    client.force_login(drafter_of(version))
    return client


DRAFT_PAGES = {
    "header": {},
    "new_statement": {"kind": "ISS"},
    "statement": {"key": "ISS-1"},
    "sources": {"key": "ISS-1"},
    "links": {"key": "BEN-1"},
    "remove_statement": {"key": "ISS-1"},
    "open_draft": {},
}


@pytest.mark.parametrize("name", DRAFT_PAGES)
def test_only_the_manager_sees_pages_that_change_the_draft(client, version, name):
    office = version.mandate.office
    people = {
        drafter_of(version): 200,
        holder_of(office.seats.first()): 403,
        administrator_of(office): 403,
        an_auditor(office): 403,
        manager_of(an_office()): 404,
    }
    answers = {}

    for person in people:
        client.force_login(person)
        answers[person] = client.get(url(version, name, **DRAFT_PAGES[name])).status_code

    assert answers == people


@pytest.mark.parametrize("name", ["header", "statement", "sources"])
def test_a_draft_that_is_asked_in_a_round_is_not_changed(drafting, version, name):
    version.state = VersionState.IN_CONSENSUS
    version.save(update_fields=["state"])

    answer = drafting.get(url(version, name, **DRAFT_PAGES[name]))

    assert answer.status_code == 409
    assert "It can be changed when the round has closed." in words(answer)


@pytest.mark.parametrize("key", ["ISS-9", "OPP-999999"])
def test_a_key_that_is_not_there_is_not_found(drafting, version, key):
    assert drafting.get(url(version, "statement", key=key)).status_code == 404


def grow(office, times):
    for _time in range(times):
        seat = a_seat(office)
        version = a_draft(office)
        for kind in LineKind:
            a_statement(version, kind, sources=(a_confirmed_requirement(seat),))
        a_confirmed_requirement(seat)
    return version


PAGES = [("draft", {}), ("landing", {}), ("sources", {"key": "ISS-1"}), ("links", {"key": "OBJ-1"}), ("versions", {})]


def test_pages_ask_as_many_queries_at_ten_times_the_data(client, django_assert_max_num_queries):
    office = an_office()
    client.force_login(manager_of(office))
    version = grow(office, 1)
    pages = [url(version, name, **parts) for name, parts in PAGES]
    client.get(pages[0])

    def queries(page):
        with django_assert_max_num_queries(20) as counted:
            client.get(page)
        return len(counted)

    small = {page: queries(page) for page in pages}
    grow(office, 9)

    assert {page: queries(page) for page in pages} == small
