"""Adding, changing and removing items, and what belongs to them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from businessplans.fields import ItemFields, MilestoneFields, RiskFields
from businessplans.models import Dependency
from businessplans.services.items import (
    add_item,
    change_item,
    move_item,
    remove_item,
    set_budget,
    set_dependencies,
    set_milestones,
    set_risks,
)
from businessplans.states import Level
from pmo.access.verdicts import Ground, Refused
from pmo.audit.models import LedgerEntry
from tests.scenes import plans as scenes


@pytest.fixture
def branch(plan, manager):
    return scenes.a_branch(plan, manager)


def fields_of(item, **changed) -> ItemFields:
    names = ("level", "title", "parent_id", "description", "owner_id", "start", "end", "status", "value_area")
    return replace(ItemFields(**{name: getattr(item, name) for name in names}), **changed)


def test_numbers_go_on_and_are_never_used_again(plan, manager):
    first = scenes.an_item(plan, manager)
    remove_item(item_id=first.pk, by=manager)

    assert scenes.an_item(plan, manager).key == "ITEM-2"


@pytest.mark.parametrize(
    ("level", "parent", "allowed"),
    [
        (Level.PRIORITY, None, True),
        (Level.PRIORITY, 0, False),
        (Level.OBJECTIVE, None, False),
        (Level.OBJECTIVE, 0, True),
        (Level.OBJECTIVE, 1, False),
        (Level.OBJECTIVE, 2, False),
        (Level.ACTION, None, False),
        (Level.ACTION, 0, False),
        (Level.ACTION, 1, True),
        (Level.ACTION, 2, False),
    ],
)
def test_every_level_hangs_under_the_one_above_it(plan, manager, branch, level, parent, allowed):
    fields = ItemFields(level=level, title="New", parent_id=branch[parent].pk if parent is not None else None)

    if allowed:
        assert add_item(plan_id=plan.pk, fields=fields, by=manager).level == level
    else:
        with pytest.raises(Refused):
            add_item(plan_id=plan.pk, fields=fields, by=manager)


def test_a_parent_of_another_office_is_refused(plan, manager):
    other = scenes.an_office("other")
    stranger = scenes.a_manager(other)
    scenes.a_mandate(other, stranger)
    far = scenes.an_item(scenes.a_plan(other, stranger), stranger)

    with pytest.raises(Refused, match="of this plan"):
        scenes.an_item(plan, manager, Level.OBJECTIVE, far)


def test_the_second_click_on_add_returns_the_first_item(plan, manager):
    fields = ItemFields(level=Level.PRIORITY, title=" Once ")

    first = add_item(plan_id=plan.pk, fields=fields, shown_number=1, by=manager)
    second = add_item(plan_id=plan.pk, fields=fields, shown_number=1, by=manager)
    another = add_item(plan_id=plan.pk, fields=fields, shown_number=2, by=manager)

    assert first == second != another


def test_an_owner_is_a_seat_of_the_office(plan, manager):
    seat = scenes.a_seat(plan.office)
    far = scenes.a_seat(scenes.an_office("other"), holder="")

    assert scenes.an_item(plan, manager, owner_id=seat.pk).owner == seat
    with pytest.raises(Refused, match="seat of this office"):
        scenes.an_item(plan, manager, owner_id=far.pk)


def test_an_item_does_not_end_before_it_begins(plan, manager):
    with pytest.raises(Refused, match="later last day"):
        scenes.an_item(plan, manager, start=date(2026, 5, 2), end=date(2026, 5, 1))


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"title": "x" * 301}, {"status": "odd"}, {"value_area": "delivery support"}]
)
def test_fields_that_nobody_could_read_are_refused(plan, manager, wrong):
    with pytest.raises(Refused) as refusal:
        scenes.an_item(plan, manager, **wrong)

    assert refusal.value.verdict.ground == Ground.INPUT


def test_an_item_cannot_hang_under_itself(manager, branch):
    with pytest.raises(Refused, match="ITEM-2 cannot hang under itself"):
        change_item(item_id=branch[1].pk, fields=fields_of(branch[1], parent_id=branch[1].pk), by=manager)


def test_an_item_keeps_its_level(manager, branch):
    with pytest.raises(Refused, match="keeps its level"):
        change_item(item_id=branch[2].pk, fields=fields_of(branch[2], level=Level.OBJECTIVE), by=manager)


def test_a_stale_change_writes_nothing(manager, branch):
    item = branch[0]
    change_item(item_id=item.pk, fields=fields_of(item, title="First"), shown_revision=1, by=manager)

    with pytest.raises(Refused, match="while you had it open"):
        change_item(item_id=item.pk, fields=fields_of(item, title="Second"), shown_revision=1, by=manager)

    item.refresh_from_db()
    assert (item.title, item.revision) == ("First", 2)


def test_the_same_change_again_is_done_once(manager, branch):
    for _click in range(2):
        change_item(item_id=branch[0].pk, fields=fields_of(branch[0], title="New"), shown_revision=1, by=manager)

    assert LedgerEntry.objects.filter(event="item.changed").count() == 1


def test_an_item_with_something_under_it_is_not_removed(manager, branch):
    with pytest.raises(Refused, match=r"1 item hangs under ITEM-1 \(ITEM-2\)"):
        remove_item(item_id=branch[0].pk, by=manager)


def test_what_waited_for_a_removed_item_waits_no_longer(plan, manager, branch):
    other = scenes.an_item(plan, manager, Level.ACTION, branch[1])
    set_dependencies(item_id=other.pk, needed_ids=[branch[2].pk], by=manager)

    remove_item(item_id=branch[2].pk, shown_revision=1, by=manager)
    remove_item(item_id=branch[2].pk, shown_revision=1, by=manager)

    assert not Dependency.objects.exists()
    assert LedgerEntry.objects.filter(event="item.removed").count() == 1


def test_an_item_moves_among_those_beside_it(plan, manager):
    first, second = scenes.an_item(plan, manager), scenes.an_item(plan, manager)

    move_item(item_id=second.pk, step=-1, by=manager)
    move_item(item_id=second.pk, step=-1, by=manager)

    assert list(plan.items.all()) == [second, first]


def test_only_actions_have_money(manager, branch):
    set_budget(item_id=branch[2].pk, one_off=Decimal("100.50"), by=manager)

    branch[2].refresh_from_db()
    assert branch[2].budget.one_off == Decimal("100.50")
    for item in branch[:2]:
        with pytest.raises(Refused, match="Only actions have money"):
            set_budget(item_id=item.pk, one_off=Decimal(1), by=manager)


@pytest.mark.parametrize("amount", ["-1", "0.001"])
def test_an_amount_is_no_minus_and_has_two_digits(manager, branch, amount):
    with pytest.raises(Refused, match="An amount"):
        set_budget(item_id=branch[2].pk, recurring_per_year=Decimal(amount), by=manager)


def test_milestones_and_risks_are_set_as_a_whole_and_once(manager, branch):
    milestones = [MilestoneFields("Second", date(2026, 5, 1)), MilestoneFields("First", date(2026, 4, 1))]
    risks = [RiskFields("It rains", 3, 4, "Umbrella")]

    for _click in range(2):
        set_milestones(item_id=branch[2].pk, milestones=milestones, by=manager)
        set_risks(item_id=branch[2].pk, risks=risks, by=manager)

    assert [each.title for each in branch[2].milestones.all()] == ["First", "Second"]
    assert branch[2].risks.get().impact == 4
    assert LedgerEntry.objects.filter(event="item.changed").count() == 2


@pytest.mark.parametrize("risk", [RiskFields("", 1, 1), RiskFields("R", 0, 1), RiskFields("R", 1, 6)])
def test_a_risk_says_what_may_go_wrong_on_a_scale_of_five(manager, branch, risk):
    with pytest.raises(Refused):
        set_risks(item_id=branch[2].pk, risks=[risk], by=manager)


def test_a_circle_of_waiting_is_refused_by_its_keys(plan, manager, branch):
    second = scenes.an_item(plan, manager, Level.ACTION, branch[1])
    third = scenes.an_item(plan, manager, Level.ACTION, branch[1])
    set_dependencies(item_id=branch[2].pk, needed_ids=[second.pk], by=manager)
    set_dependencies(item_id=second.pk, needed_ids=[third.pk], by=manager)

    with pytest.raises(Refused) as refusal:
        set_dependencies(item_id=third.pk, needed_ids=[branch[2].pk], by=manager)

    circle = "ITEM-5 waits for ITEM-3, which waits for ITEM-4, which waits for ITEM-5"
    assert circle in str(refusal.value)


@pytest.mark.parametrize("upper", [0, 1, 2])
def test_an_item_waits_neither_for_itself_nor_for_what_it_is_part_of(manager, branch, upper):
    with pytest.raises(Refused):
        set_dependencies(item_id=branch[2].pk, needed_ids=[branch[upper].pk], by=manager)
