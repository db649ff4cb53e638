"""Who may do what on a plan in which state: a pair that is not listed means refused."""

from itertools import product

import pytest

from businessplans.fields import ItemFields, MilestoneFields, Money, RiskFields, Share
from businessplans.models import BusinessPlan, PlanItem
from businessplans.rules import items, plans, traces
from businessplans.rules.plans import Gaps
from businessplans.states import Level, PlanState
from mandates.models import MandateVersion
from pmo.access.models import Office, Person
from pmo.access.standing import Standing
from pmo.access.states import EXECUTIVE, Role
from pmo.access.verdicts import Ground

ROLES = ("manager", "executive", "administrator", "auditor", "stranger")
HELD = {"manager": Role.MANAGER, "executive": EXECUTIVE, "administrator": Role.ADMINISTRATOR, "auditor": Role.AUDITOR}
OFFICE = Office(pk=1, slug="office")
VERSION = MandateVersion(pk=1, major=1, minor=0)


def standing(role: str) -> Standing:
    return Standing(Person(pk=1), OFFICE, frozenset({HELD[role]} if role in HELD else set()))


def action(state: str) -> PlanItem:
    plan = BusinessPlan(pk=1, office=OFFICE, version=VERSION, state=state)
    return PlanItem(pk=3, plan=plan, number=3, level=Level.ACTION, title="An action")


def parent(item: PlanItem) -> PlanItem:
    return PlanItem(pk=2, plan=item.plan, number=2, level=Level.OBJECTIVE, title="An objective")


ACTION = ItemFields(level=Level.ACTION, title="An action", parent_id=2)
DEEDS = {
    "see": lambda who, item: plans.sees_plan(who),
    "make": lambda who, item: plans.may_make_plan(who, VERSION),
    "generate": lambda who, item: plans.may_change_plan(who, item.plan),
    "add": lambda who, item: items.may_add_item(who, item.plan, ACTION, parent(item), None),
    "change": lambda who, item: items.may_change_item(who, item, ACTION, parent(item), None),
    "remove": lambda who, item: items.may_remove_item(who, item, []),
    "budget": lambda who, item: items.may_set_budget(who, item, Money()),
    "milestones": lambda who, item: items.may_set_milestones(who, item, [MilestoneFields("M", None)]),
    "risks": lambda who, item: items.may_set_risks(who, item, [RiskFields("R", 1, 1)]),
    "depend": lambda who, item: items.may_depend(who, item, [], [], []),
    "trace": lambda who, item: traces.may_set_traces(who, item, {5: Share(100)}, {5}),
    "publish": lambda who, item: plans.may_publish(who, item.plan, VERSION, Gaps()),
    "reopen": lambda who, item: plans.may_reopen(who, item.plan),
}
DRAFT, PUBLISHED, SUPERSEDED = PlanState
EVERYBODY_SEES = set(product(ROLES[:4], ["see"], PlanState))
ON_A_DRAFT = ("generate", "add", "change", "remove", "budget", "milestones", "risks", "depend", "trace", "publish")
GRANTED = {
    *EVERYBODY_SEES,
    *product(["manager"], ["make"], PlanState),
    *product(["manager"], ON_A_DRAFT, [DRAFT]),
    ("manager", "reopen", PUBLISHED),
}


@pytest.mark.parametrize(("role", "deed", "state"), list(product(ROLES, DEEDS, PlanState)))
def test_the_table_of_deeds(role, deed, state):
    verdict = DEEDS[deed](standing(role), action(state))

    assert bool(verdict) == ((role, deed, state) in GRANTED)
    assert verdict or str(verdict.reason).endswith(".")


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed != "see"])
@pytest.mark.parametrize("role", ROLES[1:])
def test_the_wrong_role_hears_of_its_role_before_the_state(role, deed):
    assert DEEDS[deed](standing(role), action(SUPERSEDED)).ground == Ground.ROLE


def test_a_removed_item_is_left_alone():
    item = action(DRAFT)
    item.removed_at = "then"

    for deed in ("change", "remove", "budget", "milestones", "risks", "depend", "trace"):
        assert "was removed from the plan" in str(DEEDS[deed](standing("manager"), item).reason)


@pytest.mark.parametrize(("count", "words"), [(1, "K0"), (6, "K0, K1, K2, K3, K4, K5"), (8, "K5 and 2 more")])
def test_a_few_keys_are_named_and_the_rest_counted(count, words):
    assert plans.named([f"K{number}" for number in range(count)]).endswith(words)
