"""The margin of the document counts as its round counted: required seats, abstentions that leave, new holders."""

import pytest

from executives.services import seats as holding
from mandates.models import MandateVersion
from mandates.selectors.agreements import agreements_of
from mandates.selectors.outcomes import outcome_of
from mandates.states import StanceChoice
from tests.scenes.executives import a_person, a_seat, holder_of, manager_of
from tests.scenes.mandates import words
from tests.scenes.rounds import an_open_round, answered, closed, in_days, item

pytestmark = pytest.mark.django_db

AGREE, RESERVATION, ABSTAIN, OBJECT = StanceChoice


@pytest.fixture
def seats(office):
    return [a_seat(office, f"Seat {number}") for number in range(1, 4)]


def margin_of(round_):
    version = MandateVersion.objects.get(pk=round_.version_id)
    [agreement] = agreements_of(version, version.statements.all()).values()
    return agreement


def said(round_, seats, *choices):
    for seat, choice in zip(seats, choices, strict=True):
        answered(item(round_), seat, choice)
    return closed(round_)


@pytest.mark.parametrize(
    ("terms", "choices", "of", "needed", "left_out", "reached"),
    [
        ({}, (AGREE, RESERVATION, AGREE), (3, 3), 3, 0, True),
        ({}, (AGREE, AGREE, ABSTAIN), (2, 3), 3, 0, False),
        ({"abstentions": "leave"}, (AGREE, AGREE, ABSTAIN), (2, 2), 2, 1, True),
        ({"abstentions": "leave"}, (AGREE, OBJECT, ABSTAIN), (1, 2), 2, 1, False),
        ({"abstentions": "leave"}, (ABSTAIN, ABSTAIN, ABSTAIN), (0, 0), 1, 3, False),
        ({"rule": "majority"}, (AGREE, AGREE, OBJECT), (2, 3), 2, 0, True),
        ({"rule": "majority", "required": 2}, (AGREE, AGREE, OBJECT), (2, 3), 2, 0, False),
        ({"rule": "majority", "required": 0}, (RESERVATION, AGREE, OBJECT), (2, 3), 2, 0, True),
        ({"rule": "n_of_m", "needed_of": 1}, (OBJECT, AGREE, OBJECT), (1, 3), 1, 0, True),
        ({"rule": "consent"}, (AGREE, RESERVATION, OBJECT), (2, 3), 3, 0, False),
    ],
)
def test_the_margin_says_what_the_round_says(office, seats, terms, choices, of, needed, left_out, reached):
    named = (seats[terms["required"]].pk,) if "required" in terms else ()

    round_ = said(an_open_round(office, **terms | {"required": named}), seats, *choices)

    found = margin_of(round_)
    assert ((found.agreeing, found.counted), found.needed, found.abstained) == (of, needed, left_out)
    assert found.is_reached == reached == outcome_of(round_).items[0].agreed
    assert found.is_unanimous == (of == (3, 3))


def test_only_the_holder_at_the_close_is_counted_and_named(office, seats):
    round_ = an_open_round(office)
    answered(item(round_), seats[2], OBJECT)
    newcomer = a_person(office, "Nadia Newcomer")
    holding.seat_person(seat_id=seats[2].pk, person=newcomer, start=in_days(office, 0), by=manager_of(office))

    found = margin_of(said(round_, seats, AGREE, AGREE, RESERVATION))

    assert (found.agreeing, found.counted) == (3, 3)
    assert [each.name for each in found.reservations] == ["Nadia Newcomer"]


def test_the_document_names_a_required_seat_that_does_not_agree_and_what_is_left_out(client, office, seats):
    required = (seats[0].pk,)
    said(an_open_round(office, rule="majority", abstentions="leave", required=required), seats, ABSTAIN, AGREE, AGREE)
    client.force_login(manager_of(office))

    page = words(client.get(f"/{office.slug}/mandate/draft/"))

    assert "2 of 2 , without Seat 1, whose agreement is required, one abstention is left out" in page
    assert holder_of(seats[0]).name not in page.partition("2 of 2")[2][:80]
