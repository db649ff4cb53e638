"""The pages of rounds: the list, one round, and what opening a round would ask."""

from __future__ import annotations

from dataclasses import dataclass

from mandates.models import ConsensusRound, Extension, ItemSource, MandateVersion, Participant
from mandates.round_states import SourceStanding
from mandates.rules.rounds import may_run_rounds, sees_answers
from mandates.selectors.agreed import is_what_was_agreed, last_round_of
from mandates.selectors.cancelled import cancelled_by
from mandates.selectors.outcomes import Outcome, outcome_of, outcomes_of
from mandates.selectors.results import Results, Turnout, results_of, turnout_of
from mandates.selectors.rounds import rounds_of
from mandates.selectors.sources import Moved, moved_in_round, moved_in_version, unanswered
from mandates.selectors.stances import participations
from mandates.selectors.versions import open_version
from mandates.states import RoundState, VersionState
from pmo import clock
from pmo.access.standing import Standing

AGREED_IN = (RoundState.CLOSED, RoundState.SETTLED)


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
class Waits:
    """A draft on which all agreed and that is not frozen: the sources still to be answered, if any."""

    moved: tuple[Moved, ...]
    may_act: bool


@dataclass(frozen=True)
class RoundPage:
    """One round: who has answered; once they may be seen, the results; what its statements come from.

    `unheard` are sources without their holder's word at opening; `moved` those that say something else by now.
    """

    round: ConsensusRound
    turnout: tuple[Turnout, ...]
    results: Results | None
    asked: int
    total: int
    is_overdue: bool
    may_run: bool
    may_close: bool
    may_extend: bool
    is_asked: bool
    extensions: tuple[Extension, ...]
    unheard: tuple[ItemSource, ...]
    moved: tuple[Moved, ...]
    waits: Waits | None
    cancelled_by: str = ""

    @property
    def is_open(self) -> bool:
        return self.round.state == RoundState.OPEN

    @property
    def unanswered(self) -> list[Moved]:
        """Sources that have moved on and were not answered: while there is one, nothing freezes."""
        return unanswered(self.moved)

    @property
    def required(self) -> list[Participant]:
        """The seats without which nothing is agreed."""
        return [each.participant for each in self.turnout if each.participant.required]

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
    overdue, runs = clock.now() >= round_.deadline_at, bool(may_run_rounds(standing))
    is_open, waiting = round_.state == RoundState.OPEN, bool(outcome.waiting_for)
    kept = ItemSource.objects.filter(item__round=round_).exclude(standing=SourceStanding.CONFIRMED)
    return RoundPage(
        round=round_,
        turnout=tuple(turnout_of(outcome)),
        results=results,
        asked=sum(bool(each.asked) for each in outcome.items),
        total=len(outcome.items),
        is_overdue=overdue,
        may_run=runs,
        may_close=runs and (overdue or not waiting),
        may_extend=runs and is_open and waiting and not overdue,
        is_asked=is_open and bool(participations(round_, standing)),
        extensions=tuple(round_.extensions.select_related("by")),
        unheard=tuple(kept.select_related("item__line", "wording__requirement__seat")),
        moved=tuple(moved_in_round(round_)),
        waits=_waits(round_, outcome, standing),
        cancelled_by=cancelled_by(round_) if round_.state == RoundState.CANCELLED else "",
    )


def _waits(round_: ConsensusRound, outcome: Outcome, standing: Standing) -> Waits | None:
    """Return what a draft waits for on which a closed round agreed; None in every other case."""
    version = round_.version
    if round_.state not in AGREED_IN or version.state != VersionState.DRAFT or not outcome.all_agreed:
        return None
    last = last_round_of(version)
    if last is None or last.pk != round_.pk or not is_what_was_agreed(version, outcome):
        return None
    moved = unanswered(moved_in_version(version))
    return Waits(tuple(moved), bool(may_run_rounds(standing)))
