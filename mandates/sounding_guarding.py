"""What the database refuses to change in a sounding: what was asked, whom, and every answer once it is closed."""

from pmo.audit.guards import Guard, guard

FROZEN = (
    "mandate_id version_id number method question meanings threshold digest blind anonymous deadline deadline_at "
    "opened_by_id opened_at"
)
STATE = "(SELECT s.state FROM mandates_sounding s WHERE s.id = %s.sounding_id)"
ASKED = f"{STATE % 'OLD'} <> 'planned'"
OVER = f"{STATE % 'OLD'} <> 'open'"


def register() -> None:
    """Name the guarded tables; an anonymous answer is replaced while the sounding is open, and stands afterwards."""
    asked = "a sounding stays as it was asked"
    guard(Guard("mandates_sounding", asked, when="OLD.state <> 'planned'", columns=tuple(FROZEN.split())))
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
