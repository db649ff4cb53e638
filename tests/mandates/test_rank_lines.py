"""What has moved between two rankings: places among the statements that both asked about, and nobody given away."""

import pytest

from mandates.models import Sounding
from mandates.selectors.sounding_pages import sounding_page
from mandates.selectors.versions import open_version, statements_of
from mandates.services.statements import change_statement
from pmo.access.standing import standing_of
from tests.scenes.executives import manager_of
from tests.scenes.soundings import a_sounding, closed, said, three_seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(office):
    return three_seats(office)


def ranked(office, seats, *orders, **manner):
    """A closed ranking, an order a seat."""
    sounding = a_sounding(office, "ranking", **manner)
    for seat, order in zip(seats, orders, strict=False):
        said(sounding, seat, order)
    return closed(sounding)


def moved(sounding, office):
    loaded = Sounding.objects.select_related("mandate__office").get(pk=sounding.pk)
    return sounding_page(loaded, standing_of(manager_of(office), office)).moved


def test_a_line_leads_from_the_place_then_to_the_place_now(client, office, seats):
    first = ranked(office, seats, [1, 2, 3], [1, 2, 3], [1, 3, 2])
    third = statements_of(open_version(office))[2]
    change_statement(statement_id=third.pk, text="Who?", shown_digest=third.digest, by=manager_of(office))

    second = ranked(office, seats, [2, 2, 1], [2, 3, 1], [3, 2, 1])

    found = moved(second, office)
    assert moved(first, office) is None
    assert [(row.item.key, row.before, row.now, row.is_reworded) for row in found.rows] == [
        ("ISS-3", 3, 1, True),
        ("ISS-1", 1, 2.5, False),
        ("ISS-2", 2, 2.5, False),
    ]
    assert [end.keys for end in found.now] == ["ISS-3", "ISS-1, ISS-2"]
    client.force_login(manager_of(office))
    page = client.get(f"/{office.slug}/soundings/{second.number}/").content.decode()
    assert "0 of the 3 statements that both asked about stand where they stood." in page


def test_places_are_counted_among_the_statements_of_both(office, seats):
    ranked(office, seats, [3, 1, 2], [3, 1, 2], [3, 1, 2])

    second = ranked(office, seats, [1, 2], [1, 2], [1, 2], keys=["ISS-1", "ISS-3"])

    assert [(row.item.key, row.before, row.now) for row in moved(second, office).rows] == [
        ("ISS-1", 2, 1),
        ("ISS-3", 1, 2),
    ]


@pytest.mark.parametrize("keys", [["ISS-1", "ISS-2"], ["ISS-2", "ISS-3"]])
def test_one_statement_in_common_has_no_place_and_another_method_none_either(office, seats, keys):
    ranked(office, seats, [1, 2], [1, 2], [1, 2], keys=["ISS-1", "ISS-2"])
    points = a_sounding(office, "points")
    for seat in seats:
        said(points, seat, [50, 50, 0])

    found = moved(ranked(office, seats, [1, 2], [1, 2], [1, 2], keys=keys), office)

    assert (found is None) == (keys != ["ISS-1", "ISS-2"])
    assert moved(closed(points), office) is None
