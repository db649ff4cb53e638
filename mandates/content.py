"""The canonical content of statements and versions: what stances and signatures are bound to.

Statement: schema, kind, key, text and every profile field; not row ids, order, version, sources, authors, times.
Version: schema, office, number, class, header, how it is signed (rule, seats, those that must, stages, not before),
statements in order, sources as requirement key and wording digest. Versions frozen as `version/1` had no class, and of
signing only rule and seats. Source of the form: RFC 8785, see `pmo.audit.canonical`.
"""

from collections.abc import Iterable
from typing import Any

from mandates.models import MandateVersion, SigningSeat, Statement
from mandates.origins import pairs_of
from mandates.states import LineKind
from pmo.audit import canonical

STATEMENT_SCHEMA = "statement/1"
VERSION_SCHEMA = "version/2"
BEFORE_CONTROL = "version/1"
HEADER = ("title", "served", "authority", "expected", "distribution")
BENEFIT_FIELDS = (
    "description",
    "kind",
    "measure",
    "unit",
    "data_source",
    "baseline",
    "baseline_date",
    "target",
    "target_date",
    "direction",
    "tolerance",
    "tolerance_kind",
)
OBJECTIVE_FIELDS = ("measure", "target", "due")


def statement_content(statement: Statement) -> dict[str, Any]:
    """Return the canonical content of a statement; wants `line` and the profile loaded (owner included)."""
    return {
        "schema": STATEMENT_SCHEMA,
        "kind": statement.line.kind,
        "key": statement.line.key,
        "text": statement.text,
        "profile": profile_content(statement),
    }


def profile_content(statement: Statement) -> dict[str, Any]:
    """Return the profile fields of a benefit or an objective; others have none."""
    if statement.line.kind == LineKind.BENEFIT:
        fields = {name: getattr(statement.benefit, name) for name in BENEFIT_FIELDS}
        owner = statement.benefit.owner
        return canonical.content({**fields, "owner": owner.title if owner else None})
    if statement.line.kind == LineKind.OBJECTIVE:
        return canonical.content({name: getattr(statement.objective, name) for name in OBJECTIVE_FIELDS})
    return {}


def statement_digest(statement: Statement) -> str:
    """Return the digest of a statement as it stands in memory."""
    return canonical.digest(statement_content(statement))


def version_content(
    version: MandateVersion,
    statements: list[Statement],
    places: Iterable[SigningSeat] = (),
    schema: str = VERSION_SCHEMA,
) -> dict[str, Any]:
    """Return the canonical content of a version; wants office, statements in order with links and sources loaded.

    `places` are those of its seats in the order of signing, with their seats; `schema` the one it was frozen by.
    """
    signing = {"rule": str(version.signing_rule), "seats": sorted(version.required_seats)}
    content = {
        "schema": schema,
        "office": version.mandate.office.slug,
        "number": version.key,
        "header": {name: getattr(version, name) for name in HEADER},
        "signing": signing,
        "statements": [_placed(statement) for statement in statements],
    }
    if schema == BEFORE_CONTROL:
        return content
    return content | {"class": version.amendment_class, "signing": signing | _how(version, list(places))}


def _how(version: MandateVersion, places: list[SigningSeat]) -> dict[str, Any]:
    """Return the number that the rule names, who must sign, who signs after the first stage, from when it can hold.

    A seat that does not sign any more has no place; which do is known once the version is frozen.
    """
    asked = set(version.required_seats) or {place.seat.title for place in places}
    signing = [place for place in places if place.seat.title in asked]
    stages = sorted({place.stage for place in signing} - {1})
    return {
        "needed": version.signing_needed,
        "must": sorted(place.seat.title for place in signing if place.must),
        "stages": [
            {"stage": stage, "seats": sorted(place.seat.title for place in signing if place.stage == stage)}
            for stage in stages
        ],
        "not_before": version.not_before.isoformat() if version.not_before else None,
    }


def _placed(statement: Statement) -> dict[str, Any]:
    links = sorted((link.kind, link.upper.line.key) for link in statement.links_up.all())
    return {
        **statement_content(statement),
        "links": [{"kind": kind, "to": key} for kind, key in links],
        "sources": [{"requirement": key, "wording": digest} for key, digest in pairs_of(statement)],
    }
