"""Kendall's W, its chance and its strength: known answers, a brute-force twin, and what must always hold."""

import csv
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product
from math import isclose
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mandates.statistics import Strength, chi_square_tail, kendalls_w, strength_of
from mandates.statistics.chance import chance_drawn
from mandates.statistics.enumeration import chance_exactly
from tests.scenes.harbour_rail import oracle

RANKINGS = Path(__file__).parents[1] / "data/harbour-rail/rankings.csv"
TABLES = some.integers(2, 4).flatmap(
    lambda n: some.lists(some.lists(some.integers(1, n), min_size=n, max_size=n), min_size=2, max_size=4)
)


def harbour_rail():
    rows = {}
    for row in csv.DictReader(RANKINGS.read_text().splitlines()):
        rows.setdefault(row["executive_email"], {})[row["benefit"]] = int(row["rank"])
    return rows


def by_brute_force(rows):
    """Return W as 1 − the unevenness of pairs would have it, and p by listing every order of every rater."""
    n, m = len(rows[0]), len(rows)
    ranks = [[Fraction(sum(b < a for b in row) * 2 + row.count(a) + 1, 2) for a in row] for row in rows]

    def unevenness(table):
        sums = [sum(column) for column in zip(*table, strict=True)]
        return sum((a - b) ** 2 for a in sums for b in sums) / (2 * n)

    ties = sum(t**3 - t for row in rows for t in Counter(row).values())
    whole = m**2 * (n**3 - n) - m * ties
    seen = unevenness(ranks)
    all_orders = product(*(list(permutations(row)) for row in ranks[1:]))
    drawn = [unevenness([ranks[0], *each]) >= seen for each in all_orders]
    return (12 * seen / whole if whole else None), Fraction(sum(drawn), len(drawn))


@pytest.mark.parametrize(
    ("rows", "w", "p"),
    [
        ([(1, 2, 3, 4), (1, 2, 4, 3), (1, 3, 2, 4)], 7 / 9, 31 / 576),
        ([(1, 3, 2), (1, 2, 3), (2, 3, 1), (3, 1, 2)], 1 / 16, 201 / 216),
        ([(1, 2), (1, 2)], 1, 1 / 2),
        ([(1, 2), (2, 1)], 0, 1),
        ([(1, 1, 1), (1, 2, 3)], 1 / 2, 1),
    ],
)
def test_known_answers_come_out_exactly(rows, w, p):
    found = kendalls_w(rows)

    assert (found.w, found.p, found.p_method) == (pytest.approx(w, abs=1e-15), pytest.approx(p, abs=1e-15), "exact")
    assert (found.df, found.chi2) == (len(rows[0]) - 1, pytest.approx(len(rows) * (len(rows[0]) - 1) * w))


def test_harbour_rail_ranks_as_recorded():
    expected = oracle()["kendall"]

    found = kendalls_w(harbour_rail())

    assert found.w == pytest.approx(expected["W"], abs=1e-9)
    assert found.chi2 == pytest.approx(expected["chi2"], abs=1e-8)
    assert (found.raters, found.items, found.df) == (expected["raters"], expected["items"], expected["df"])
    assert list(found.rank_sums) == list(expected["rank_sums"].values())
    assert chi_square_tail(found.chi2, found.df) == pytest.approx(expected["chi2_p"], abs=1e-6)
    assert found.p == pytest.approx(expected["exact"]["p"], abs=3 * expected["permutation"]["standard_error"])
    assert found.p_method == "monte_carlo"


@given(TABLES)
@settings(max_examples=25, deadline=None)
def test_every_small_table_gives_what_listing_all_orders_gives(rows):
    if len(rows[0]) == 4:
        rows = rows[:3]

    w, p = by_brute_force(rows)
    found = kendalls_w(rows)

    assert found.w == (None if w is None else float(w))
    assert found.p == (None if w is None else float(p))


@given(TABLES, some.randoms())
@settings(max_examples=50)
def test_neither_who_stands_first_nor_the_scale_changes_anything(rows, chance):
    order = chance.sample(range(len(rows[0])), len(rows[0]))
    moved = [[Decimal(row[place]) * 10 - 3 for place in order] for row in chance.sample(rows, len(rows))]

    found, again = kendalls_w(rows), kendalls_w(moved)

    assert (found.w, found.chi2, found.p) == (again.w, again.chi2, again.p)
    assert found.w is None or 0 <= found.w <= 1
    assert sorted(found.rank_sums) == sorted(again.rank_sums)


@pytest.mark.parametrize("rows", [[], [[1, 2, 3]], [[1], [1]], [[], []], [[2, 2], [5, 5]], {}])
def test_where_nothing_can_be_said_it_is_undefined(rows):
    found = kendalls_w(rows)

    assert (found.w, found.chi2, found.df, found.p, found.p_method) == (None,) * 5


def test_full_agreement_is_one_however_the_ties_fall():
    assert kendalls_w([[1, 1, 2, 9]] * 5).w == 1
    assert kendalls_w([[0.1, 0.2, 0.3]] * 3).w == 1
    assert kendalls_w(iter([iter([1, 2, 3]), iter((4, 5, 6))])).w == 1


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 2, 3], [1, 2]],
        [[1, 2, None], [1, 2, 3]],
        [[1, 2, float("nan")], [1, 2, 3]],
        [["1", "2"], ["2", "1"]],
        ["12", "21"],
        [1, 2, 3],
        {"a": {"x": 1, "y": 2}, "b": {"x": 1, "z": 2}},
    ],
)
def test_a_ranking_with_a_gap_is_refused_with_a_sentence(rows):
    with pytest.raises(ValueError, match=r"[A-Z].* .*\.$"):
        kendalls_w(rows)


def test_draws_come_near_the_exact_chance_and_are_the_same_each_time():
    pattern = ((2, 4, 6, 8, 10), (2, 4, 6, 9, 9), (2, 4, 6, 8, 10), (3, 3, 6, 8, 10))
    squares = 3100

    exactly = chance_exactly(squares, pattern)
    drawn = chance_drawn(squares, pattern, 19_999)

    assert 0.01 < exactly < 0.99
    assert isclose(drawn, exactly, abs_tol=0.01)
    assert drawn == chance_drawn(squares, pattern, 19_999)


@pytest.mark.parametrize(("raters", "items", "method"), [(3, 9, "monte_carlo"), (30, 200, "chi_square")])
def test_larger_tables_are_drawn_and_the_largest_approximated(raters, items, method):
    rows = [[(place * (rater + 3)) % 17 for place in range(items)] for rater in range(raters)]

    found = kendalls_w(rows)

    assert found.p_method == method
    assert found.p == pytest.approx(chi_square_tail(found.chi2, found.df), abs=0.06)


@pytest.mark.parametrize(
    ("chi2", "df", "tail"),
    [
        (7.0, 3, 0.07189777249646513),
        (0.5, 2, 0.7788007830714049),
        (3.841458820694124, 1, 0.05),
        (249.44512298, 199, 0.008783659329940165),
        (0.0, 4, 1.0),
        (9000.0, 5, 0.0),
    ],
)
def test_the_chi_square_tail_is_that_of_the_tables(chi2, df, tail):
    assert chi_square_tail(chi2, df) == pytest.approx(tail, abs=1e-8)


@pytest.mark.parametrize(
    ("w", "strength"),
    [
        (None, None),
        (0, "none"),
        (0.0999, "none"),
        (0.1, "very_weak"),
        (0.2282157676, "very_weak"),
        (0.3, "weak"),
        (0.5, "moderate"),
        (0.7, "strong"),
        (0.7778, "strong"),
        (1, "unusually_strong"),
    ],
)
def test_a_word_is_earned_when_its_mark_is_reached(w, strength):
    assert strength_of(w) == strength


def test_an_office_may_set_its_own_marks_and_nothing_lies_beyond_one():
    assert strength_of(0.5, {Strength.STRONG: 0.4}) is Strength.STRONG
    with pytest.raises(ValueError, match="between 0 and 1"):
        strength_of(1.1)
