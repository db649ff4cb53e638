"""The arithmetic of agreement: integers, never floats."""

from mandates.states import AgreementRule

SHARES = {
    AgreementRule.THREE_QUARTERS: (3, 4),
    AgreementRule.TWO_THIRDS: (2, 3),
}


def needed(rule: AgreementRule | str, n: int, named: int | None = None) -> int:
    """Return how many of `n` counted seats must agree; at least one. `named` is the number of an *n of m* rule.

    Known answers: n=7: majority 4, two thirds 5, three quarters 6, unanimity 7; n=30: 16, 20, 23, 30.
    Raises ValueError for a rule that is none, no seats, or a number that is not named where the rule wants one.
    """
    if n < 1:
        raise ValueError("An agreement needs at least one seat.")
    match AgreementRule(rule):
        case AgreementRule.UNANIMITY | AgreementRule.CONSENT:
            return n
        case AgreementRule.N_OF_M:
            if not named:
                raise ValueError("Name the number of seats that must agree.")
            return named
        case AgreementRule.MAJORITY:
            return n // 2 + 1
        case share:
            numerator, denominator = SHARES[share]
            return -(-n * numerator // denominator)
