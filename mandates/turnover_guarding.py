"""What the database itself refuses of a successor's word: another text than the one in force, and a second answer."""

# ruff: noqa: S608 - what these conditions are made of are constants of ours

from mandates.states import VersionState
from pmo.audit.guards import Guard, differs, guard

SAID = tuple("version_id seat_id person_id digest choice wish at".split())
NOT_IN_FORCE = (
    "NOT EXISTS (SELECT 1 FROM mandates_mandateversion v WHERE v.id = NEW.version_id"
    f" AND v.state = '{VersionState.IN_FORCE}' AND v.digest = NEW.digest)"
)
ANSWERED_AGAIN = f"OLD.answered_at IS NOT NULL AND ({differs('answer', 'answered_by_id', 'answered_at')})"


def register() -> None:
    """Name the guarded table."""
    guard(
        Guard(
            "mandates_ratification",
            "a successor speaks once, on the version in force, and is answered once",
            columns=SAID,
            inserts=NOT_IN_FORCE,
            updates=ANSWERED_AGAIN,
        )
    )
