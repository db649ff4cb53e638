"""Filling a plan from the mandate, and filling it again."""

import pytest

from businessplans.services.items import remove_item
from businessplans.services.plans import generate, make_plan, publish
from businessplans.states import Level
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes import plans as scenes


def shares_of(item) -> dict[str, int]:
    return dict(item.traces.values_list("line__source_ref", "share"))


def test_the_demonstration_gets_a_priority_a_benefit_and_an_objective_item_a_mandate_objective(db):
    office, manager, _version = scenes.harbour_rail()

    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)

    priorities = plan.items.filter(level=Level.PRIORITY)
    assert [item.made_for.source_ref for item in priorities] == ["B1", "B2", "B3", "B4", "B5", "B6"]
    assert all(shares_of(item) == {item.made_for.source_ref: 100} for item in priorities)
    placed = {item.made_for.source_ref: item for item in plan.items.filter(level=Level.OBJECTIVE)}
    assert {key: item.parent.made_for.source_ref for key, item in placed.items()} == {
        "O1": "B1", "O2": "B1", "O3": "B3", "O4": "B4", "O5": "B6", "O6": "B1", "O7": "B5",
    }  # fmt: skip
    assert shares_of(placed["O1"]) == {"B1": 50, "B2": 50}


def test_what_is_left_of_a_hundred_goes_to_the_first_benefit(office, manager):
    version = scenes.a_version(office, manager)
    benefits = [scenes.a_benefit(version, ref) for ref in ("B1", "B2", "B3")]
    scenes.an_objective(version, "O1", *reversed(benefits))
    scenes.put_in_force(version)

    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)

    item = plan.items.get(level=Level.OBJECTIVE)
    assert shares_of(item) == {"B1": 34, "B2": 33, "B3": 33}
    assert item.parent.made_for.source_ref == "B1"


def test_filling_again_adds_nothing(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)

    again = generate(plan_id=plan.pk, by=manager)

    assert again.added == []
    assert LedgerEntry.objects.filter(event="plan.generated").count() == 1


def test_after_an_amendment_only_what_is_missing_is_added_and_the_plan_serves_the_new_version(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)
    amended = scenes.a_version(office, manager)
    first = scenes.a_benefit(amended, "B1", text="Said better")
    scenes.a_benefit(amended, "B3")
    scenes.an_objective(amended, "O1", first)
    scenes.put_in_force(amended)

    done = generate(plan_id=plan.pk, by=manager)

    plan.refresh_from_db()
    assert [(item.key, item.made_for.source_ref) for item in done.added] == [("ITEM-3", "B3"), ("ITEM-4", "O1")]
    assert plan.version == amended
    assert plan.items.get(made_for__source_ref="B1").title == "Benefit B1"


def test_what_was_removed_is_not_made_again(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)
    remove_item(item_id=plan.items.get(made_for__source_ref="B2").pk, by=manager)

    assert generate(plan_id=plan.pk, by=manager).added == []


def test_an_objective_whose_first_priority_was_removed_goes_under_the_next(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)
    remove_item(item_id=plan.items.get(made_for__source_ref="B1").pk, by=manager)
    amended = scenes.a_version(office, manager)
    benefits = [scenes.a_benefit(amended, ref) for ref in ("B1", "B2")]
    scenes.an_objective(amended, "O1", *benefits)
    lonely = scenes.an_objective(amended, "O2", benefits[0])
    scenes.put_in_force(amended)

    done = generate(plan_id=plan.pk, by=manager)

    assert [item.parent.made_for.source_ref for item in done.added] == ["B2"]
    assert done.unplaced == [lonely]


def test_a_published_plan_is_opened_before_it_is_filled(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)
    publish(plan_id=plan.pk, by=manager)

    with pytest.raises(Refused, match="Open it again"):
        generate(plan_id=plan.pk, by=manager)
