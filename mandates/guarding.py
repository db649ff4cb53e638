"""What the database itself refuses to change: frozen versions, signatures, and rounds once they are open."""

from mandates import amending_guarding, round_guarding, signing_guarding, source_guarding
from mandates.states import VersionState
from pmo.audit import guards

FROZEN_WITH_THE_VERSION = (
    "mandate_id major minor based_on_id reason opened_by_id opened_at title served authority expected distribution "
    "signing_rule signing_needed not_before amendment_class raised_to required_seats content digest frozen_at"
)
VERSION_FROZEN = "(SELECT v.digest FROM mandates_mandateversion v WHERE v.id = OLD.version_id) <> ''"
FREEZES_HALF = (
    "OLD.digest = '' AND NEW.digest <> '' AND EXISTS"
    " (SELECT 1 FROM mandates_statement t WHERE t.version_id = NEW.id AND NOT t.frozen)"
)
"""A version without its statements: their profiles, links and sources would stay open."""
STATEMENT_FROZEN = "(SELECT s.frozen FROM mandates_statement s WHERE s.id = OLD.%s)"


def _rows_of_frozen_versions() -> None:
    """Let the database refuse to change, remove or add rows of a frozen version, and to give a line another key."""
    guarded = {
        "mandates_statement": (VERSION_FROZEN, "a frozen version keeps its statements"),
        "mandates_unanswered": (VERSION_FROZEN, "a frozen version keeps its reasons"),
        "mandates_signingseat": (VERSION_FROZEN, "a frozen version keeps the order of its signatures"),
        "mandates_benefit": (STATEMENT_FROZEN % "statement_id", "a frozen benefit does not change"),
        "mandates_objective": (STATEMENT_FROZEN % "statement_id", "a frozen objective does not change"),
        "mandates_statementlink": (STATEMENT_FROZEN % "lower_id", "a frozen statement keeps its links"),
        "mandates_source": (STATEMENT_FROZEN % "statement_id", "a frozen statement keeps its sources"),
    }
    for table, (frozen, sentence) in guarded.items():
        guards.guard(guards.Guard(table, sentence, when=frozen, joins=True))
    said = ("version_id", "line_id", "answers_to_id", "digest", "text", "by_id", "at")
    guards.guard(guards.Guard("mandates_comment", "a comment stays as it was made", columns=said))
    guards.guard(
        guards.Guard("mandates_mandate", "a mandate stays with its office", columns=("office_id", "started_at"))
    )
    guards.guard(guards.Guard("mandates_line", "a line keeps its key", columns=("mandate_id", "kind", "number")))


def register() -> None:
    """Name the guarded tables."""
    columns = tuple(FROZEN_WITH_THE_VERSION.split())
    version = "mandates_mandateversion"
    guards.guard(
        guards.Guard(
            version,
            "a version goes its way step by step: it freezes asked, stays as it is, and comes into force signed",
            when="OLD.digest <> ''",
            columns=columns,
            inserts=f"NEW.digest <> '' OR NEW.state <> '{VersionState.DRAFT}'",
            updates=" OR ".join(
                f"({condition})"
                for condition in (
                    round_guarding.FREEZES_UNASKED,
                    source_guarding.FREEZES_UNANSWERED,
                    signing_guarding.LEAPS,
                    FREEZES_HALF,
                    signing_guarding.LEAVES_OUT_WHO_MUST,
                    signing_guarding.ON_NOTICE_UNSIGNED,
                    signing_guarding.IN_FORCE_UNSIGNED,
                    signing_guarding.IN_FORCE_EARLY,
                    signing_guarding.MOVES_ITS_TIMES,
                    amending_guarding.IN_FORCE_UNHEARD,
                    amending_guarding.MOVES_THE_WINDOW,
                )
            ),
        )
    )
    _rows_of_frozen_versions()
    round_guarding.register()
    source_guarding.register()
    signing_guarding.register()
    amending_guarding.register()
