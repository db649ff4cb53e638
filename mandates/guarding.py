"""What the database itself refuses to change: frozen versions, signatures, and rounds once they are open."""

from pmo.audit import guards

FROZEN_AT_OPENING = {
    "mandates_consensusround": (
        "mandate_id version_id number rule seats_counted needed blind deadline deadline_at opened_by_id opened_at"
    ),
    "mandates_rounditem": "round_id line_id order text content digest changed",
    "mandates_participant": "round_id seat_id person_id counted",
    "mandates_stance": "item_id participant_id person_id choice reason proposed_change digest at",
}
FROZEN_WITH_THE_VERSION = (
    "mandate_id major minor based_on_id title served authority expected distribution signing_rule required_seats "
    "content digest frozen_at"
)
VERSION_FROZEN = "(SELECT v.digest FROM mandates_mandateversion v WHERE v.id = OLD.version_id) <> ''"
STATEMENT_FROZEN = "(SELECT s.frozen FROM mandates_statement s WHERE s.id = OLD.%s)"


def _rows_of_frozen_versions() -> None:
    """Let the database refuse to change, remove or add rows of a frozen version, and to give a line another key."""
    guarded = {
        "mandates_statement": (VERSION_FROZEN, "a frozen version keeps its statements"),
        "mandates_unanswered": (VERSION_FROZEN, "a frozen version keeps its reasons"),
        "mandates_benefit": (STATEMENT_FROZEN % "statement_id", "a frozen benefit does not change"),
        "mandates_objective": (STATEMENT_FROZEN % "statement_id", "a frozen objective does not change"),
        "mandates_statementlink": (STATEMENT_FROZEN % "lower_id", "a frozen statement keeps its links"),
        "mandates_source": (STATEMENT_FROZEN % "statement_id", "a frozen statement keeps its sources"),
    }
    for table, (frozen, sentence) in guarded.items():
        guards.guard(guards.Guard(table, sentence, when=frozen, joins=True))
    guards.guard(guards.Guard("mandates_line", "a line keeps its key", columns=("mandate_id", "kind", "number")))


def _rounds() -> None:
    """Let the database refuse to change what a round asked, whom, by which rule, and what was answered."""
    for table, columns in FROZEN_AT_OPENING.items():
        guards.guard(guards.Guard(table, "a round stays as it was asked", columns=tuple(columns.split())))


def register() -> None:
    """Name the guarded tables."""
    guards.append_only("mandates_signature")
    columns = tuple(FROZEN_WITH_THE_VERSION.split())
    version = "mandates_mandateversion"
    guards.guard(guards.Guard(version, "a frozen version does not change", when="OLD.digest <> ''", columns=columns))
    _rows_of_frozen_versions()
    _rounds()
