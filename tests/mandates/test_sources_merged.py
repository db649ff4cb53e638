"""A statement whose source was merged: it shows, one click follows it, and the quotes stay within reach."""

import pytest
from django.urls import reverse

from mandates.models import Source
from mandates.selectors.sources import moved_in_version, unconfirmed_sources
from mandates.services import drafting, statements
from tests.executives.views.doors import signed_in
from tests.scenes import executives as scenes
from tests.scenes import lineage as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return scenes.an_office("harbour-rail")


@pytest.fixture
def source(office):
    return scenes.a_confirmed_requirement(scenes.a_seat(office, "Ports", name="Ingrid Maas"), "A ship waits ten days.")


@pytest.fixture
def statement(office, source):
    by = scenes.manager_of(office)
    version = drafting.open_draft(office_id=office.pk, by=by)
    statement = statements.add_statement(version_id=version.pk, kind="ISS", text="Waiting.", by=by)
    return statements.set_sources(statement_id=statement.pk, wording_ids=[source.wording_id], by=by)


@pytest.fixture
def merged(office, source, statement):
    other = scenes.a_confirmed_requirement(scenes.a_seat(office, "Finance"), "Nobody knows the cost.")
    return made.merged(source, other, words=scenes.some_words("We wait, and do not know what it costs."))


@pytest.fixture
def manager(office, merged):
    return signed_in(scenes.manager_of(office))


def at(name):
    return reverse(f"mandates:{name}", kwargs={"office": "harbour-rail", "key": "ISS-1"})


def test_the_draft_and_the_page_of_sources_say_that_a_source_has_moved_on(manager, source, merged):
    draft = manager.get(reverse("mandates:draft", args=["harbour-rail"])).content.decode()
    sources = manager.get(at("sources")).content.decode()

    assert f"ISS-1 rests on {source.key}, in whose place others stand by now." in draft
    assert "A source has moved on" in sources
    assert "We wait, and do not know what it costs." in sources


def test_one_click_puts_the_merged_one_in_its_place(manager, statement, merged):
    for _click in range(2):
        manager.post(at("follow_sources"))

    assert list(Source.objects.filter(statement=statement).values_list("wording_id", flat=True)) == [merged.wording_id]


def test_only_a_manager_follows_and_not_by_looking(manager, office, source, merged):
    executive = signed_in(scenes.holder_of(source.seat))

    assert executive.post(at("follow_sources")).status_code == 403
    assert manager.get(at("follow_sources")).status_code == 405


def test_why_is_this_in_it_shows_the_quotes_behind_merged_words(manager, merged):
    manager.post(at("follow_sources"))

    page = manager.get(at("draft_why")).content.decode()

    assert "A ship waits ten days." in page
    assert "Ingrid Maas, Ports" in page
    assert "Nobody knows the cost." in page


def test_where_requirements_landed_shows_that_one_was_merged(manager, source):
    page = manager.get(reverse("mandates:landing", args=["harbour-rail"])).content.decode()

    assert "(older words)" in page
    assert "Merged" in page


def test_a_merged_source_has_moved_on_until_it_is_followed(office, source, statement, merged):
    by, before = scenes.manager_of(office), [each.key for each in moved_in_version(statement.version)]

    statements.follow_sources(statement_id=statement.pk, by=by)

    assert before == [f"ISS-1 {source.key}"]
    assert moved_in_version(statement.version) == []
    assert unconfirmed_sources(statement.version) == [merged.key]
