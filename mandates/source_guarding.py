"""What the database itself refuses about the words that statements come from."""

# ruff: noqa: S608 - what these conditions are made of are constants of ours

from executives.states import RequirementState
from mandates.amending_guarding import LIGHT
from mandates.round_guarding import OF_ITEM
from mandates.round_states import TAKEN_BACK, SourceStanding
from mandates.states import RoundState
from pmo.audit.guards import Guard, append_only, guard

STATES = ", ".join(f"'{state.value}'" for state in TAKEN_BACK)
MOVED_TO = f"(CASE WHEN r.state IN ({STATES}) THEN r.state || ':' ELSE '' END || n.digest)"
OF_VERSION = "JOIN mandates_consensusround o ON o.id = i.round_id WHERE o.version_id = NEW.id"
SHOWN = (
    "SELECT 1 FROM mandates_itemsource k JOIN mandates_rounditem i ON i.id = k.item_id "
    f"{OF_VERSION} AND o.state <> '{RoundState.CANCELLED}' AND i.line_id = t.line_id AND i.digest = t.digest"
)
RESTS = (
    "SELECT t.line_id, t.digest, s.wording_id FROM mandates_source s JOIN mandates_statement t ON t.id = s.statement_id"
    " WHERE t.version_id = NEW.id UNION SELECT i.line_id, i.digest, k.wording_id FROM mandates_itemsource k"
    f" JOIN mandates_rounditem i ON i.id = k.item_id {OF_VERSION} AND o.state <> '{RoundState.CANCELLED}'"
    " AND EXISTS (SELECT 1 FROM mandates_statement t"
    " WHERE t.version_id = NEW.id AND t.line_id = i.line_id AND t.digest = i.digest)"
)
"""What the statements of a version rest on: their sources, and those they were asked on in the words that they have."""
IS_CARRIED_ON = (
    f"NEW.amendment_class IN ({LIGHT}) AND r.state = '{RequirementState.DECLINED}' AND r.wording_id = w.id"
    " AND EXISTS (SELECT 1 FROM mandates_itemsource k JOIN mandates_rounditem i ON i.id = k.item_id"
    " JOIN mandates_consensusround o ON o.id = i.round_id WHERE o.mandate_id = NEW.mandate_id"
    f" AND o.state <> '{RoundState.CANCELLED}' AND i.line_id = t.line_id AND k.wording_id = w.id"
    f" AND k.standing = '{SourceStanding.DECLINED}')"
)
"""A light amendment asks no round: words that were left out were shown beside the line in a round before it."""
FREEZES_UNANSWERED = (
    "OLD.digest = '' AND NEW.digest <> '' AND EXISTS (SELECT 1 FROM"
    f" ({RESTS}) t JOIN executives_wording w ON w.id = t.wording_id"
    " JOIN executives_requirement r ON r.id = w.requirement_id JOIN executives_wording n ON n.id = r.wording_id"
    f" WHERE (r.wording_id <> w.id OR r.state IN ({STATES}))"
    f" AND NOT EXISTS ({SHOWN} AND k.wording_id = w.id AND k.standing = '{SourceStanding.DECLINED}'"
    f" AND r.state = '{RequirementState.DECLINED}' AND r.wording_id = w.id)"
    f" AND NOT ({IS_CARRIED_ON})"
    " AND NOT EXISTS (SELECT 1 FROM mandates_sourceanswer a WHERE a.line_id = t.line_id AND a.requirement_id = r.id"
    f" AND a.digest = t.digest AND a.moved_to = {MOVED_TO}))"
)
UNCONFIRMED = (
    f"{OF_ITEM % 'state'} <> '{RoundState.PLANNED}' OR (NEW.standing = '{SourceStanding.CONFIRMED}'"
    " AND (SELECT w.confirmed_at FROM executives_wording w WHERE w.id = NEW.wording_id) IS NULL)"
    f" OR (NEW.standing = '{SourceStanding.DECLINED}' AND NEW.reason = '')"
)


def register() -> None:
    """Name the guarded tables: what a statement came from at opening, and what was said when it had moved on."""
    guard(Guard("mandates_itemsource", "a round asks about confirmed words", inserts=UNCONFIRMED))
    append_only("mandates_sourceanswer")
