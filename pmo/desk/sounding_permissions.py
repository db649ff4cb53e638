"""Who may do what with soundings, asked of the very rules that the services ask."""

from datetime import timedelta

from mandates.models import Sounding, SoundingParticipant
from mandates.rules import soundings
from mandates.sounding_states import SoundingMethod, SoundingState
from mandates.states import VersionState
from pmo.access.standing import Standing
from pmo.access.verdicts import Verdict
from pmo.desk.made_up import DIGEST, NOW, PERSON, SEAT, Deed, version

LATER = NOW + timedelta(days=14)


def sounding(state: str) -> Sounding:
    """Return a sounding by fist of five in a state, its deadline a week ahead."""
    steps = [{"value": value, "label": str(value), "text": ""} for value in range(6)]
    until = NOW + timedelta(days=7)
    return Sounding(pk=1, method=SoundingMethod.FIST, state=state, meanings=steps, digest=DIGEST, deadline_at=until)


def may_open_sounding(standing: Standing, state: str) -> Verdict:
    """Ask for a sounding on one statement of a version in a state."""
    plan = soundings.Plan(
        version=version(state),
        method=SoundingMethod.FIST,
        question="",
        chosen=1,
        unknown=(),
        asked=1,
        anonymous=False,
        deadline_at=NOW + timedelta(days=7),
        now=NOW,
    )
    return soundings.may_open_sounding(standing, plan)


def may_answer_sounding(standing: Standing, state: str) -> Verdict:
    """Ask for the seat's answer to a sounding."""
    turn = soundings.Turn(sounding(state), ["ISS-1"], SoundingParticipant(pk=1, seat=SEAT, person=PERSON), NOW)
    return soundings.may_answer_sounding(standing, turn, soundings.Reply({"ISS-1": 3}, DIGEST))


DEEDS = (
    Deed("Open a sounding", may_open_sounding, VersionState),
    Deed("Answer a sounding for the seat", may_answer_sounding, SoundingState),
    Deed(
        "Close a sounding that all have answered",
        lambda who, it: soundings.may_close_sounding(who, sounding(it), (), NOW),
        SoundingState,
    ),
    Deed(
        "Move the deadline of a sounding",
        lambda who, it: soundings.may_extend_sounding(who, sounding(it), LATER, all_answered=False, now=NOW),
        SoundingState,
    ),
    Deed(
        "Cancel a sounding",
        lambda who, state: soundings.may_cancel_sounding(who, sounding(state), "Too early."),
        SoundingState,
    ),
    Deed("Word the steps of soundings", lambda who, _state: soundings.may_word_soundings(who)),
)
