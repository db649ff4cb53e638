"""Who may open, answer, close and cancel a sounding, and what an answer of each method needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mandates.models import MandateVersion, Sounding, SoundingParticipant
from mandates.rules.rounds import LONGEST
from mandates.sounding_states import SCALES, SUM_OF_POINTS, SoundingMethod, SoundingState
from mandates.states import OPEN_STATES, VersionState
from pmo.access.rules import is_manager, may_administer
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role
from pmo.ui.series import in_a_sentence

FEWEST_HIDDEN = 3
"""Among fewer nobody stays unknown: no result of fewer anonymous answers is shown."""
LONGEST_QUESTION, LONGEST_LABEL, LONGEST_TEXT = 200, 60, 200
MOST_FINGERS = 5
ASKED_OF = (*OPEN_STATES, VersionState.IN_FORCE)


@dataclass(frozen=True)
class Plan:
    """What is known when a sounding is to be opened: `unknown` names chosen lines that the version does not have.

    `asked` counts people, not seats: who holds two seats knows two of the answers.
    """

    version: MandateVersion
    method: str
    question: str
    chosen: int
    unknown: Sequence[str]
    asked: int
    anonymous: bool
    deadline_at: datetime
    now: datetime


@dataclass(frozen=True)
class Reply:
    """What a seat answers: a number a statement (by its key), and the digest of the form that it was shown."""

    given: Mapping[str, int | None]
    shown_digest: str


@dataclass(frozen=True)
class Turn:
    """A sounding as asked of a seat (`participant` is None when the seat is not asked)."""

    sounding: Sounding
    keys: Sequence[str]
    participant: SoundingParticipant | None
    now: datetime


def sees_answers(sounding: Sounding, heard: int) -> bool:
    """Say whether answers may be shown: after the close, or while open when not blind; never of two without names.

    `heard` counts people, not seats: whoever answers for two seats of three can tell what the third one said.
    A cancelled sounding was never closed: its answers are void.
    """
    if sounding.anonymous and heard < FEWEST_HIDDEN:
        return False
    return sounding.state == SoundingState.CLOSED or (sounding.state == SoundingState.OPEN and not sounding.blind)


def may_run_soundings(standing: Standing) -> Verdict:
    """Grant the running of soundings to PMO managers."""
    return is_manager(standing)


def may_word_soundings(standing: Standing) -> Verdict:
    """Grant the office's own words for the steps of a scale, and its threshold, to administrators."""
    return may_administer(standing)


def may_open_sounding(standing: Standing, plan: Plan) -> Verdict:
    """Grant a sounding on statements of a draft or of the version in force, to somebody, until a day to come."""
    return first_refusal(may_run_soundings(standing), _asks_something(plan), _asks_somebody(plan), _is_due(plan))


def _asks_something(plan: Plan) -> Verdict:
    if plan.method not in SoundingMethod.values:
        return wrong_input(_("Choose how the sounding asks: ranking, 100 points, gradients or fist of five."))
    if plan.version.state not in ASKED_OF:
        return refused(_("This version is past. Ask about the draft, or about the version in force."))
    if len(plan.question) > LONGEST_QUESTION:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST_QUESTION})
    if plan.unknown:
        return wrong_input(
            _("These statements are not in the version any more: %(keys)s. Load the page again and choose anew.")
            % {"keys": _list(plan.unknown)}
        )
    if not plan.chosen:
        return wrong_input(_("Choose at least one statement to ask about."))
    if plan.chosen < 2 and plan.method not in SCALES:
        return wrong_input(_("One statement alone cannot be weighed against another. Choose at least two."))
    return GRANTED


def _asks_somebody(plan: Plan) -> Verdict:
    if not plan.asked:
        return refused(_("No seat that is asked has a holder. Fill at least one seat, then open the sounding."))
    if plan.anonymous and plan.asked < FEWEST_HIDDEN:
        return refused(
            _("Only %(asked)d would be asked, and among so few nobody stays unknown. Ask by name instead.")
            % {"asked": plan.asked}
        )
    return GRANTED


def _is_due(plan: Plan) -> Verdict:
    if plan.deadline_at <= plan.now:
        return wrong_input(_("That day is over. Give a deadline that is still to come."))
    return GRANTED


def may_answer_sounding(standing: Standing, turn: Turn, reply: Reply) -> Verdict:
    """Grant an answer to the person asked, while the sounding is open, on the form shown, when it is complete."""
    return first_refusal(
        _is_the_person_asked(standing, turn.participant),
        _is_open(turn),
        _is_what_was_shown(turn, reply),
        is_complete(turn.sounding, turn.keys, reply.given),
    )


def _is_the_person_asked(standing: Standing, participant: SoundingParticipant | None) -> Verdict:
    if participant is None:
        return wrong_role(_("This seat is not asked in this sounding."))
    holds = participant.seat_id in standing.seat_ids
    if holds and participant.person_id == standing.person.pk:
        return GRANTED
    if holds:
        return wrong_role(_("The sounding was opened before you took this seat. The next one will ask you."))
    return wrong_role(_("Only whoever held the seat when the sounding was opened, and holds it still, answers."))


def _is_open(turn: Turn) -> Verdict:
    if turn.sounding.state == SoundingState.CANCELLED:
        return refused(_("This sounding was cancelled. Your answer was not taken; nothing is asked any more."))
    if turn.sounding.state != SoundingState.OPEN:
        return refused(_("This sounding is closed. Your answer was not taken; the answers given before stand."))
    if turn.now >= turn.sounding.deadline_at:
        return refused(_("The deadline has passed. Your answer was not taken; the answers given before stand."))
    return GRANTED


def _is_what_was_shown(turn: Turn, reply: Reply) -> Verdict:
    if reply.shown_digest == turn.sounding.digest:
        return GRANTED
    return refused(_("The question reads differently from what you were shown. Load the page again, then answer."))


def is_complete(sounding: Sounding, keys: Sequence[str], given: Mapping[str, int | None]) -> Verdict:
    """Grant an answer with a number for every statement, each one that the method knows."""
    if unknown := [key for key in given if key not in keys]:
        return wrong_input(_("This sounding does not ask about %(keys)s.") % {"keys": _list(unknown)})
    if missing := [key for key in keys if given.get(key) is None]:
        return wrong_input(_("Still without an answer: %(keys)s.") % {"keys": _list(missing)})
    allowed = numbers_of(sounding, len(keys))
    if wrong := [key for key in keys if given[key] not in allowed]:
        names = {"keys": _list(wrong), "first": min(allowed), "last": max(allowed)}
        return wrong_input(_("Give a whole number from %(first)d to %(last)d: %(keys)s.") % names)
    if sounding.method == SoundingMethod.POINTS:
        return adds_up(sum(given[key] or 0 for key in keys))
    return GRANTED


def numbers_of(sounding: Sounding, statements: int) -> Collection[int]:
    """Return the numbers that a statement can be given."""
    match sounding.method:
        case SoundingMethod.RANKING:
            return range(1, statements + 1)
        case SoundingMethod.POINTS:
            return range(SUM_OF_POINTS + 1)
    return [meaning["value"] for meaning in sounding.meanings]


def adds_up(points: int) -> Verdict:
    """Grant exactly 100 points."""
    left = SUM_OF_POINTS - points
    if left > 0:
        words = ngettext(
            "You have given %(points)d points. One is left to give.",
            "You have given %(points)d points. %(left)d are left to give.",
            left,
        )
        return wrong_input(words % {"points": points, "left": left})
    if left < 0:
        words = ngettext(
            "You have given %(points)d points. Take one away.",
            "You have given %(points)d points. Take %(over)d away.",
            -left,
        )
        return wrong_input(words % {"points": points, "over": -left})
    return GRANTED


def may_close_sounding(standing: Standing | None, sounding: Sounding, missing: Sequence[str], now: datetime) -> Verdict:
    """Grant the close when all have answered or the deadline has passed; the clock (no standing) only the latter."""
    if standing and not (verdict := may_run_soundings(standing)):
        return verdict
    if sounding.state != SoundingState.OPEN:
        return refused(_("This sounding is not open, so it cannot be closed."))
    if now >= sounding.deadline_at or (standing and not missing):
        return GRANTED
    return refused(
        _("Still to answer: %(seats)s. Wait for them, or for the deadline, or cancel the sounding with a reason.")
        % {"seats": _list(missing)}
    )


def may_extend_sounding(
    standing: Standing, sounding: Sounding, deadline_at: datetime, *, all_answered: bool, now: datetime
) -> Verdict:
    """Grant a later deadline while the sounding is open, its time is not over and somebody still has to answer."""
    if not (verdict := may_run_soundings(standing)):
        return verdict
    if sounding.state != SoundingState.OPEN:
        return refused(_("This sounding is not open, so its deadline stays."))
    if now >= sounding.deadline_at:
        return refused(_("The deadline has passed, so it cannot be moved any more. Ask again in another sounding."))
    if all_answered:
        return refused(_("All have answered, so nobody needs more time. Close the sounding."))
    if deadline_at <= sounding.deadline_at:
        return wrong_input(_("A deadline only moves later. Give a day after the one that everybody was told."))
    return GRANTED


def may_cancel_sounding(standing: Standing, sounding: Sounding, reason: str) -> Verdict:
    """Grant the cancelling of an open sounding, with a reason."""
    if not (verdict := may_run_soundings(standing)):
        return verdict
    if sounding.state != SoundingState.OPEN:
        return refused(_("This sounding is not open, so it cannot be cancelled."))
    if not reason.strip():
        return wrong_input(_("Say why the sounding is cancelled: everybody who was asked will read it."))
    if len(reason) > LONGEST:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})
    return GRANTED


def words_are_sound(label: str, text: str) -> Verdict:
    """Grant a step of a scale that has a short name, and a sentence that fits."""
    if not label:
        return wrong_input(_("Give the step a short name."))
    if len(label) > LONGEST_LABEL:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST_LABEL})
    if len(text) > LONGEST_TEXT:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST_TEXT})
    return GRANTED


def threshold_is_sound(fingers: int) -> Verdict:
    """Grant one to five fingers."""
    if 1 <= fingers <= MOST_FINGERS:
        return GRANTED
    return wrong_input(_("Give a number of fingers from 1 to %(most)d.") % {"most": MOST_FINGERS})


def _list(names: Sequence[str]) -> str:
    return in_a_sentence(names)
