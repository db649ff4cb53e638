"""Reads around a draft: the round that is open on it, and what the deeds ask of it."""

from mandates.models import ConsensusRound, MandateVersion, Statement
from mandates.states import RoundState


def open_round_number(version: MandateVersion) -> int | None:
    """Return the number of the round that is open on a version, or None."""
    found = ConsensusRound.objects.filter(version=version, state=RoundState.OPEN)
    return found.values_list("number", flat=True).first()


def statement_loaded(statement_id: int) -> Statement | None:
    """Return a statement with line, profile and last hand, or None when it is gone."""
    loaded = Statement.objects.select_related("line", "benefit__owner", "objective", "edited_by")
    return loaded.filter(pk=statement_id).first()


def landed_in(version: MandateVersion, requirement_id: int) -> list[str]:
    """Return the keys of the statements of a version that come from a requirement."""
    found = version.statements.filter(sources__wording__requirement_id=requirement_id).select_related("line")
    return sorted({statement.key for statement in found})
