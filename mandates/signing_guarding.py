"""What the database itself refuses in signing: another text, another time, a second change; and *in force* unsigned."""

# ruff: noqa: S608 - what these conditions are made of are constants of ours

from executives.states import DecisionRole
from mandates.control_states import AmendmentClass
from mandates.states import SIGNATURE_MOVES, VERSION_MOVES, AgreementRule, SignatureState, VersionState
from pmo.audit.guards import Guard, append_only, begun_everywhere, differs, first_instant_of, guard

OF_VERSION = "(SELECT v.%s FROM mandates_mandateversion v WHERE v.id = %s.version_id)"
NOT_OUT = f"{OF_VERSION % ('state', '%s')} <> '{VersionState.OUT_FOR_SIGNATURE}'"
NEXT_STATES = " OR ".join(
    f"(OLD.state = '{state}' AND NEW.state IN ({', '.join(repr(str(then.value)) for then in sorted(moves))}))"
    for state, moves in VERSION_MOVES.items()
    if moves
)
LEAPS = f"OLD.state <> NEW.state AND NOT ({NEXT_STATES})"
"""A version only goes from a state to one that may follow it."""

ASKED = (
    "FROM mandates_signaturerequest r WHERE r.version_id = NEW.id AND NOT EXISTS"
    " (SELECT 1 FROM mandates_waiver w WHERE w.version_id = r.version_id AND w.seat_id = r.seat_id)"
)
STANDS = "FROM mandates_signature s WHERE s.version_id = NEW.id AND s.revoked_at IS NULL"
COUNT = f"(SELECT count(*) {ASKED})"
SMALL = f"'{AmendmentClass.MINOR}', '{AmendmentClass.EDITORIAL}'"
NEEDED = (
    f"CASE WHEN NEW.amendment_class IN ({SMALL}) THEN {COUNT}"
    f" WHEN NEW.signing_rule = '{AgreementRule.N_OF_M}' THEN NEW.signing_needed"
    f" WHEN NEW.signing_rule = '{AgreementRule.MAJORITY}' THEN {COUNT} / 2 + 1"
    f" WHEN NEW.signing_rule = '{AgreementRule.TWO_THIRDS}' THEN ({COUNT} * 2 + 2) / 3"
    f" WHEN NEW.signing_rule = '{AgreementRule.THREE_QUARTERS}' THEN ({COUNT} * 3 + 3) / 4"
    f" ELSE {COUNT} END"
)
MISSES_A_SEAT = f"EXISTS (SELECT 1 {ASKED} AND r.must AND NOT EXISTS (SELECT 1 {STANDS} AND s.seat_id = r.seat_id))"
MISSES_SOME = f"(SELECT count(*) {STANDS}) < {NEEDED}"
HAS_A_PRECONDITION = (
    "EXISTS (SELECT 1 FROM mandates_condition c JOIN mandates_signature s ON s.id = c.signature_id"
    " WHERE s.version_id = NEW.id AND s.revoked_at IS NULL AND c.is_precondition AND c.ended_as = '')"
)
IN_FORCE_UNSIGNED = (
    f"NEW.state = '{VersionState.IN_FORCE}' AND OLD.state <> NEW.state AND (NEW.in_force_at IS NULL"
    f" OR {COUNT} = 0 OR {MISSES_A_SEAT} OR {MISSES_SOME} OR {HAS_A_PRECONDITION})"
)
"""In force without a required seat, without enough signatures, or while something must be done before."""
IN_FORCE_EARLY = (
    f"NEW.state = '{VersionState.IN_FORCE}' AND OLD.state <> NEW.state AND NEW.not_before IS NOT NULL"
    f" AND NEW.in_force_at < {first_instant_of('NEW.not_before')}"
)
"""In force before the day has begun anywhere: which hour of it counts is the service's to say, by the office's zone."""
ON_NOTICE_UNSIGNED = (
    f"NEW.state = '{VersionState.ON_NOTICE}' AND OLD.state <> NEW.state"
    f" AND (NEW.amendment_class <> '{AmendmentClass.EDITORIAL}' OR {COUNT} = 0 OR {MISSES_A_SEAT} OR {MISSES_SOME})"
)
"""Open to objections though it changes more than wording, or before who is asked has confirmed that."""
MOVES_ITS_TIMES = (
    f"(OLD.in_force_at IS NOT NULL AND ({differs('in_force_at')}))"
    f" OR (OLD.ended_at IS NOT NULL AND ({differs('ended_at', 'withdrawn_reason')}))"
)
"""Since when, until when and why is written once."""
LEAVES_OUT_WHO_MUST = (
    f"NEW.state = '{VersionState.OUT_FOR_SIGNATURE}' AND OLD.state <> NEW.state"
    f" AND NEW.amendment_class NOT IN ({SMALL}) AND EXISTS (SELECT 1 FROM mandates_signingseat p"
    " JOIN executives_seat e ON e.id = p.seat_id WHERE p.version_id = NEW.id AND p.must AND e.closed_on IS NULL"
    f" AND e.decision_role = '{DecisionRole.SIGNATORY}'"
    f" AND NOT EXISTS (SELECT 1 {ASKED} AND r.must AND r.seat_id = p.seat_id)"
    " AND NOT EXISTS (SELECT 1 FROM mandates_waiver w WHERE w.version_id = NEW.id AND w.seat_id = p.seat_id))"
)
"""Out for signature without asking a seat that the frozen order calls required."""

GIVEN = "version_id seat_id person_id digest at intent typed_name method manner reservation delegation_id paper_id"
TAKEN_BACK = ("revoked_at", "revoked_by_id", "revoked_reason")
OVER = (VersionState.IN_FORCE, VersionState.SUPERSEDED, VersionState.RETIRED, VersionState.WITHDRAWN)
OVER_NOW = f"{OF_VERSION % ('state', 'OLD')} IN ({', '.join(repr(str(state.value)) for state in OVER)})"
ENDED = ("ended_as", "end_word", "ended_by_id", "ended_at")
ITS_TURN = (
    "SELECT 1 FROM mandates_signaturerequest o WHERE o.version_id = NEW.version_id AND o.seat_id = NEW.seat_id"
    f" AND o.state NOT IN ('{SignatureState.LATER}', '{SignatureState.ENDED}', '{SignatureState.DECLINED}')"
    " AND NOT EXISTS (SELECT 1 FROM mandates_signaturerequest e"
    " WHERE e.version_id = o.version_id AND e.stage < o.stage AND NOT EXISTS"
    " (SELECT 1 FROM mandates_waiver w WHERE w.version_id = e.version_id AND w.seat_id = e.seat_id) AND NOT EXISTS"
    " (SELECT 1 FROM mandates_signature s JOIN mandates_signaturerequest r"
    " ON r.version_id = s.version_id AND r.seat_id = s.seat_id WHERE s.version_id = e.version_id"
    " AND (s.seat_id = e.seat_id OR (NOT e.must AND r.stage = e.stage))))"
)
"""A seat that was asked, after all that must and somebody of each stage before it has signed (and maybe revoked)."""
REQUEST_LEAPS = " AND ".join(
    f"NOT (OLD.state = '{state}' AND NEW.state IN ({', '.join(repr(str(then.value)) for then in sorted(moves))}))"
    for state, moves in SIGNATURE_MOVES.items()
    if moves
)
STANDS_SIGNED = (
    "SELECT 1 FROM mandates_signature s WHERE s.version_id = NEW.version_id AND s.seat_id = NEW.seat_id"
    " AND s.revoked_at IS NULL"
)
ASKS_OTHERWISE = (
    f"({OVER_NOW} AND ({differs('state', 'asked_at', 'due', 'settled_at', 'reason', 'opened_at')}))"
    f" OR (OLD.state <> NEW.state AND {REQUEST_LEAPS})"
    f" OR (NEW.state = '{SignatureState.SIGNED}' AND OLD.state <> NEW.state AND NOT EXISTS ({STANDS_SIGNED}))"
    f" OR (({differs('due')}) AND (OLD.due IS NULL OR NEW.due IS NULL OR NEW.due < OLD.due))"
)
"""A request after the end, a leap between its states, signed without a signature, a last day moved nearer."""
ASKED_LATE = f"{OF_VERSION % ('state', 'NEW')} NOT IN ('{VersionState.DRAFT}', '{VersionState.AGREED}')"
WAIVED_THOUGH_HELD = (
    f"{OF_VERSION % ('state', 'NEW')} NOT IN ('{VersionState.AGREED}', '{VersionState.OUT_FOR_SIGNATURE}')"
    f" OR NEW.at < {OF_VERSION % ('frozen_at', 'NEW')}"
    " OR EXISTS (SELECT 1 FROM executives_holder h WHERE h.seat_id = NEW.seat_id"
    f" AND NEW.at >= {begun_everywhere('h.start')}"
    f""" AND (h."end" IS NULL OR NEW.at < {first_instant_of('h."end"')}))"""
)
"""A waiver of a seat that somebody holds, whichever the zone, or of a day before the text was fixed."""


def register() -> None:
    """Name the guarded tables: signatures, requests, conditions, delegations, waivers, papers."""
    guard(
        Guard(
            "mandates_signature",
            "a signature is of the text that is out for signature; it stays, and is taken back once at most",
            columns=tuple(GIVEN.split()),
            inserts=f"{NOT_OUT % 'NEW'} OR NEW.digest <> {OF_VERSION % ('digest', 'NEW')} OR NOT EXISTS ({ITS_TURN})",
            updates=f"({differs(*TAKEN_BACK)}) AND (OLD.revoked_at IS NOT NULL OR {NOT_OUT % 'OLD'})",
        )
    )
    guard(
        Guard(
            "mandates_signaturerequest",
            "who is asked to sign, in which order, is fixed when a version goes out, and stays when it is over",
            columns=("version_id", "seat_id", "stage", "must"),
            inserts=ASKED_LATE,
            updates=ASKS_OTHERWISE,
        )
    )
    guard(
        Guard(
            "mandates_condition",
            "a condition stays as it was signed, and ends once",
            columns=("signature_id", "text", "owner_id", "due", "is_precondition"),
            updates=f"OLD.ended_as <> '' AND ({differs(*ENDED, 'report', 'reported_by_id', 'reported_at')})",
        )
    )
    guard(
        Guard(
            "mandates_delegation",
            "a delegation stays as it was given, and ends once",
            columns=("seat_id", "delegate_id", "scope", "first", "last", "reason", "by_id", "at"),
            updates=f"OLD.ended_at IS NOT NULL AND ({differs('ended_at', 'ended_by_id')})",
        )
    )
    guard(Guard("mandates_waiver", "a waiver is of a seat that nobody holds; it stays", inserts=WAIVED_THOUGH_HELD))
    for table in ("mandates_signaturepaper", "mandates_signaturepaperfile"):
        append_only(table)
