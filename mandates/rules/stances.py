"""Who may answer which statement of a round, and what an answer needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mandates.models import Participant, RoundItem
from mandates.rules.rounds import LONGEST
from mandates.states import REASON_DUE, RoundState, StanceChoice
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role


@dataclass(frozen=True)
class Answer:
    """What a seat says to an item, and the digest of the text that it was shown."""

    choice: str
    reason: str
    proposed_change: str
    shown_digest: str


@dataclass(frozen=True)
class Asking:
    """An item as asked of a seat (`participant` is None when the seat is not asked in the round at all)."""

    item: RoundItem
    participant: Participant | None
    asked: bool
    now: datetime


def may_take_stance(standing: Standing, asking: Asking, answer: Answer) -> Verdict:
    """Grant an answer to the person asked, while the round is open, on the text shown, with a reason where due."""
    return first_refusal(
        _is_the_person_asked(standing, asking.participant),
        _is_open(asking),
        _is_the_text_shown(asking, answer),
        is_complete(answer),
    )


def _is_the_person_asked(standing: Standing, participant: Participant | None) -> Verdict:
    if participant is None:
        return wrong_role(_("This seat is not asked in this round."))
    holds = participant.seat_id in standing.seat_ids
    was_asked = participant.person_id == standing.person.pk
    if holds and was_asked:
        return GRANTED
    if holds:
        return wrong_role(_("The round was opened before you took this seat. The next round will ask you."))
    if was_asked:
        return wrong_role(_("You do not hold this seat any more. Its new holder is asked in the next round."))
    return wrong_role(_("Only the holder of a seat answers for it."))


def _is_open(asking: Asking) -> Verdict:
    round_ = asking.item.round
    if round_.state != RoundState.OPEN:
        return refused(_("This round is closed. Your answer was not taken; the answers given before stand."))
    if asking.now >= round_.deadline_at:
        return refused(_("The deadline has passed. Your answer was not taken; the answers given before stand."))
    if not asking.asked:
        return refused(_("This statement has not changed since you answered it. Your answer stands; none is asked."))
    return GRANTED


def _is_the_text_shown(asking: Asking, answer: Answer) -> Verdict:
    if answer.shown_digest == asking.item.digest:
        return GRANTED
    return refused(_("The statement reads differently from what you were shown. Read it again, then answer."))


def is_complete(answer: Answer) -> Verdict:
    """Grant an answer that is one, with its reason and proposed change where they are due."""
    return first_refusal(is_a_choice(answer.choice), has_its_reason(answer), has_its_change(answer))


def is_a_choice(choice: str) -> Verdict:
    """Grant one of the four."""
    if choice in StanceChoice.values:
        return GRANTED
    return wrong_input(_("Choose one of the four: agree, agree with a reservation, abstain or object."))


def has_its_reason(answer: Answer) -> Verdict:
    """Grant an answer whose reason is there where it is due: with a reservation and an objection."""
    if len(answer.reason) > LONGEST:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})
    if answer.choice == StanceChoice.RESERVATION and not answer.reason:
        return wrong_input(_("Say what your reservation is: it stays on record beside your name."))
    if answer.choice in REASON_DUE and not answer.reason:
        return wrong_input(_("Say what is wrong with it: an objection without a reason cannot be answered."))
    return GRANTED


def has_its_change(answer: Answer) -> Verdict:
    """Grant an objection that says what should stand instead."""
    if len(answer.proposed_change) > LONGEST:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})
    if answer.choice == StanceChoice.OBJECT and not answer.proposed_change:
        return wrong_input(_("Say what you would put instead: that is where the next draft begins."))
    return GRANTED
