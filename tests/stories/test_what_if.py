"""What if BEN-3 went, and BEN-5 promised 95 per cent: as the recorded amendment of the demonstration says."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.urls import reverse

from businessplans.models import PlanItem
from executives.models import Requirement
from mandates.models import Line
from mandates.selectors.what_if import ground_of
from pmo.access.models import Office, Person
from pmo.audit.models import LedgerEntry
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.stages import Stage
from tests.architecture.source import ROOT
from tests.scenes import snapshots
from tests.scenes.mandates import words

AMENDMENT = json.loads((ROOT / "tests" / "data" / "harbour-rail" / "amendment.json").read_text())
EFFECTS = AMENDMENT["effects_on_plan"]


@pytest.fixture
def office(demonstration_at) -> Office:
    """Return the office whose mandate is in force and whose plan is published."""
    return demonstration_at(Stage.PLANNED)


@pytest.fixture
def keys(office) -> dict[str, str]:
    """Return what people call each statement, by its reference."""
    return {line.source_ref: line.key for line in Line.objects.filter(mandate__office=office)}


@pytest.fixture
def client(client, office):
    """Return a browser in which the PMO manager is signed in."""
    client.force_login(cast.person(cast.MANAGER))
    return client


def tried(client, office, keys):
    """Return the page of the amendment: a benefit dropped, and another target."""
    address = reverse("mandates:what-if", kwargs={"office": office.slug})
    return client.get(address, {f"drop-{keys['B3']}": "on", f"to-{keys['B5']}": "95"})


def found_on(response):
    """Return what the page was made of."""
    return response.context["screen"]


def items(response, name: str) -> list[str]:
    """Return the references of the plan items that an edit does something to."""
    [impact] = [each for each in found_on(response).impacts if each.name == name]
    references = {item.key: item.source_ref for item in PlanItem.objects.all()}
    return [references[thing.key] for thing in impact.things]


def test_the_effects_are_those_that_were_recorded(client, office, keys):
    response = tried(client, office, keys)

    found = found_on(response).found
    requirements = {each.key: each.source_ref for each in Requirement.objects.all()}
    references = {key: reference for reference, key in keys.items()}
    assert items(response, "orphan") == EFFECTS["orphan"]
    assert items(response, "suspect") == EFFECTS["suspect"]
    assert [requirements[each.key] for each in found.lost] == EFFECTS["requirements_of_removed_benefit"]
    touching = [references[each.key] for each in found.hanging if each.key.startswith("OBJ")]
    assert touching == EFFECTS["objectives_touching_changed_or_removed_benefit"]
    assert found.amendment_class == AMENDMENT["amendment_class"]
    assert len(found.signers) == AMENDMENT["signatures_needed"]
    assert [each.key for each in found.again] == [keys["B5"]]
    assert len(found.asked_again) == 8


def test_the_page_says_it_and_keeps_to_twenty_queries(client, office, keys, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        response = tried(client, office, keys)

    page = words(response)
    assert "Major Seven signatures are needed, and none is carried over" in page
    assert f"{keys['B5']}: target from 92 to 95." in page
    assert "Seven requirements lose a place" in page
    assert "10 items of the plan would have to be looked at again." in page
    assert "2 items of the plan would serve no benefit any more." in page


@pytest.mark.skipif(not snapshots.possible(), reason="compares files")
def test_nothing_is_written(client, office, keys, tmp_path):
    entries = LedgerEntry.objects.count()
    before = dump(tmp_path / "before")

    tried(client, office, keys)

    after = dump(tmp_path / "after")
    assert after == before
    assert LedgerEntry.objects.count() == entries


def dump(file: Path) -> list[str]:
    """Return the database as the statements that write it."""
    snapshots.keep(file)
    with closing(sqlite3.connect(file)) as copied:
        return list(copied.iterdump())


def test_without_a_draft_the_version_in_force_is_asked_and_an_executive_is_not_let_in(client, office, keys):
    ground = ground_of(office)

    assert (ground.version.key, ground.version == ground.base) == ("1.0", True)
    client.force_login(Person.objects.get(email=AMENDMENT["proposed_by"]))
    assert tried(client, office, keys).status_code == 403


def test_what_is_no_figure_is_told_and_kept(client, office, keys):
    address = reverse("mandates:what-if", kwargs={"office": office.slug})

    response = client.get(address, {f"to-{keys['B5']}": "ninety-five"})

    assert response.status_code == 400
    assert 'value="ninety-five"' in response.content.decode()
