from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from executives.registry import LANDINGS
from mandates import kinds as reminders
from pmo.access.registry import DUTIES
from pmo.audit import events, guards
from pmo.notices import kinds
from pmo.notices.kinds import TICKS
from pmo.ui import navigation
from pmo.ui.navigation import Entry

EVERYBODY = frozenset({"manager", "executive", "administrator", "auditor"})

VERSION_FROZEN = "(SELECT v.digest FROM mandates_mandateversion v WHERE v.id = OLD.version_id) <> ''"
STATEMENT_FROZEN = "(SELECT s.frozen FROM mandates_statement s WHERE s.id = OLD.%s)"


def _guard_rows_of_frozen_versions() -> None:
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


FROZEN_AT_OPENING = {
    "mandates_consensusround": (
        "mandate_id version_id number rule seats_counted needed blind deadline deadline_at opened_by_id opened_at"
    ),
    "mandates_rounditem": "round_id line_id order text content digest changed",
    "mandates_participant": "round_id seat_id person_id counted",
    "mandates_stance": "item_id participant_id person_id choice reason proposed_change digest at",
}


def _guard_rounds() -> None:
    """Let the database refuse to change what a round asked, whom, by which rule, and what was answered."""
    for table, columns in FROZEN_AT_OPENING.items():
        guards.guard(guards.Guard(table, "a round stays as it was asked", columns=tuple(columns.split())))


def _register_doors_of_reviews() -> None:
    everybody = frozenset({"manager", "executive", "administrator", "auditor"})
    navigation.register(Entry(_("Reviews"), "mandates:reviews", everybody, order=50))
    navigation.register(
        Entry(_("Review cadence"), "mandates:cadence", frozenset({"administrator"}), order=60, section="more")
    )


def _register_doors_of_rounds() -> None:
    register = navigation.register
    register(Entry(_("Rounds"), "mandates:rounds", EVERYBODY, order=40, also=("sign/",)))
    register(Entry(_("Signatures"), "mandates:signatures", EVERYBODY, order=40, section="more"))


class MandatesConfig(AppConfig):
    name = "mandates"

    def ready(self) -> None:
        DUTIES.add("mandates.duties.owed_by")
        TICKS.add("mandates.tasks.rounds.close_overdue")
        TICKS.add("mandates.tasks.reviews.plan_and_open")
        for kind in reminders.ALL:
            kinds.register(kind)
        _register_doors_of_reviews()
        _register_doors_of_rounds()
        LANDINGS.add("mandates.selectors.landings.landings_of")
        navigation.register(navigation.Entry(_("Mandate"), "mandates:mandate", navigation.ROLES, order=30))
        guards.append_only("mandates_signature")
        guards.guard(
            guards.Guard(
                "mandates_mandateversion",
                "a frozen version does not change",
                when="OLD.digest <> ''",
                columns=(
                    "mandate_id",
                    "major",
                    "minor",
                    "based_on_id",
                    "title",
                    "served",
                    "authority",
                    "expected",
                    "distribution",
                    "signing_rule",
                    "required_seats",
                    "content",
                    "digest",
                    "frozen_at",
                ),
            )
        )
        _guard_rows_of_frozen_versions()
        _guard_rounds()
        events.register(
            mandate__started=_("started the mandate"),
            version__opened=_("opened a draft"),
            version__changed=_("changed the header of the draft"),
            statement__added=_("added a statement"),
            statement__changed=_("changed a statement"),
            statement__removed=_("removed a statement"),
            statement__moved=_("moved a statement"),
            statement__linked=_("linked a statement to what it serves"),
            statement__sourced=_("named the words that a statement comes from"),
            requirement__unanswered=_("recorded why a requirement is not in the mandate"),
            round__opened=_("opened a round"),
            round__closed=_("closed a round"),
            round__cancelled=_("cancelled a round"),
            stance__taken=_("answered in a round"),
            objection__answered=_("answered an objection"),
            version__agreed=_("reached full consensus"),
            version__sent_for_signature=_("sent a version out for signature"),
            version__opened_for_signature=_("opened a version to sign it"),
            version__signed=_("signed"),
            version__declined=_("declined to sign"),
            version__withdrawn=_("withdrew a version"),
            version__in_force=_("put a version in force"),
            version__superseded=_("superseded a version"),
            cadence__changed=_("changed the review cadence"),
            review__planned=_("planned a review"),
            review__opened=_("opened a review"),
            review__answered=_("answered a review"),
            review__closed=_("closed a review"),
        )
