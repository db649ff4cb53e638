"""Setting why an item is done."""

import pytest

from businessplans.fields import Share
from businessplans.promises import promise_digest
from businessplans.services.traces import set_traces
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes import plans as scenes


@pytest.fixture
def item(plan, manager):
    return scenes.an_item(plan, manager)


@pytest.fixture
def lines(version):
    return dict(version.statements.values_list("line__source_ref", "line_id"))


def test_shares_are_set_against_what_the_benefits_promise_now(version, manager, item, lines):
    set_traces(item_id=item.pk, shares={lines["B1"]: Share(70, "most"), lines["B2"]: Share(30)}, by=manager)

    link = item.traces.get(line=lines["B1"])
    statement = version.statements.get(line=lines["B1"])
    assert (link.share, link.rationale) == (70, "most")
    assert link.confirmed_digest == promise_digest(statement.benefit)


def test_shares_above_a_hundred_are_refused_with_the_sum(manager, item, lines):
    set_traces(item_id=item.pk, shares={lines["B1"]: Share(100)}, by=manager)

    with pytest.raises(Refused, match="come to 110 per cent, 10 too many"):
        set_traces(item_id=item.pk, shares={lines["B1"]: Share(70), lines["B2"]: Share(40)}, by=manager)

    assert item.traces.get().share == 100


@pytest.mark.parametrize("share", [0, -5, 101])
def test_a_share_goes_from_1_to_100(manager, item, lines, share):
    with pytest.raises(Refused):
        set_traces(item_id=item.pk, shares={lines["B1"]: Share(share)}, by=manager)


def test_only_benefits_in_force_are_served(office, manager, version, item, lines):
    amended = scenes.a_version(office, manager)
    goal = scenes.a_statement(amended, "GOAL", "A goal")
    scenes.a_benefit(amended, "B1")
    scenes.put_in_force(amended)

    for line in (goal.line_id, lines["B2"]):
        with pytest.raises(Refused, match="benefits of the mandate in force"):
            set_traces(item_id=item.pk, shares={line: Share(10)}, by=manager)


def test_the_same_shares_again_are_set_once(manager, item, lines):
    for _click in range(2):
        set_traces(item_id=item.pk, shares={lines["B1"]: Share(70)}, shown_revision=1, by=manager)

    assert LedgerEntry.objects.filter(event="trace.set").count() == 1


def test_stale_shares_write_nothing(manager, item, lines):
    set_traces(item_id=item.pk, shares={lines["B1"]: Share(70)}, shown_revision=1, by=manager)

    with pytest.raises(Refused, match="while you had it open"):
        set_traces(item_id=item.pk, shares={lines["B1"]: Share(60)}, shown_revision=1, by=manager)

    assert item.traces.get().share == 70


def test_setting_shares_again_confirms_them_against_an_amended_benefit(office, manager, version, item, lines):
    set_traces(item_id=item.pk, shares={lines["B1"]: Share(70)}, by=manager)
    before = item.traces.get().confirmed_digest
    amended = scenes.a_version(office, manager)
    scenes.a_benefit(amended, "B1", target=2)
    scenes.put_in_force(amended)

    set_traces(item_id=item.pk, shares={lines["B1"]: Share(70)}, by=manager)

    assert item.traces.get().confirmed_digest != before
