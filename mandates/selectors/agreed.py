"""Whether a draft is, word for word, what the last round agreed on."""

from mandates.models import ConsensusRound, MandateVersion
from mandates.selectors.outcomes import Outcome, outcome_of
from mandates.states import RoundState


def last_round_of(version: MandateVersion) -> ConsensusRound | None:
    """Return the newest round of a version that was not cancelled."""
    rounds = version.rounds.exclude(state=RoundState.CANCELLED).select_related("mandate__office", "version")
    return rounds.order_by("-number").first()


def is_last_word(version: MandateVersion) -> bool:
    """Say whether the newest round is over and agreed on exactly the statements that the version has."""
    last = last_round_of(version)
    if last is None or last.state not in (RoundState.CLOSED, RoundState.SETTLED):
        return False
    return is_what_was_agreed(version, outcome_of(last))


def is_what_was_agreed(version: MandateVersion, outcome: Outcome) -> bool:
    """Say whether an outcome agreed on all statements, and the version still has these and no others."""
    asked = {found.item.line_id: found.item.digest for found in outcome.items}
    return outcome.all_agreed and asked == dict(version.statements.values_list("line_id", "digest"))
