"""What the database itself refuses in signing: another text, another time, a second change; and *in force* unsigned."""

from mandates.control_states import AmendmentClass
from mandates.states import VERSION_MOVES, AgreementRule, VersionState
from pmo.audit.guards import Guard, append_only, differs, guard

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

GIVEN = "version_id seat_id person_id digest at intent typed_name method manner reservation delegation_id paper_id"
TAKEN_BACK = ("revoked_at", "revoked_by_id", "revoked_reason")
OVER = (VersionState.IN_FORCE, VersionState.SUPERSEDED, VersionState.RETIRED, VersionState.WITHDRAWN)
OVER_NOW = f"{OF_VERSION % ('state', 'OLD')} IN ({', '.join(repr(str(state.value)) for state in OVER)})"
ENDED = ("ended_as", "end_word", "ended_by_id", "ended_at")


def register() -> None:
    """Name the guarded tables: signatures, requests, conditions, delegations, waivers, papers."""
    guard(
        Guard(
            "mandates_signature",
            "a signature is of the text that is out for signature; it stays, and is taken back once at most",
            columns=tuple(GIVEN.split()),
            inserts=f"{NOT_OUT % 'NEW'} OR NEW.digest <> {OF_VERSION % ('digest', 'NEW')}",
            updates=f"({differs(*TAKEN_BACK)}) AND (OLD.revoked_at IS NOT NULL OR {NOT_OUT % 'OLD'})",
        )
    )
    guard(
        Guard(
            "mandates_signaturerequest",
            "who was asked to sign stays as it was when the version came into force or was withdrawn",
            when=OVER_NOW,
            inserts=OVER_NOW.replace("OLD.", "NEW."),
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
    for table in ("mandates_waiver", "mandates_signaturepaper", "mandates_signaturepaperfile"):
        append_only(table)
