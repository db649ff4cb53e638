"""The first page, and the same answer to strangers wherever they knock."""

import re

import pytest
from django.urls import reverse

from tests.scenes.executives import (
    a_manager,
    a_person,
    a_played_back_requirement,
    a_seat,
    administrator_of,
    an_auditor,
    an_office,
    holder_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return an_office("harbour-rail")


def test_who_is_not_signed_in_is_asked_to(client, office):
    page = client.get(f"/{office.slug}/")

    assert page.status_code == 302
    assert page.url.startswith("/account/login/?next=")


@pytest.mark.parametrize("who", ["manager", "auditor", "administrator"])
def test_the_first_page_leads_to_the_one_office(client, office, who):
    person = {"manager": a_manager, "auditor": an_auditor, "administrator": administrator_of}[who](office)
    client.force_login(person)

    page = client.get("/", follow=True)

    assert page.redirect_chain[-1][0] == f"/{office.slug}/"
    assert page.status_code == 200


def test_an_executive_lands_on_what_waits_for_them(client, office):
    client.force_login(holder_of(a_seat(office)))

    page = client.get("/", follow=True)

    assert page.redirect_chain[-1][0] == f"/{office.slug}/waiting/"
    assert "Nothing waits for you" in page.content.decode()


def test_several_offices_are_offered(client, office):
    northfield = an_office("northfield")
    person = holder_of(a_seat(office))
    a_manager(northfield)
    northfield.memberships.update(person=person)
    client.force_login(person)

    page = client.get("/")

    assert "Harbour-Rail" in page.content.decode()
    assert "Northfield" in page.content.decode()


def test_who_has_no_part_anywhere_is_told_what_to_do(client):
    client.force_login(a_person())

    page = client.get("/")

    assert "Ask the administrator" in page.content.decode()


def without_address(page):
    """The page without the address that was asked for, and without the token that is new in every form."""
    return re.sub(rb'name="(csrfmiddlewaretoken|next)" value="[^"]+"', b"", page.content)


def test_a_strange_office_and_none_at_all_look_the_same(client, office):
    client.force_login(a_manager(an_office("northfield")))

    strange, none = client.get(f"/{office.slug}/"), client.get("/no-such-office/")

    assert strange.status_code == none.status_code == 404
    assert without_address(strange) == without_address(none)


@pytest.mark.parametrize("name", ["people", "ledger", "proof"])
def test_the_wrong_role_is_told_why(client, office, name):
    client.force_login(holder_of(a_seat(office)))

    page = client.get(reverse(f"desk:{name}", kwargs={"office": office.slug}))

    assert page.status_code == 403
    assert "is for" in page.content.decode()


def test_the_address_of_a_deed_that_is_only_opened_says_that_nothing_was_done(client, office):
    client.force_login(a_manager(office))

    page = client.get(reverse("executives:play_back_all", args=[office.slug]))

    assert page.status_code == 405
    assert page["Allow"] == "POST"
    assert "Nothing was done" in page.content.decode()


def test_one_sees_in_which_office_something_waits(client, office):
    northfield = an_office("northfield")
    seat = a_seat(office)
    a_manager(northfield)
    northfield.memberships.update(person=holder_of(seat))
    a_played_back_requirement(seat)
    client.force_login(holder_of(seat))

    page = client.get("/").content.decode()

    assert page.count("One thing waits for you") == 1
