"""How many must agree: integers, never floats."""

import re
from fractions import Fraction

Rule = str | int | Fraction
SHARES = {"three_quarters": Fraction(3, 4), "two_thirds": Fraction(2, 3)}
ALL = ("unanimity", "consent")
NAMED = "n_of_m"
OF = re.compile(r"(\d+) of (\d+)")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)[ _]?(?:%|per[ _]?cent)", re.IGNORECASE)
FRACTION = re.compile(r"(\d+)/(\d+)")


def needed(rule: Rule, n: int, named: int | None = None) -> int:
    """Return how many of `n` counted seats must agree; at least one.

    `rule` is `unanimity`, `consent` (nobody may abstain or object, so all), `majority` (more than half), `two_thirds`,
    `three_quarters`; a share written `75 %`, `2/3` or as a Fraction, rounded up; or a fixed number of seats: `n_of_m`
    with the number `named`, `5 of 7`, or an integer. A fixed number stays when fewer seats are counted.
    Known answers: n=7: majority 4, two thirds 5, three quarters 6, unanimity 7; n=30: 16, 20, 23, 30.
    Raises ValueError for a rule that is none, no seats, or a number that is not named where the rule wants one.
    """
    if isinstance(n, bool) or not isinstance(n, int):
        raise ValueError(f"Seats are counted in whole numbers, and {n!r} is none.")
    if n < 1:
        raise ValueError("An agreement needs at least one seat.")
    name = _name(rule)
    fixed = named if name == NAMED else _fixed(rule)
    if fixed is not None or name == NAMED:
        return _at_least_one(fixed)
    if name in ALL:
        return n
    if name == "majority":
        return n // 2 + 1
    share = _share(rule, name)
    return -(-n * share.numerator // share.denominator)


def _fixed(rule: Rule) -> int | None:
    """Return the number of seats that a rule fixes whatever the number counted; None for shares."""
    if isinstance(rule, int) and not isinstance(rule, bool):
        return rule
    found = OF.fullmatch(rule.strip()) if isinstance(rule, str) else None
    if found is None:
        return None
    count, seats = int(found[1]), int(found[2])
    if count > seats:
        raise ValueError(f"{count} of {seats} seats can never agree.")
    return count


def _at_least_one(count: int | None) -> int:
    if count is None or isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise ValueError("Name the number of seats that must agree: at least one, and a whole number.")
    return count


def _name(rule: Rule) -> str:
    # A member of a text enumeration is a str whose value is the name; str() would print the member.
    return re.sub(r"[ _-]+", "_", str.__str__(rule).strip().lower()) if isinstance(rule, str) else ""


def _share(rule: Rule, name: str) -> Fraction:
    share = SHARES.get(name)
    if share is None and isinstance(rule, str):
        share = _written(rule.strip())
    elif isinstance(rule, Fraction):
        share = rule
    if share is None:
        raise ValueError(f"{rule!r} is no rule of agreement. Name one, or write a share as a fraction, never a float.")
    if not 0 < share <= 1:
        raise ValueError(f"A share of the seats lies above 0 and at most at 1; {rule!r} does not.")
    return share


def _written(rule: str) -> Fraction | None:
    if found := PERCENT.fullmatch(rule):
        return Fraction(found[1]) / 100
    found = FRACTION.fullmatch(rule)
    return Fraction(int(found[1]), int(found[2])) if found and int(found[2]) else None
