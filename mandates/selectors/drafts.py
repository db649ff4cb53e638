"""Reads around a draft: the round that is open on it, and what the deeds ask of it."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from executives.models import Seat
from executives.selectors.lineage import Became, replaced_by
from executives.states import PASSED_ON
from mandates.models import ConsensusRound, MandateVersion, Statement, StatementLink
from mandates.selectors.versions import statements_of, statements_with_reasons
from mandates.states import LINKS_BETWEEN, LinkKind, RoundState, VersionState


def open_round_number(version: MandateVersion) -> int | None:
    """Return the number of the round that is open on a version, or None; no query where it came with the version."""
    if hasattr(version, "open_round"):
        return version.open_round
    if version.state != VersionState.IN_CONSENSUS:
        return None
    found = ConsensusRound.objects.filter(version=version, state=RoundState.OPEN)
    return found.values_list("number", flat=True).first()


def statement_by_key(version: MandateVersion, key: str) -> Statement | None:
    """Return the statement of a version by what people call it, with nothing beside it, or None."""
    kind, __, number = key.partition("-")
    return version.statements.filter(line__kind=kind, line__number=number).first()


def statement_loaded(statement_id: int) -> Statement | None:
    """Return a statement with line, profile and last hand, or None when it is gone."""
    loaded = Statement.objects.select_related("line", "benefit__owner", "objective", "edited_by")
    return loaded.filter(pk=statement_id).first()


def landed_in(version: MandateVersion, requirement_id: int) -> list[str]:
    """Return the keys of the statements of a version that come from a requirement."""
    found = version.statements.filter(sources__wording__requirement_id=requirement_id).select_related("line")
    return sorted({statement.key for statement in found})


def statement_keyed(version: MandateVersion, key: str) -> Statement | None:
    """Return the statement of a version by what people call it (`BEN-3`), with links and sources, or None."""
    kind, __, number = key.partition("-")
    found = statements_with_reasons(version, newest_words=True).select_related(
        "line", "benefit__owner", "objective", "edited_by"
    )
    found = found.prefetch_related(Prefetch("links_down", StatementLink.objects.select_related("lower__line")))
    statement = found.filter(line__kind=kind, line__number=number).first()
    if statement is not None:
        statement.version = version
    return statement


@dataclass(frozen=True)
class PassedOn:
    """A source of a statement in whose place others stand by now."""

    key: str
    words: str
    into: tuple[Became, ...]


def passed_on(statement: Statement) -> list[PassedOn]:
    """Return the sources that went into other requirements, with those; sources are loaded."""
    gone = [each.wording for each in statement.sources.all() if each.wording.requirement.state in PASSED_ON]
    into = replaced_by(statement.version.mandate.office, [each.requirement_id for each in gone]) if gone else {}
    return [PassedOn(each.requirement.key, each.statement, into.get(each.requirement_id, ())) for each in gone]


def link_candidates(statement: Statement) -> dict[LinkKind, list[Statement]]:
    """Return what a statement may be linked to: per kind of link the statements of its version, in order."""
    kinds = {kind: uppers for kind, (lowers, uppers) in LINKS_BETWEEN.items() if statement.line.kind in lowers}
    every = list(statements_of(statement.version)) if kinds else []
    return {kind: [each for each in every if each.line.kind in uppers] for kind, uppers in kinds.items()}


def seats_to_own(version: MandateVersion) -> QuerySet[Seat]:
    """Return the seats that may own a benefit of a version: the open ones of its office."""
    return Seat.objects.filter(office_id=version.mandate.office_id, closed_on__isnull=True)


def place_of(statement: Statement) -> tuple[int, int]:
    """Return the place of a statement among those of its kind, from 1, and how many there are."""
    row = statement.version.statements.filter(line__kind=statement.line.kind).order_by("order", "line__number")
    order = list(row.values_list("pk", flat=True))
    return order.index(statement.pk) + 1, len(order)
