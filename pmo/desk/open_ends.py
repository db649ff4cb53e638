"""The deeds on what a round leaves open, for `docs/permissions.md`: tried like all the others on things made up."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from executives.models import Seat
from mandates.models import ConsensusRound, Objection, Participant, Reservation, RoundItem, Stance
from mandates.rules import dissent, rounds, sources
from mandates.states import RoundState, StanceChoice, VersionState
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict

Ask = Callable[[Standing, str], Verdict]
Row = tuple[str, Ask, Iterable[str]]


def deeds(seat: Seat, round_in: Callable[[str], ConsensusRound], now: datetime) -> list[Row]:
    """Return the deeds by their words, with their rules and the states in which they are tried."""
    later = now + timedelta(days=14)

    def agreed(state: str) -> sources.Agreed:
        version = round_in(RoundState.CLOSED).version
        version.state = state
        return sources.Agreed(version, is_last_word=True, moved=())

    def objected() -> dissent.Objected:
        asked = round_in(RoundState.CLOSED)
        asked.overruling = True
        participant = Participant(pk=1, round=asked, seat=seat, counted=True)
        stance = Stance(pk=1, item=RoundItem(pk=1, round=asked), participant=participant, choice=StanceChoice.OBJECT)
        return dissent.Objected(Objection(pk=1, stance=stance), asked, agreed=True)

    return [
        (
            "Move the deadline of a round",
            lambda who, state: rounds.may_extend_round(who, round_in(state), later, all_answered=False, now=now),
            RoundState,
        ),
        (
            "Answer an objection",
            lambda who, _state: dissent.may_answer_objection(who, objected().objection, "Rewritten."),
            ("",),
        ),
        (
            "Withdraw the seat's objection",
            lambda who, _state: dissent.may_withdraw_objection(who, objected().objection),
            ("",),
        ),
        (
            "Overrule an objection where the rule allowed it and was met",
            lambda who, _state: dissent.may_overrule(who, objected(), "All others need it."),
            ("",),
        ),
        (
            "Close the seat's reservation",
            lambda who, _state: dissent.may_close_reservation(who, Reservation(pk=1, seat=seat), "Done."),
            ("",),
        ),
        (
            "Say that a statement is still right though a source has moved on",
            lambda who, state: sources.may_answer_source(who, agreed(state).version, "It holds.", is_moved=True),
            VersionState,
        ),
        (
            "Fix as agreed what the last round agreed on",
            lambda who, state: sources.may_take_as_agreed(who, agreed(state)),
            VersionState,
        ),
    ]
