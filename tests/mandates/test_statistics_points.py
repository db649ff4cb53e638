"""A hundred points: known answers, the recorded ones, and when two camps stand apart."""

import csv
from decimal import Decimal
from pathlib import Path
from statistics import stdev

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mandates.statistics import points_summary
from tests.scenes.harbour_rail import oracle

POINTS = Path(__file__).parents[1] / "data/harbour-rail/points.csv"
EXAMPLE = [[40, 30, 20, 10], [25, 25, 25, 25], [60, 10, 20, 10], [30, 40, 20, 10], [50, 30, 15, 5]]


def harbour_rail():
    rows = {}
    for row in csv.DictReader(POINTS.read_text().splitlines()):
        rows.setdefault(row["executive_email"], {})[row["benefit"]] = int(row["points"])
    return rows


def test_the_public_example_comes_out():
    found = points_summary(EXAMPLE)

    assert [each.total for each in found] == [205, 135, 100, 60]
    assert [round(each.cv, 3) for each in found] == [0.349, 0.406, 0.177, 0.632]
    assert [each.share for each in found] == [0.41, 0.27, 0.2, 0.12]
    assert [each.zeros for each in found] == [0, 0, 0, 0]
    assert [each.sd for each in found] == pytest.approx([stdev(column) for column in zip(*EXAMPLE, strict=True)])


def test_harbour_rail_points_are_as_recorded():
    found = points_summary(harbour_rail())

    for benefit, expected in oracle()["points"].items():
        figures = {name: getattr(found[benefit], name) for name in expected}
        assert figures == pytest.approx(expected, abs=1e-8)
        assert (type(figures["total"]), figures["zeros"]) == (int, expected["zeros"])


def test_harbour_rail_has_two_camps_about_the_last_benefit():
    found = points_summary(harbour_rail())["B6"]

    low, high = found.camps
    assert (len(low.raters), low.low, low.high) == (4, 0, 5)
    assert (high.raters[0], high.low, high.high) == ("helen.brandreth@example.org", 20, 30)


@pytest.mark.parametrize(
    ("points", "camps"),
    [
        ([0, 0, 40, 40], [(0, 1), (2, 3)]),
        ([40, 0, 45, 5, 0], [(1, 3, 4), (0, 2)]),
        ([0, 40, 40, 40], []),
        ([0, 10, 20, 30], []),
        ([0, 10, 20, 30, 40, 40], []),
        ([25, 25, 25, 25], []),
        ([0, 10, 20, 30][:3], []),
    ],
)
def test_camps_stand_further_apart_than_either_is_wide(points, camps):
    (found,) = points_summary([[each] for each in points])

    assert [each.raters for each in found.camps] == camps


def test_what_cannot_be_said_is_undefined():
    alone = points_summary([[60, 40, 0]])
    nothing = points_summary([[0, 0], [0, 0]])

    assert [(each.share, each.sd, each.cv) for each in alone] == [(0.6, None, None), (0.4, None, None), (0, None, None)]
    assert [(each.total, each.share, each.sd, each.cv, each.zeros) for each in nothing] == [(0, None, 0, None, 2)] * 2
    assert points_summary([]) == []
    assert points_summary([[0.5, Decimal("0.25")], (0.5, 0.25)])[1].total == 0.5


@pytest.mark.parametrize(
    "rows", [[[50, 50], [100]], [[-1, 101]], [[None, 100]], [{"a": 1}, {"b": 1}], [{"a": 1}, [1, 2]]]
)
def test_points_with_a_gap_or_below_none_are_refused_with_a_sentence(rows):
    with pytest.raises(ValueError, match=r"[A-Z].* .*\.$"):
        points_summary(rows)


@given(some.lists(some.lists(some.integers(0, 60), min_size=3, max_size=3), min_size=2, max_size=12), some.randoms())
def test_no_figure_depends_on_who_stands_first(rows, chance):
    found, again = points_summary(rows), points_summary(chance.sample(rows, len(rows)))

    for one, other in zip(found, again, strict=True):
        assert (one.total, one.share, one.cv, one.zeros) == (other.total, other.share, other.cv, other.zeros)
        assert [(len(each.raters), each.low) for each in one.camps] == [
            (len(each.raters), each.low) for each in other.camps
        ]
    assert sum(each.total for each in found) == sum(map(sum, rows))
    assert all((each.share is None) == (sum(map(sum, rows)) == 0) for each in found)
