"""Median, quartiles, RAND/UCLA disagreement and Tastle–Wierman consensus: known answers and what must always hold."""

import statistics
from decimal import Decimal
from fractions import Fraction
from math import inf, log2

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mandates.statistics import RandUcla, iqr, median, percentile, rand_ucla, tastle_wierman

RATINGS = some.lists(some.integers(1, 9), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("values", "middle", "spread"),
    [
        ([], None, None),
        ([7], 7, 0),
        ([1, 2], 1.5, 0.5),
        ([3, 1, 2], 2, 1),
        ([1, 2, 3, 4], 2.5, 1.5),
        ((1, Decimal("2.5"), 4.0, Fraction(1, 2)), 1.75, 2.0),
        ({"CFO": 5, "COO": 7}, 6, 1),
    ],
)
def test_median_and_quartiles_interpolate_linearly(values, middle, spread):
    assert median(values) == middle
    assert iqr(values) == spread


@given(some.lists(some.integers(-50, 50), min_size=2, max_size=30))
def test_quartiles_are_those_of_the_standard_library(values):
    first, second, third = statistics.quantiles(values, n=4, method="inclusive")

    assert (percentile(values, 25), median(values), percentile(values, 75)) == (first, second, third)
    assert iqr(values) == third - first


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_percentile_lies_within_the_hundred(percent):
    with pytest.raises(ValueError, match="between 0 and 100"):
        percentile([1, 2], percent)


@pytest.mark.parametrize(
    ("ratings", "low", "high", "consensus"),
    [
        ([1, 2, 3, 4, 5], 1, 5, 1 + (2 * log2(1 / 2) + 2 * log2(3 / 4)) / 5),
        ([4, 4, 5, 5, 3], 1, 5, 1 + (2 * log2(0.95) + 2 * log2(0.8) + log2(0.7)) / 5),
        ([1, 5], 1, 5, 0),
        ([1, 1, 5, 5], 1, 5, 0),
        ([3, 3, 3], 1, 5, 1),
        ([5], 1, 5, 1),
        ([Decimal(1), 5.0], 1, 5, 0),
        ([0.1, 0.1, 0.1], 0, 1, 1),
        ([], 1, 5, None),
    ],
)
def test_consensus_is_that_of_the_public_examples(ratings, low, high, consensus):
    found = tastle_wierman(ratings, low, high)

    assert found == (consensus if consensus is None else pytest.approx(consensus, abs=1e-9))


@given(RATINGS, some.integers(-5, 5), some.integers(1, 4), some.randoms())
def test_consensus_stays_within_its_bounds_and_knows_neither_order_nor_scale(ratings, moved, stretched, chance):
    shuffled = chance.sample([each * stretched + moved for each in ratings], len(ratings))

    found = tastle_wierman(ratings, 1, 9)

    assert 0 <= found <= 1
    assert (found == 1) == (len(set(ratings)) == 1)
    assert tastle_wierman(shuffled, stretched + moved, 9 * stretched + moved) == pytest.approx(found, abs=1e-12)
    assert tastle_wierman([10 - each for each in ratings], 1, 9) == pytest.approx(found, abs=1e-12)


@pytest.mark.parametrize(
    ("ratings", "low", "high"), [([6], 1, 5), ([0.5], 1, 5), ([3], 5, 1), ([3], 3, 3), ([None], 1, 5), ([inf], 1, 5)]
)
def test_a_rating_off_the_scale_is_refused_with_a_sentence(ratings, low, high):
    with pytest.raises(ValueError, match=r"[A-Z].* .*\.$"):
        tastle_wierman(ratings, low, high)


@pytest.mark.parametrize(
    ("ratings", "middle", "ipr", "ipras", "disagreement"),
    [
        ([7, 7, 7, 7, 8, 8, 8, 8], 7.5, 1, 6.1, False),
        ([1, 1, 1, 9, 9, 9], 5, 8, 2.35, True),
        ([5] * 9, 5, 0, 2.35, False),
        ([9], 9, 0, 8.35, False),
        # P30 = 1, P70 = 9 of eleven, with the middle where it likes.
        ([1, 1, 1, 1, 5, 5, 5, 9, 9, 9, 9], 5, 8, 2.35, True),
        # The range just reaches the adjusted one: that is no disagreement yet.
        ([Decimal("3.825"), Decimal("6.175")] * 2, 5, 2.35, 2.35, False),
    ],
)
def test_disagreement_is_a_range_wider_than_the_adjusted_one(ratings, middle, ipr, ipras, disagreement):
    found = rand_ucla(ratings)

    assert (found.median, found.ipr, found.ipras) == (middle, pytest.approx(ipr), pytest.approx(ipras))
    assert found.disagreement is disagreement


@given(RATINGS, some.randoms())
def test_disagreement_is_the_same_from_either_end_of_the_scale(ratings, chance):
    found, turned = rand_ucla(ratings), rand_ucla([10 - each for each in chance.sample(ratings, len(ratings))])

    assert (found.disagreement, found.ipr, found.median) == (turned.disagreement, turned.ipr, 10 - turned.median)
    assert found.ipras == pytest.approx(turned.ipras)
    assert found.ipras >= 2.35


def test_nobody_rated_is_undefined_and_a_rating_beyond_nine_refused():
    assert rand_ucla([]) == RandUcla(None, None, None, None, None, None)
    with pytest.raises(ValueError, match="from 1 to 9"):
        rand_ucla([0, 5])
