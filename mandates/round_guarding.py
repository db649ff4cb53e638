"""What the database itself refuses in a round: everything but answering it while it is open, and ending it once."""

# ruff: noqa: S608 - what these conditions are made of are constants of ours

from mandates.amending_guarding import IS_LIGHT
from mandates.round_states import Resolution, RoundMethod
from mandates.states import REASON_DUE, ROUND_MOVES, RoundState, StanceChoice
from pmo.audit.guards import Guard, differs, guard

SENTENCE = "a round stays as it was asked"
RULE = (
    "mandate_id version_id number method rule needed_of abstentions reason_due overruling seats_counted needed blind "
    "opened_by_id opened_at"
)
ASKED = "(SELECT r.%s FROM mandates_consensusround r WHERE r.id = %s.round_id)"
OF_ITEM = (
    "(SELECT r.%s FROM mandates_consensusround r JOIN mandates_rounditem i ON i.round_id = r.id"
    " WHERE i.id = NEW.item_id)"
)
NOT_PLANNED = f"{ASKED % ('state', 'NEW')} <> '{RoundState.PLANNED}'"
NEXT_STATES = " OR ".join(
    f"(OLD.state = '{state}' AND NEW.state IN ({', '.join(repr(str(then.value)) for then in sorted(moves))}))"
    for state, moves in ROUND_MOVES.items()
    if moves
)
LEAPS = f"OLD.state <> NEW.state AND NOT ({NEXT_STATES})"
MOVES_ITS_END = (
    f"({differs('deadline', 'deadline_at')}) AND NOT (OLD.state = '{RoundState.OPEN}' AND NEW.state = OLD.state"
    " AND NEW.deadline_at > OLD.deadline_at AND EXISTS (SELECT 1 FROM mandates_extension e WHERE e.round_id = OLD.id"
    " AND e.was = OLD.deadline AND e.until = NEW.deadline AND e.until_at = NEW.deadline_at))"
)
DUE = ", ".join(f"'{choice.value}'" for choice in REASON_DUE)
ANSWER_IS_NONE = " OR ".join(
    (
        f"{OF_ITEM % 'state'} <> '{RoundState.OPEN}'",
        f"NEW.at >= {OF_ITEM % 'deadline_at'}",
        "NEW.digest <> (SELECT i.digest FROM mandates_rounditem i WHERE i.id = NEW.item_id)",
        f"{OF_ITEM % 'id'} <> (SELECT p.round_id FROM mandates_participant p WHERE p.id = NEW.participant_id)",
        f"NEW.reason = '' AND {OF_ITEM % 'reason_due'} = 'objections' AND NEW.choice IN ({DUE})",
        f"NEW.reason = '' AND {OF_ITEM % 'reason_due'} = 'always'",
        f"{OF_ITEM % 'method'} = '{RoundMethod.CONSENT}' AND NEW.choice = '{StanceChoice.ABSTAIN}'",
    )
)
RULED_OUT = (
    f"NEW.resolution = '{Resolution.OVERRULED}' AND NOT (SELECT r.overruling FROM mandates_consensusround r"
    " JOIN mandates_rounditem i ON i.round_id = r.id JOIN mandates_stance s ON s.item_id = i.id"
    " WHERE s.id = NEW.stance_id)"
)
RESOLVED_AGAIN = f"OLD.resolution <> '' AND ({differs('resolution', 'resolved_by_id', 'resolved_at', 'amended_text')})"

HELD = f"o.version_id = NEW.id AND o.state IN ('{RoundState.CLOSED}', '{RoundState.SETTLED}')"
LAST_HELD = (
    f"SELECT i.line_id, i.digest FROM mandates_rounditem i JOIN mandates_consensusround o ON o.id = i.round_id"
    f" WHERE {HELD} AND o.number = (SELECT max(o.number) FROM mandates_consensusround o WHERE {HELD})"
)
FREEZES_UNASKED = (
    "OLD.digest = '' AND NEW.digest <> ''"
    f" AND (NOT EXISTS (SELECT 1 FROM mandates_consensusround o WHERE {HELD})"
    " OR EXISTS (SELECT 1 FROM mandates_statement t WHERE t.version_id = NEW.id AND NOT EXISTS"
    f" (SELECT 1 FROM ({LAST_HELD}) asked WHERE asked.line_id = t.line_id AND asked.digest = t.digest)))"
    f" AND NOT ({IS_LIGHT})"
)
"""A version freezes only after a round of its own that ended, and on just the texts that the last one asked about.

Unless it is a light amendment of the version in force: no round is asked about one.
"""


def _said(choice: StanceChoice) -> str:
    return f"(SELECT s.choice FROM mandates_stance s WHERE s.id = NEW.stance_id) <> '{choice.value}'"


def register() -> None:
    """Name the guarded tables: the rule, whom and what it asked, the answers, and what stays open afterwards."""
    guard(
        Guard(
            "mandates_consensusround",
            SENTENCE,
            columns=tuple(RULE.split()),
            inserts=f"NEW.state <> '{RoundState.PLANNED}'",
            updates=f"({LEAPS}) OR ({MOVES_ITS_END})",
        )
    )
    items = tuple("round_id line_id order text content digest same_words changed".split())
    guard(Guard("mandates_rounditem", SENTENCE, columns=items, inserts=NOT_PLANNED))
    guard(
        Guard(
            "mandates_participant",
            SENTENCE,
            columns=("round_id", "seat_id", "person_id", "counted", "required"),
            inserts=NOT_PLANNED,
            updates=f"({differs('holder_at_close_id')}) AND (OLD.holder_at_close_id IS NOT NULL"
            f" OR {ASKED % ('state', 'OLD')} <> '{RoundState.OPEN}')",
        )
    )
    guard(
        Guard(
            "mandates_extension",
            SENTENCE,
            inserts=f"{ASKED % ('state', 'NEW')} <> '{RoundState.OPEN}' OR NEW.at >= {ASKED % ('deadline_at', 'NEW')}",
        )
    )
    _answers()


def _answers() -> None:
    said = tuple("item_id participant_id person_id choice reason proposed_change digest at".split())
    # Whoever answers next, or holds the seat at the close, takes an answer's place: never anybody afterwards.
    stands = f"OLD.superseded_at IS NOT NULL OR {OF_ITEM % 'state'} <> '{RoundState.OPEN}'"
    back = f"({differs('superseded_at')}) AND ({stands})"
    guard(Guard("mandates_stance", "an answer stands as given", columns=said, inserts=ANSWER_IS_NONE, updates=back))
    guard(
        Guard(
            "mandates_objection",
            "an objection is resolved once, by what the round allows",
            columns=("stance_id",),
            inserts=_said(StanceChoice.OBJECT),
            updates=f"({RESOLVED_AGAIN}) OR ({RULED_OUT})",
        )
    )
    guard(
        Guard(
            "mandates_reservation",
            "a reservation is closed once",
            columns=("stance_id", "round_id", "signature_id", "seat_id", "at"),
            inserts=f"(NEW.stance_id IS NOT NULL AND {_said(StanceChoice.RESERVATION)})"
            " OR (NEW.signature_id IS NOT NULL"
            " AND (SELECT s.reservation FROM mandates_signature s WHERE s.id = NEW.signature_id) = '')",
            updates=f"OLD.closed_at IS NOT NULL AND ({differs('closed_at', 'closed_by_id', 'word_at_close')})",
        )
    )
