"""Numbers and amounts as a sentence or a column needs them."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import gettext, gettext_lazy

SMALL = (
    gettext_lazy("no"),
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)
SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "JPY": "¥", "INR": "₹"}
GROUP = 8


def spelled(number: int) -> str:
    """Spell a number up to twelve, group the digits of a larger one."""
    return str(SMALL[number]) if 0 <= number < len(SMALL) else formats.number_format(number, force_grouping=True)


def plain(value: Decimal | int | None) -> str:
    """Write a measured number as people do, without the zeros that its column adds; nothing known is empty."""
    if value is None:
        return ""
    exact = Decimal(value).normalize()
    places = max(-int(exact.as_tuple().exponent), 0)
    return formats.number_format(exact, places, force_grouping=True)


def amount(value: Decimal | int | None, currency: str) -> str:
    """Write an amount with its sign or code; pence only where there are any; nothing known is said so."""
    if value is None:
        return gettext("not given")
    exact = Decimal(value).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    places = 0 if exact == exact.to_integral_value() else 2
    figure = formats.number_format(abs(exact), places, force_grouping=True)
    sign = "−" if exact < 0 else ""
    return f"{sign}{SIGNS[currency]}{figure}" if currency in SIGNS else f"{sign}{currency}\u00a0{figure}"


def fingerprint(digest: str) -> str:
    """Group a digest so that two people can read it to each other."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))
