"""Rows that the tests of plans begin with."""

SEATS = ("seat", "name", "email", "decision_role", "sponsor", "active_from", "active_to")
ASKED = ("ref", "executive_email", "kind", "statement", "priority", "confirmed")
CFO = ("CFO", "Tomasz Wieczorek", "t.w@example.org", "signatory", "no", "2019-09-16", "")
SAID = ("R1", "t.w@example.org", "issue", "It’s always ‘timing’.", "must", "no")


def outcomes(screen) -> list[str]:
    return [str(row.outcome) for row in screen.rows]
