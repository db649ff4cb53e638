"""Every page of the demonstration, as each of its people finds it by following links from the first page."""

import re

import pytest
from django.db import transaction

from pmo.access.models import Person
from pmo.access.services import open_office
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.scenes.demonstration import ASKED
from tests.scenes.growing import grow
from tests.stories.conftest import ORDER, PEOPLE
from tools.crawling.following import Page, browser, crawl, visit

DIFFERENT = ("PMO manager", "Executive")  # the others read the manager's pages, without the deeds
pytestmark = pytest.mark.django_db
MOST_QUERIES = 20
OWN = re.compile(rb'name="(csrfmiddlewaretoken|next)" value="[^"]*"')  # a token, and the way back to where one is

at_every_stage = pytest.mark.parametrize("stage", ORDER[1:], indirect=True, scope="module")
at_two_stages = pytest.mark.parametrize("stage", [ASKED, Stage.AMENDED], indirect=True, scope="module")
at_the_end_and_in_a_long_run_while_a_round_is_open = pytest.mark.parametrize(
    "stage", [pytest.param(ASKED, marks=pytest.mark.long), Stage.AMENDED], indirect=True, scope="module"
)
by_everybody = pytest.mark.parametrize("role", list(PEOPLE))


def inside(pages: list[Page], slug: str) -> list[str]:
    """Return the addresses of the pages that lie in an office."""
    return [page.address for page in pages if page.address.startswith(f"/{slug}/")]


def asks_too_often(page: Page) -> bool:
    """Say whether a page asks the database more than a page may."""
    return page.queries > MOST_QUERIES


@pytest.mark.parametrize("stage", [Stage.EMPTY], indirect=True, scope="module")
@pytest.mark.parametrize("role", ["PMO manager", "Administrator", "Auditor"])
def test_an_empty_office_has_sound_pages_too(stage, role):
    pages = crawl(browser(cast.person(PEOPLE[role])), stage.office)

    assert [page for page in pages if page.status not in {200, 302} or asks_too_often(page)] == []
    assert {page.address: problems for page in pages if page.markup and (problems := page.markup.problems())} == {}


@at_every_stage
@by_everybody
def test_every_page_answers(stage, role):
    pages = stage.pages(role)

    assert len(pages) > 5
    assert [page for page in pages if page.status not in {200, 302}] == []


@at_every_stage
@by_everybody
def test_no_page_asks_the_database_too_often(stage, role):
    pages = stage.pages(role)

    assert [(page.address, page.queries) for page in pages if asks_too_often(page)] == []


@at_every_stage
@by_everybody
def test_every_page_is_soundly_made(stage, role):
    pages = [page for page in stage.pages(role) if page.markup]

    assert {page.address: problems for page in pages if (problems := page.markup.problems())} == {}


@at_the_end_and_in_a_long_run_while_a_round_is_open
def test_ten_times_the_data_costs_no_more_queries(stage):
    clients = {role: browser(cast.person(player)) for role, player in PEOPLE.items()}
    firsts = {role: {page.name: page for page in reversed(stage.pages(role))}.values() for role in DIFFERENT}
    before = {(role, page.address): page.queries for role in DIFFERENT for page in firsts[role]}

    with transaction.atomic():
        grow(stage.office)
        after = {(role, address): visit(clients[role], address, read=False)[0] for role, address in before}
        transaction.set_rollback(True)

    assert [page for page in after.values() if page.status not in {200, 302}] == []
    assert {key: (before[key], page.queries) for key, page in after.items() if page.queries != before[key]} == {}


@at_two_stages
def test_strangers_find_nothing_and_the_signed_out_a_door(stage):
    stranger = Person.objects.create_user(f"stranger.{stage.name}@example.net", name="Sten Stranger")
    open_office(administrator=stranger, slug=f"elsewhere-{stage.name}", name="Elsewhere", organisation="Other")
    addresses = {address for role in PEOPLE for address in inside(stage.pages(role), stage.office.slug)}
    client, nobody = browser(stranger), browser(None)
    nowhere = OWN.sub(b"", client.get("/no-such-office/").content)

    answers = {address: client.get(address) for address in addresses}
    doors = {address: nobody.get(address) for address in addresses}

    assert {a: it.status_code for a, it in answers.items() if it.status_code != 404} == {}
    assert [a for a, it in answers.items() if OWN.sub(b"", it.content) != nowhere] == []
    assert {a for a, it in doors.items() if not it.headers.get("Location", "").startswith("/account/login/")} == set()


@at_two_stages
@by_everybody
def test_the_wrong_role_is_told_why(stage, role):
    client, own = browser(cast.person(PEOPLE[role])), {page.name for page in stage.pages(role)}
    others = {page.name: page.address for other in PEOPLE for page in stage.pages(other) if page.name not in own}

    answers = {address: client.get(address) for address in others.values()}
    refused = {address: answer for address, answer in answers.items() if answer.status_code in {403, 409}}

    assert {a: it.status_code for a, it in answers.items() if it.status_code not in {200, 302, 403, 409}} == {}
    assert [address for address, answer in refused.items() if not str(answer.context["reason"]).strip()] == []
