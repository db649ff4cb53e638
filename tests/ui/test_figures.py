"""Numbers and amounts."""

from decimal import Decimal

import pytest

from pmo.ui.figures import amount, fingerprint, spelled


@pytest.mark.parametrize(("number", "words"), [(0, "no"), (1, "one"), (12, "twelve"), (13, "13"), (1204, "1,204")])
def test_small_numbers_are_spelled(number, words):
    assert spelled(number) == words


@pytest.mark.parametrize(
    ("value", "currency", "words"),
    [
        (Decimal(15000), "GBP", "£15,000"),
        (15000, "CHF", "CHF\u00a015,000"),
        (Decimal("1200.5"), "EUR", "€1,200.50"),
        (Decimal("-0.005"), "GBP", "−£0.01"),
        (Decimal(0), "GBP", "£0"),
        (None, "GBP", "not given"),
    ],
)
def test_an_amount_has_its_sign_and_pence_only_where_there_are_any(value, currency, words):
    assert amount(value, currency) == words


def test_a_fingerprint_can_be_read_aloud():
    assert fingerprint("b32a82fb897864eb77") == "b32a82fb 897864eb 77"
