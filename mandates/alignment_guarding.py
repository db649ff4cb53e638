"""What the database refuses to change of what was noted before a round: a later note supersedes, none is rewritten."""

from pmo.audit.guards import Guard, guard

SAID = ("seat_id", "line_id", "person_id", "digest", "choice", "note", "by_id", "at")


def register() -> None:
    """Name the guarded table."""
    guard(Guard("mandates_presounding", "what was noted of a talk stands: note it anew", columns=SAID))
