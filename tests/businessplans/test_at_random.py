"""Random edits never lead a plan to where it must not be."""

from contextlib import suppress
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from businessplans.coverage import cycle
from businessplans.fields import ItemFields, Share
from businessplans.models import BusinessPlan, Dependency, PlanItem
from businessplans.services.items import add_item, change_item, remove_item, set_dependencies
from businessplans.services.plans import generate
from businessplans.services.traces import set_traces
from businessplans.states import PARENT_LEVEL, Level
from pmo.access.verdicts import Refused

PLACES = st.integers(0, 7)
EDITS = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(Level), st.none() | PLACES),
    st.tuples(st.just("hang"), PLACES, st.none() | PLACES),
    st.tuples(st.just("remove"), PLACES, PLACES),
    st.tuples(st.just("need"), PLACES, st.lists(PLACES, max_size=3)),
    st.tuples(st.just("serve"), PLACES, st.lists(st.integers(-5, 120), max_size=2)),
    st.tuples(st.just("generate"), PLACES, PLACES),
)


def picked(items: list[PlanItem], place: int | None) -> PlanItem | None:
    return items[place % len(items)] if items and place is not None else None


def edit(plan: BusinessPlan, by, verb: str, first, second) -> None:
    items = list(PlanItem.objects.filter(plan=plan).order_by("pk"))
    at = partial(picked, items)

    match verb:
        case "add":
            upper = at(second)
            fields = ItemFields(level=first, title="New", parent_id=upper.pk if upper else None)
            add_item(plan_id=plan.pk, fields=fields, by=by)
        case "generate":
            generate(plan_id=plan.pk, by=by)
        case _ if not items:
            return
        case "hang":
            upper, item = at(second), at(first)
            fields = ItemFields(level=item.level, title=item.title, parent_id=upper.pk if upper else None)
            change_item(item_id=item.pk, fields=fields, by=by)
        case "remove":
            remove_item(item_id=at(first).pk, by=by)
        case "need":
            set_dependencies(item_id=at(first).pk, needed_ids=[at(place).pk for place in second], by=by)
        case "serve":
            lines = list(plan.version.statements.values_list("line_id", flat=True))
            shares = {line: Share(share) for line, share in zip(lines, second, strict=False)}
            set_traces(item_id=at(first).pk, shares=shares, by=by)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, max_size=14))
def test_no_edit_breaks_the_tree_the_shares_or_the_order_of_waiting(plan, manager, edits):
    clear(plan)

    for verb, first, second in edits:
        with suppress(Refused):
            edit(plan, manager, verb, first, second)

    living = list(plan.items.filter(removed_at__isnull=True).select_related("parent"))
    for item in living:
        assert (item.parent.level if item.parent else None) == PARENT_LEVEL[Level(item.level)]
        assert item.parent is None or item.parent.removed_at is None
        assert sum(link.share for link in item.traces.all()) <= 100
    needs: dict[int, list[int]] = {}
    for lower, upper in Dependency.objects.values_list("item_id", "needed_id"):
        needs.setdefault(lower, []).append(upper)
    assert all(cycle(needs, item) == [] for item in needs)
    assert len({item.number for item in plan.items.all()}) == plan.items.count()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, max_size=8))
def test_generating_twice_is_generating_once(plan, manager, edits):
    clear(plan)
    for verb, first, second in edits:
        with suppress(Refused):
            edit(plan, manager, verb, first, second)
    generate(plan_id=plan.pk, by=manager)

    assert generate(plan_id=plan.pk, by=manager).added == []


def clear(plan: BusinessPlan) -> None:
    """Begin every example with the empty plan."""
    for level in reversed(Level):
        for item in plan.items.filter(level=level):
            Dependency.objects.filter(needed=item).delete()
        plan.items.filter(level=level).delete()
