"""The pages of rounds: the list, one round, and what opening a round would ask."""

from __future__ import annotations

from dataclasses import dataclass

from mandates.models import ConsensusRound, MandateVersion
from mandates.rules.rounds import may_run_rounds, sees_answers
from mandates.selectors.outcomes import Outcome, outcome_of, outcomes_of
from mandates.selectors.results import Results, Turnout, results_of, turnout_of
from mandates.selectors.rounds import rounds_of
from mandates.selectors.stances import participations
from mandates.selectors.versions import open_version
from mandates.states import RoundState, VersionState
from pmo import clock
from pmo.access.standing import Standing


@dataclass(frozen=True)
class RoundRow:
    """One round in the list; agreed counts are None while they may not be seen."""

    round: ConsensusRound
    total: int
    asked: int
    agreed: int | None


@dataclass(frozen=True)
class RoundsPage:
    """All rounds, and whether the next one can be opened from here."""

    rows: tuple[RoundRow, ...]
    draft: MandateVersion | None
    may_run: bool

    @property
    def may_open(self) -> bool:
        return self.may_run and self.draft is not None and self.draft.state == VersionState.DRAFT


def rounds_page(standing: Standing) -> RoundsPage:
    """Return the list of rounds, newest first."""
    found = outcomes_of(list(rounds_of(standing.office)))
    return RoundsPage(
        rows=tuple(_row(outcome) for outcome in found),
        draft=open_version(standing.office),
        may_run=bool(may_run_rounds(standing)),
    )


def _row(outcome: Outcome) -> RoundRow:
    asked = sum(bool(each.asked) for each in outcome.items)
    return RoundRow(outcome.round, len(outcome.items), asked, outcome.agreed if sees_answers(outcome.round) else None)


@dataclass(frozen=True)
class RoundPage:
    """One round: who has answered; and, once they may be seen, the results."""

    round: ConsensusRound
    turnout: tuple[Turnout, ...]
    results: Results | None
    asked: int
    total: int
    is_overdue: bool
    may_run: bool
    may_close: bool
    is_asked: bool

    @property
    def is_open(self) -> bool:
        return self.round.state == RoundState.OPEN

    @property
    def answered(self) -> int:
        """How many of those who were asked something have answered everything."""
        return sum(each.owed > 0 and each.missing == 0 for each in self.turnout)

    @property
    def to_answer(self) -> int:
        """How many were asked something."""
        return sum(each.owed > 0 for each in self.turnout)


def round_page(round_: ConsensusRound, standing: Standing) -> RoundPage:
    """Return one round as this person may see it."""
    results = results_of(round_) if sees_answers(round_) else None
    outcome = results.outcome if results else outcome_of(round_)
    overdue = clock.now() >= round_.deadline_at
    return RoundPage(
        round=round_,
        turnout=tuple(turnout_of(outcome)),
        results=results,
        asked=sum(bool(each.asked) for each in outcome.items),
        total=len(outcome.items),
        is_overdue=overdue,
        may_run=bool(may_run_rounds(standing)),
        may_close=bool(may_run_rounds(standing)) and (overdue or not outcome.waiting_for),
        is_asked=round_.state == RoundState.OPEN and bool(participations(round_, standing)),
    )
