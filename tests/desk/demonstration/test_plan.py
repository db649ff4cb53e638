"""The plan of the demonstration, put in by services, gives the figures of the oracle."""

import pytest

from businessplans import coverage
from businessplans.selectors.plans import benefits_of, living_items, promises_of, traces_of, works_of
from mandates.selectors.versions import version_in_force
from pmo.desk.demonstration.plan import load_plan
from tests.scenes import plans as scenes

NAMES = {"plan": "plan.json", "plan_with_gaps": "plan-with-gaps.json"}


def asked(plan, question):
    """Ask a question of coverage about the stored plan, in the references of the file."""
    benefits = benefits_of(version_in_force(plan.office))
    items = list(living_items(plan))
    references = {item.pk: item.source_ref for item in items}
    lines = {each.line_id: each.line.source_ref for each in benefits}
    return question(works_of(items, traces_of(plan)), promises_of(benefits)), references, lines


@pytest.mark.parametrize("name", NAMES)
def test_coverage_is_that_of_the_oracle(db, name):
    _office, _manager, plan = scenes.the_plan(NAMES[name])
    expected = scenes.oracle()["coverage"][name]

    orphans, references, lines = asked(plan, coverage.orphans)
    uncovered, _references, _lines = asked(plan, coverage.uncovered)
    serving, _references, _lines = asked(plan, coverage.serving)

    assert len(references) == expected["items"]
    assert [references[key] for key in orphans] == expected["orphan_items"]
    assert [lines[key] for key in uncovered] == expected["uncovered_benefits"]
    found = {lines[line]: [references[key] for key in keys] for line, keys in serving.items()}
    assert found == expected["items_per_benefit"]


@pytest.mark.parametrize("name", NAMES)
def test_the_money_is_that_of_the_oracle(db, name):
    _office, _manager, plan = scenes.the_plan(NAMES[name])
    expected = scenes.oracle()["budget"][name]

    rolled, _references, lines = asked(plan, coverage.roll_up)

    found = {lines[line]: money.over(2) for line, money in rolled.per_benefit.items()}
    assert found == {line: row["two_years"] for line, row in expected["per_benefit"].items()}
    assert rolled.total.one_off == expected["total"]["one_off"]
    assert rolled.unallocated.over(2) == expected["unallocated"]["two_years"]


def test_the_amendment_touches_what_the_oracle_says(db):
    office, manager, plan = scenes.the_plan()
    data = scenes.read("mandate.json")
    data["benefits"] = [row for row in data["benefits"] if row["id"] != "B3"]
    next(row for row in data["benefits"] if row["id"] == "B5")["target"] = 95
    next(row for row in data["purpose"] if row["id"] == "P8")["text"] = "Said better."
    next(row for row in data["benefits"] if row["id"] == "B1")["title"] += " again"

    scenes.write_version(office, manager, data, {seat.title: seat for seat in office.seats.all()})

    expected = scenes.oracle()["amendment"]
    for question, answer in (
        (coverage.orphans, "orphan"),
        (coverage.suspects, "suspect"),
        (coverage.changed, "suspect_because_target_changed"),
        (coverage.lost, "suspect_because_a_link_was_lost"),
    ):
        found, references, _lines = asked(plan, question)
        assert [references[key] for key in found] == expected[answer]


def test_putting_it_in_again_changes_nothing(db):
    office, manager, plan = scenes.the_plan()
    revisions = list(plan.items.values_list("number", "revision"))

    again = load_plan(office, scenes.read("plan.json"), manager)

    assert again == plan
    assert list(plan.items.values_list("number", "revision")) == revisions
