"""What the database itself takes for a light amendment, and when it lets an editorial one come into force.

A light one: nothing of the major kind differs from what is in force.

The columns come from the table of classes, so that what is major there is held here.
"""

# ruff: noqa: S608 - what these conditions are made of are constants of ours

from mandates.amendments import TABLE
from mandates.control_states import AmendmentClass
from mandates.states import LineKind, VersionState
from pmo.audit.guards import Guard, differs, guard

LIGHT = f"'{AmendmentClass.MINOR}', '{AmendmentClass.EDITORIAL}'"


def columns_of(part: str, *classes: AmendmentClass) -> list[str]:
    """Return the columns of a profile or the header whose change makes one of these classes."""
    found = (sort.partition(".") for sort, row in TABLE.items() if row.amendment_class in classes)
    return [f"{name}_id" if name == "owner" else name for of, _dot, name in found if of == part]


def _differ(new: str, old: str, columns: list[str]) -> str:
    return " OR ".join(f"{new}.{name} IS DISTINCT FROM {old}.{name}" for name in columns)


def _both_ways(condition: str) -> str:
    return " OR ".join(condition % places for places in (("b.id", "NEW.id"), ("NEW.id", "b.id")))


COMES_FROM = (
    "SELECT 1 FROM mandates_source x JOIN mandates_statement t ON t.id = x.statement_id"
    " JOIN executives_wording w ON w.id = x.wording_id WHERE t.version_id = %s AND NOT EXISTS"
    " (SELECT 1 FROM mandates_source y JOIN mandates_statement u ON u.id = y.statement_id"
    " JOIN executives_wording v ON v.id = y.wording_id WHERE u.version_id = %s AND u.line_id = t.line_id"
    " AND v.requirement_id = w.requirement_id AND v.digest = w.digest)"
)
HANGS_ON = (
    "SELECT 1 FROM mandates_statementlink x JOIN mandates_statement t ON t.id = x.lower_id"
    " JOIN mandates_statement o ON o.id = x.upper_id WHERE t.version_id = %s AND NOT EXISTS"
    " (SELECT 1 FROM mandates_statementlink y JOIN mandates_statement u ON u.id = y.lower_id"
    " JOIN mandates_statement p ON p.id = y.upper_id WHERE u.version_id = %s AND u.line_id = t.line_id"
    " AND p.line_id = o.line_id AND y.kind = x.kind)"
)
BESIDE = {"statement.sources": COMES_FROM, "statement.links": HANGS_ON}
"""What stands in rows beside a statement, by its sort of change: what one version has and the other has not."""


def _hangs_otherwise(*classes: AmendmentClass) -> str:
    """Return the condition that a version has other words behind it, or other links, where that makes these classes."""
    found = [_both_ways(f"EXISTS ({rows})") for sort, rows in BESIDE.items() if TABLE[sort].amendment_class in classes]
    return " OR ".join(found) or "1=0"


def _says_more(*classes: AmendmentClass) -> str:
    """Return the condition that a statement is new, or differs from the one in force in a field of these classes."""
    benefit, objective = columns_of("benefit", *classes), columns_of("objective", *classes)
    return (
        "EXISTS (SELECT 1 FROM mandates_statement n JOIN mandates_line l ON l.id = n.line_id"
        " LEFT JOIN mandates_statement p ON p.version_id = b.id AND p.line_id = n.line_id"
        " LEFT JOIN mandates_benefit nb ON nb.statement_id = n.id"
        " LEFT JOIN mandates_benefit pb ON pb.statement_id = p.id"
        " LEFT JOIN mandates_objective nj ON nj.statement_id = n.id"
        " LEFT JOIN mandates_objective pj ON pj.statement_id = p.id"
        " WHERE n.version_id = NEW.id AND (p.id IS NULL"
        f" OR (l.kind = '{LineKind.EXCLUSION}' AND n.text <> p.text)"
        f" OR {_differ('nb', 'pb', benefit)} OR {_differ('nj', 'pj', objective)}))"
    )


SAYS_LESS = (
    "EXISTS (SELECT 1 FROM mandates_statement p WHERE p.version_id = b.id AND NOT EXISTS"
    " (SELECT 1 FROM mandates_statement n WHERE n.version_id = NEW.id AND n.line_id = p.line_id))"
)


def _places_differ(one: str, other: str) -> str:
    """Return the condition that a seat has a place in the order of signing in one version, and not so in the other."""
    return (
        f"EXISTS (SELECT 1 FROM mandates_signingseat m WHERE m.version_id = {one} AND (m.must OR m.stage > 1)"
        f" AND NOT EXISTS (SELECT 1 FROM mandates_signingseat k WHERE k.version_id = {other}"
        " AND k.seat_id = m.seat_id AND k.must = m.must AND k.stage = m.stage))"
    )


HEADER = columns_of("header", AmendmentClass.MINOR)
IS_LIGHT = (
    f"NEW.amendment_class IN ({LIGHT}) AND EXISTS (SELECT 1 FROM mandates_mandateversion b"
    f" WHERE b.mandate_id = NEW.mandate_id AND b.state = '{VersionState.IN_FORCE}' AND b.major = NEW.major"
    " AND b.minor < NEW.minor AND b.signing_rule = NEW.signing_rule"
    " AND b.signing_needed IS NOT DISTINCT FROM NEW.signing_needed"
    f" AND NOT {_places_differ('b.id', 'NEW.id')} AND NOT {_places_differ('NEW.id', 'b.id')}"
    f" AND NOT {SAYS_LESS} AND NOT {_says_more(AmendmentClass.MAJOR)}"
    f" AND NOT ({_hangs_otherwise(AmendmentClass.MAJOR)})"
    f" AND (NEW.amendment_class = '{AmendmentClass.MINOR}'"
    f" OR NOT ({_differ('NEW', 'b', HEADER)} OR {_says_more(AmendmentClass.MAJOR, AmendmentClass.MINOR)}"
    f" OR {_hangs_otherwise(AmendmentClass.MAJOR, AmendmentClass.MINOR)})))"
)
"""A light amendment of the version in force, numbered after it; an editorial one leaves all fields but words alone."""

IN_FORCE_UNHEARD = (
    f"NEW.amendment_class = '{AmendmentClass.EDITORIAL}' AND NEW.state = '{VersionState.IN_FORCE}'"
    f" AND OLD.state <> NEW.state AND (OLD.state <> '{VersionState.ON_NOTICE}'"
    " OR NEW.in_force_at < NEW.objections_until_at"
    " OR EXISTS (SELECT 1 FROM mandates_noticeobjection j WHERE j.version_id = NEW.id))"
)
"""An editorial amendment in force before its window is over, or although somebody objected."""
MOVES_THE_WINDOW = (
    f"({differs('objections_until', 'objections_until_at')})"
    f" AND (OLD.objections_until_at IS NOT NULL OR OLD.state = NEW.state OR NEW.state <> '{VersionState.ON_NOTICE}'"
    " OR NEW.objections_until_at <= (SELECT max(s.at) FROM mandates_signature s"
    " WHERE s.version_id = NEW.id AND s.revoked_at IS NULL))"
)
"""A window opens once, after who is asked has signed; told, it is made neither shorter nor longer."""


def register() -> None:
    """Name the guarded table: an objection is made while the window is open, to the text that stands; it stays."""
    of_version = "(SELECT v.%s FROM mandates_mandateversion v WHERE v.id = NEW.version_id)"
    guard(
        Guard(
            "mandates_noticeobjection",
            "an objection is of the text that is open to objections, in time; it stays",
            inserts=f"{of_version % 'state'} <> '{VersionState.ON_NOTICE}' OR NEW.digest <> {of_version % 'digest'}"
            f" OR NEW.at >= {of_version % 'objections_until_at'}",
        )
    )
