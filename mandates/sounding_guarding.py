"""What the database refuses to change in a sounding: what was asked, whom, and every answer once it is closed."""

# ruff: noqa: S608 - what these conditions are made of are constants of ours

from mandates.sounding_states import SOUNDING_MOVES
from pmo.audit.guards import Guard, differs, guard

FROZEN = "mandate_id version_id number method question meanings threshold digest blind anonymous opened_by_id opened_at"
STATE = "(SELECT s.state FROM mandates_sounding s WHERE s.id = %s.sounding_id)"
ASKED = f"{STATE % 'OLD'} <> 'planned'"
MOVES_ITS_END = (
    f"OLD.state <> 'planned' AND ({differs('deadline', 'deadline_at')}) AND NOT (OLD.state = 'open'"
    " AND NEW.state = OLD.state AND NEW.deadline_at > OLD.deadline_at AND EXISTS (SELECT 1"
    " FROM mandates_soundingextension e WHERE e.sounding_id = OLD.id AND e.was = OLD.deadline"
    " AND e.until = NEW.deadline AND e.until_at = NEW.deadline_at))"
)
NEXT_STATES = " OR ".join(
    f"(OLD.state = '{state}' AND NEW.state = '{then}')"
    for state, moves in SOUNDING_MOVES.items()
    for then in sorted(moves)
)
LEAPS = f"OLD.state <> NEW.state AND NOT ({NEXT_STATES})"
TOO_LATE = "NEW.at >= (SELECT s.deadline_at FROM mandates_sounding s WHERE s.id = NEW.sounding_id)"
OVER = f"{STATE % 'OLD'} <> 'open'"


def register() -> None:
    """Name the guarded tables; an anonymous answer is replaced while the sounding is open, and stands afterwards."""
    asked = "a sounding stays as it was asked"
    frozen = tuple(FROZEN.split())
    guard(
        Guard(
            "mandates_sounding",
            asked,
            when="OLD.state <> 'planned'",
            columns=frozen,
            updates=f"({MOVES_ITS_END}) OR ({LEAPS})",
        )
    )
    guard(Guard("mandates_soundingextension", asked, inserts=f"{STATE % 'NEW'} <> 'open' OR {TOO_LATE}"))
    guard(Guard("mandates_soundingitem", asked, when=ASKED, joins=True))
    people = ("sounding_id", "seat_id", "person_id")
    guard(Guard("mandates_soundingparticipant", asked, when=ASKED, columns=people, joins=True))
    guard(
        Guard(
            "mandates_soundinganswer",
            "an answer to a sounding stands",
            when=f"OLD.participant_id IS NOT NULL OR {OVER}",
            columns=("sounding_id", "participant_id", "person_id", "token", "given", "digest", "at"),
            inserts=f"{STATE % 'NEW'} <> 'open'",
        )
    )
