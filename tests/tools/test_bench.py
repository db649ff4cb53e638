"""A measurement is judged by the median of its samples."""

import pytest

from tools.bench.registry import Bench, Found


@pytest.mark.parametrize(
    ("samples", "at_least", "verdict"),
    [([7, 9, 8], False, "met"), ([9, 9, 1], False, "missed"), ([9, 9, 1], True, "met"), ([7, 7, 9], True, "missed")],
)
def test_the_verdict_follows_the_median(samples, at_least, verdict):
    result = Bench("Pages", "ms", 8, lambda: samples, at_least).result()

    assert result.verdict == verdict
    assert result.spread == max(samples) - min(samples)


def test_a_line_says_of_what_its_samples_are():
    result = Bench("Slowest page", "ms", 8, lambda: Found([7.0], "the plan")).result()

    assert result.name == "Slowest page (the plan)"
    assert result.median == 7
