"""Making, publishing and reopening a plan."""

from datetime import date

import pytest

from businessplans.fields import Share
from businessplans.models import BusinessPlan
from businessplans.services.plans import make_plan, publish, reopen
from businessplans.services.traces import set_traces
from businessplans.states import PlanState
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes import plans as scenes


def test_a_plan_runs_for_24_months_from_the_day_of_the_mandate(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager)

    assert (plan.start, plan.end) == (date(2026, 1, 31), date(2028, 1, 30))
    assert plan.version == version


def test_the_second_click_returns_the_plan_that_is_there(office, manager, version):
    first = make_plan(office_id=office.pk, by=manager)

    second = make_plan(office_id=office.pk, start=date(2027, 1, 1), by=manager)

    assert first == second
    assert BusinessPlan.objects.count() == 1
    assert LedgerEntry.objects.filter(event="plan.made").count() == 1


def test_without_a_mandate_in_force_there_is_no_plan(office, manager):
    with pytest.raises(Refused, match="Agree and sign the mandate first"):
        make_plan(office_id=office.pk, by=manager)


def test_a_period_that_ends_before_it_begins_is_refused(office, manager, version):
    with pytest.raises(Refused, match="later last day"):
        make_plan(office_id=office.pk, start=date(2026, 5, 1), end=date(2026, 4, 30), by=manager)

    assert not BusinessPlan.objects.exists()


def test_a_plan_may_begin_with_what_the_mandate_asks_for(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)

    assert plan.items.count() == 2


def test_a_plan_with_gaps_is_not_published_and_says_which(office, manager, plan):
    item = scenes.an_item(plan, manager)
    line = plan.version.statements.get(line__source_ref="B1").line_id
    set_traces(item_id=scenes.an_item(plan, manager).pk, shares={line: Share(50)}, by=manager)

    with pytest.raises(Refused) as refusal:
        publish(plan_id=plan.pk, by=manager)

    assert str(refusal.value) == (
        f"1 item serves no benefit ({item.key}). Nobody works on 1 benefit (BEN-2). "
        "Close these gaps first, then publish."
    )


def test_a_plan_without_gaps_is_published_once_and_may_be_opened_again(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)

    publish(plan_id=plan.pk, by=manager)
    published = publish(plan_id=plan.pk, by=manager)
    opened = reopen(plan_id=plan.pk, by=manager)

    assert published.state == PlanState.PUBLISHED
    assert opened.state == PlanState.DRAFT
    assert LedgerEntry.objects.filter(event="plan.published").count() == 1


def test_a_plan_for_an_older_version_is_not_published(office, manager, version):
    plan = make_plan(office_id=office.pk, by=manager, skeleton=True)
    scenes.a_mandate(office, manager, "B1", "B2")

    with pytest.raises(Refused, match=r"Version 2\.0 of the mandate is in force"):
        publish(plan_id=plan.pk, by=manager)


def test_the_plan_with_gaps_of_the_demonstration_names_exactly_its_gaps(db):
    _office, manager, plan = scenes.the_plan("plan-with-gaps.json")
    keys = dict(plan.items.values_list("source_ref", "number"))

    with pytest.raises(Refused) as refusal:
        publish(plan_id=plan.pk, by=manager)

    orphans = f"ITEM-{keys['1.1.3']}, ITEM-{keys['2.2.2']}"
    assert f"2 items serve no benefit ({orphans})." in str(refusal.value)
    assert "Nobody works on 1 benefit (BEN-4)." in str(refusal.value)


def test_the_plan_of_the_demonstration_is_published(db):
    _office, manager, plan = scenes.the_plan()

    assert publish(plan_id=plan.pk, by=manager).state == PlanState.PUBLISHED
