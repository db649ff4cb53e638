"""Who may answer which statement of a round, and what an answer needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, Participant, RoundItem, Stance
from mandates.round_states import CHOICES_OF, ReasonDue, RoundMethod
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
class Manner:
    """How a round takes answers: its method, and when a reason is due."""

    method: str = RoundMethod.STANCE
    reason_due: str = ReasonDue.OBJECTIONS

    @classmethod
    def of(cls, round_: ConsensusRound) -> Manner:
        """Return how a round takes answers."""
        return cls(round_.method, round_.reason_due)

    @property
    def wants_reasons(self) -> bool:
        """Whether an objection and a reservation are taken with their reason alone."""
        return self.reason_due != ReasonDue.NEVER


@dataclass(frozen=True)
class Asking:
    """An item as asked of a seat (`participant` is None when the seat is not asked in the round at all)."""

    item: RoundItem
    participant: Participant | None
    asked: bool
    now: datetime


def may_take_stance(standing: Standing, asking: Asking, answer: Answer) -> Verdict:
    """Grant an answer to the seat's holder, while the round is open, on the text shown, with a reason where due.

    A seat may change hands while the round is open: then its new holder is asked, about every statement.
    """
    return first_refusal(
        _is_the_person_asked(standing, asking.participant),
        _is_open(asking),
        _is_the_text_shown(asking, answer),
        is_complete(answer, Manner.of(asking.item.round)),
    )


def may_ratify(standing: Standing, asking: Asking, predecessor: Stance | None) -> Verdict:
    """Grant a new holder to say what the seat said before, where that may be shown and was said on this very text."""
    if not (verdict := _is_the_person_asked(standing, asking.participant)):
        return verdict
    if asking.item.round.blind:
        return refused(_("This round is blind: what your predecessor answered is not shown. Give your own answer."))
    if predecessor is None:
        return refused(_("Nobody has answered this text for your seat before you. Give your own answer."))
    return GRANTED


def _is_the_person_asked(standing: Standing, participant: Participant | None) -> Verdict:
    if participant is None:
        return wrong_role(_("This seat is not asked in this round."))
    if participant.seat_id in standing.seat_ids:
        return GRANTED
    if participant.person_id == standing.person.pk:
        return wrong_role(_("You do not hold this seat any more. Its new holder is asked instead of you."))
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


def is_complete(answer: Answer, manner: Manner) -> Verdict:
    """Grant an answer that is one, with its reason and proposed change where they are due."""
    return first_refusal(
        is_a_choice(answer.choice, manner), has_its_reason(answer, manner), has_its_change(answer, manner)
    )


def is_a_choice(choice: str, manner: Manner) -> Verdict:
    """Grant one of the answers that the method takes."""
    if choice in CHOICES_OF[RoundMethod(manner.method)]:
        return GRANTED
    if manner.method == RoundMethod.CONSENT:
        return wrong_input(
            _("Choose one of the three: consent, consent with a reservation, or object. Nobody abstains in this round.")
        )
    return wrong_input(_("Choose one of the four: agree, agree with a reservation, abstain or object."))


def has_its_reason(answer: Answer, manner: Manner) -> Verdict:
    """Grant an answer whose reason is there where the round wants one."""
    if len(answer.reason) > LONGEST:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})
    if answer.reason or not manner.wants_reasons:
        return GRANTED
    if answer.choice == StanceChoice.RESERVATION:
        return wrong_input(_("Say what your reservation is: it stays on record beside your name."))
    if answer.choice == StanceChoice.OBJECT and manner.method == RoundMethod.CONSENT:
        return wrong_input(
            _("Say what harm it would do: without that, an objection does not stand in a consent round.")
        )
    if answer.choice in REASON_DUE:
        return wrong_input(_("Say what is wrong with it: an objection without a reason cannot be answered."))
    if manner.reason_due == ReasonDue.ALWAYS:
        return wrong_input(_("Say why: in this round every answer comes with its reason."))
    return GRANTED


def has_its_change(answer: Answer, manner: Manner) -> Verdict:
    """Grant an objection that says what should stand instead, where the round wants reasons."""
    if len(answer.proposed_change) > LONGEST:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})
    if answer.choice == StanceChoice.OBJECT and not answer.proposed_change and manner.wants_reasons:
        return wrong_input(_("Say what you would put instead: that is where the next draft begins."))
    return GRANTED
