"""How many must agree, how far a round is from it, and what moved between two rounds."""

import subprocess
import sys
from fractions import Fraction
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mandates.states import AgreementRule
from mandates.statistics import Stability, distance, distance_of_all, needed, stability

SAID = some.sampled_from(["agree", "agree_with_reservation", "abstain", "object", None])
RULES = some.sampled_from(["unanimity", "two_thirds", "three_quarters", "majority", "consent", "5 of 7"])


@pytest.mark.parametrize(
    ("n", "majority", "two_thirds", "three_quarters"),
    [(1, 1, 1, 1), (2, 2, 2, 2), (3, 2, 2, 3), (4, 3, 3, 3), (7, 4, 5, 6), (9, 5, 6, 7), (30, 16, 20, 23)],
)
def test_needed_is_rounded_up_to_whole_seats(n, majority, two_thirds, three_quarters):
    assert needed("majority", n) == majority
    assert needed("two_thirds", n) == needed("2/3", n) == needed(Fraction(2, 3), n) == two_thirds
    assert {needed(each, n) for each in ("three_quarters", "75 %", "75%", "75_percent")} == {three_quarters}
    assert needed("unanimity", n) == needed("consent", n) == n


def test_every_rule_that_a_round_may_have_is_known():
    for rule in AgreementRule:
        assert 1 <= needed(rule, 7, 5) <= 7
        assert needed(rule, 7, 5) == needed(rule.value, 7, 5)


def test_a_fixed_number_of_seats_stays_whatever_is_counted():
    assert needed("n_of_m", 7, 5) == needed("5 of 7", 7) == needed(5, 7) == 5
    assert needed("5 of 7", 4) == 5


@pytest.mark.parametrize(
    ("rule", "n"),
    [
        ("unanimity", 0),
        ("unanimity", 7.0),
        ("all", 7),
        ("", 7),
        ("n_of_m", 7),
        ("8 of 7", 7),
        ("0 of 7", 7),
        (0, 7),
        (True, 7),
        (0.75, 7),
        ("0.75", 7),
        ("120 %", 7),
        ("0 %", 7),
        ("1/0", 7),
        (None, 7),
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence(rule, n):
    with pytest.raises(ValueError, match=r".* .*\.$"):
        needed(rule, n)


SEATS = {"CEO": "agree", "CFO": "object", "COO": "abstain", "CIO": None, "CHRO": "agree_with_reservation"}


@pytest.mark.parametrize(
    ("rule", "terms", "seats", "sets"),
    [
        ("majority", {}, 1, (("CFO",), ("COO",), ("CIO",))),
        ("three_quarters", {}, 2, (("CFO", "COO"), ("CFO", "CIO"), ("COO", "CIO"))),
        ("unanimity", {}, 3, (("CFO", "COO", "CIO"),)),
        ("unanimity", {"limit": 2}, None, ()),
        ("2 of 5", {}, 0, ()),
        ("2 of 5", {"required": ["CIO"]}, 1, (("CIO",),)),
        ("unanimity", {"abstentions_count": False}, 2, (("CFO", "CIO"),)),
        ("consent", {"abstentions_count": False}, 3, (("CFO", "COO", "CIO"),)),
        ("n_of_m", {"named": 3}, 1, (("CFO",), ("COO",), ("CIO",))),
    ],
)
def test_distance_names_the_smallest_sets_of_seats(rule, terms, seats, sets):
    found = distance(SEATS, rule, **terms)

    assert (found.seats, found.sets, found.agreed) == (seats, sets, seats == 0)


def test_distance_over_all_statements_counts_a_seat_once():
    other = SEATS | {"CFO": "object", "COO": "agree", "CIO": "agree"}

    found = distance_of_all([SEATS, other], "unanimity")

    assert (found.seats, found.sets) == (3, (("CFO", "COO", "CIO"),))
    assert distance_of_all([], "unanimity").agreed
    with pytest.raises(ValueError, match="required seat was not asked"):
        distance(SEATS, "majority", required=["CTO"])


def test_nobody_left_to_count_is_no_agreement():
    found = distance({"CEO": "abstain", "CFO": "abstain"}, "majority", abstentions_count=False)

    assert (found.seats, found.sets) == (1, (("CEO",), ("CFO",)))


@given(some.lists(SAID, min_size=1, max_size=7), RULES, some.booleans())
def test_no_smaller_set_would_do(said, rule, counts):
    answers = dict(enumerate(said))
    counts = counts or rule == "consent"

    def agreed(changed):
        now = [("agree" if seat in changed else answers[seat]) for seat in answers]
        base = len(now) if counts else len(now) - now.count("abstain")
        agreeing = now.count("agree") + now.count("agree_with_reservation")
        return base > 0 and agreeing >= needed(rule, base)

    found = distance(answers, rule, abstentions_count=counts)

    expected = {size: [each for each in combinations(answers, size) if agreed(each)] for size in range(4)}
    smallest = next((size for size, sets in expected.items() if sets), None)
    assert found.seats == smallest
    assert list(found.sets) == (expected[smallest] if smallest else [])


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("aabb", "aabb", Stability(4, 4, 1, 0, True)),
        ("aabb", "bbaa", Stability(4, 0, 0, 0, True)),
        ("aabb", "aaab", Stability(4, 3, 0.75, 0.25, False)),
        ("aaab" * 5, "aaab" * 4 + "aaaa", Stability(20, 19, 0.95, 0.05, True)),
        ("a" * 20, "a" * 17 + "bcd", Stability(20, 17, 0.85, 0.15, True)),
        ("", "a", Stability(0, 0, None, None, None)),
    ],
)
def test_stability_counts_those_who_answered_twice(before, after, found):
    assert stability(dict(enumerate(before)), dict(enumerate(after))) == found


def test_who_said_nothing_once_is_not_compared():
    before, after = {"CEO": 3, "CFO": None, "COO": 4}, {"CEO": 3, "CFO": 4, "CIO": 5}

    assert stability(before, after) == Stability(1, 1, 1, 0, True)


def test_the_arithmetic_needs_no_framework():
    code = "import sys, mandates.statistics; print({'django', 'pmo', 'mandates.states'} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"
