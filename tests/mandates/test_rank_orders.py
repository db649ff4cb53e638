"""Ranks set by buttons: up, down, level with the one above; ties are kept until somebody leaves them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandates.rank_orders import groups_of, moved, ranks_of

KEYS = ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("ranks", "step", "after"),
    [
        ([None] * 4, ("number", ""), [1, 2, 3, 4]),
        ([None] * 4, ("up", "C"), [1, 3, 2, 4]),
        ([1, 2, 3, 4], ("up", "A"), [1, 2, 3, 4]),
        ([1, 2, 3, 4], ("down", "D"), [1, 2, 3, 4]),
        ([1, 2, 3, 4], ("down", "A"), [2, 1, 3, 4]),
        ([1, 2, 3, 4], ("level", "C"), [1, 2, 2, 4]),
        ([1, 2, 2, 4], ("up", "C"), [1, 3, 2, 4]),
        ([1, 2, 2, 4], ("down", "C"), [1, 2, 3, 4]),
        ([1, 2, 2, 4], ("up", "D"), [1, 3, 3, 2]),
        ([1, 2, 2, 4], ("level", "D"), [1, 2, 2, 2]),
        ([3, 3, 1, 2], ("level", "C"), [3, 3, 1, 2]),
        ([1, 2, 3, 4], ("sideways", "B"), [1, 2, 3, 4]),
        ([1, 2, 3, 4], ("up", "Z"), [1, 2, 3, 4]),
    ],
)
def test_a_step_gives_the_ranks(ranks, step, after):
    way, key = step

    found = ranks_of(moved(groups_of(KEYS, dict(zip(KEYS, ranks, strict=True))), key, way))

    assert [found[key] for key in KEYS] == after


@given(st.lists(st.tuples(st.sampled_from(["up", "down", "level", "number"]), st.sampled_from(KEYS)), max_size=20))
def test_whatever_is_pressed_every_one_keeps_a_rank_that_there_is(steps):
    groups = groups_of(KEYS, {})
    for way, key in steps:
        groups = moved(groups, key, way)

    ranks = ranks_of(groups)

    assert sorted(ranks) == KEYS
    assert 1 in ranks.values()
    assert all(1 <= rank <= len(KEYS) for rank in ranks.values())
