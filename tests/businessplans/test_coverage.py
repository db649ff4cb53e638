"""What has a reason, what is worked on, what has to be looked at again, and what it costs."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from businessplans import coverage
from businessplans.coverage import Serving, Work
from businessplans.fields import Money
from tests.scenes import plans as scenes

NAMES = {"plan": "plan.json", "plan_with_gaps": "plan-with-gaps.json"}


def works(name: str = "plan.json") -> list[Work]:
    return [
        Work(
            row["id"],
            {each["benefit"]: Serving(each["contribution_pct"], each["benefit"]) for each in row["benefits"]},
            Money(*(Decimal(str(row["budget"][part])) for part in ("one_off", "recurring_per_year"))),
            row["parent"],
        )
        for row in scenes.read(name)["items"]
    ]


def promises() -> dict[str, str]:
    return {row["id"]: row["id"] for row in scenes.read("mandate.json")["benefits"]}


@pytest.mark.parametrize("plan", NAMES)
def test_orphans_and_uncovered_benefits_are_those_of_the_oracle(plan):
    expected = scenes.oracle()["coverage"][plan]

    found = works(NAMES[plan])

    assert len(found) == expected["items"]
    assert sum(len(work.serves) for work in found) == expected["links"]
    assert coverage.orphans(found, promises()) == expected["orphan_items"]
    assert coverage.uncovered(found, promises()) == expected["uncovered_benefits"]
    assert coverage.serving(found, promises()) == expected["items_per_benefit"]


@pytest.mark.parametrize("plan", NAMES)
def test_money_spreads_over_the_benefits_as_in_the_oracle(plan):
    expected = scenes.oracle()["budget"][plan]

    rolled = coverage.roll_up(works(NAMES[plan]), promises())

    assert {line: as_row(money) for line, money in rolled.per_benefit.items()} == expected["per_benefit"]
    assert as_row(rolled.unallocated) == expected["unallocated"]
    assert as_row(rolled.total) == expected["total"]


def as_row(money: Money) -> dict:
    return {"one_off": money.one_off, "recurring_per_year": money.recurring_per_year, "two_years": money.over(2)}


def test_an_amendment_makes_suspect_what_it_touches_and_orphans_what_it_leaves_alone():
    expected = scenes.oracle()["amendment"]
    amended = {line: "changed" if line == "B5" else said for line, said in promises().items() if line != "B3"}

    orphans = coverage.orphans(works(), amended)

    assert orphans == expected["orphan"]
    assert coverage.changed(works(), amended) == expected["suspect_because_target_changed"]
    assert coverage.lost(works(), amended) == expected["suspect_because_a_link_was_lost"]
    assert coverage.suspects(works(), amended) == expected["suspect"]


def test_without_an_amendment_nothing_is_suspect():
    assert coverage.suspects(works(), promises()) == []


def test_a_parent_sums_what_stands_below_it():
    tree = [Work(1, {}), Work(2, {}, parent=1), Work(3, {}, Money(Decimal(5), Decimal(7)), parent=2)]

    found = coverage.sums(tree)

    assert found[1] == found[2] == found[3] == Money(Decimal(5), Decimal(7))


@pytest.mark.parametrize(
    ("needs", "around"),
    [
        ({1: [2], 2: [3]}, []),
        ({1: [2], 2: [1]}, [1, 2, 1]),
        ({1: [4, 2], 4: [], 2: [3], 3: [1]}, [1, 2, 3, 1]),
        ({1: [2], 2: [3], 3: [2]}, []),
    ],
)
def test_a_circle_is_named_by_its_way(needs, around):
    assert coverage.cycle(needs, 1) == around


@given(st.integers(1, 100))
def test_shares_are_split_as_equally_as_whole_numbers_allow(count):
    shares = coverage.equal_shares(count)

    assert sum(shares) == 100
    assert min(shares) == 100 // count
    assert shares == sorted(shares, reverse=True)


SHARES = st.dictionaries(st.sampled_from("ABCDE"), st.integers(1, 20).map(Serving), max_size=5)
MONEY = st.builds(Money, *[st.decimals(0, 10**9, places=2)] * 2)


@given(st.lists(st.builds(Work, st.integers(), SHARES, MONEY), max_size=12), st.sets(st.sampled_from("ABCDE")))
def test_no_money_is_lost_or_made_by_spreading_it(found, in_force):
    rolled = coverage.roll_up(found, dict.fromkeys(in_force, ""))

    assert sum(rolled.per_benefit.values(), rolled.unallocated) == rolled.total


@given(st.lists(st.builds(Work, st.integers(), SHARES), max_size=12), st.sets(st.sampled_from("ABCDE")))
def test_no_item_is_orphan_and_suspect_at_once(found, in_force):
    found = [replace(work, key=place) for place, work in enumerate(found)]
    known = dict.fromkeys(in_force, "other")

    assert not set(coverage.orphans(found, known)) & set(coverage.suspects(found, known))
