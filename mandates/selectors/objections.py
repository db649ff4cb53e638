"""What became of objections: the manager's answer, and the later round in which the statement was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, Objection
from mandates.selectors.outcomes import ItemOutcome, Outcome, outcomes_of
from mandates.states import RoundState
from pmo.ui.words import Word, outside, partly, settled, waiting

OVER = (RoundState.CLOSED, RoundState.SETTLED, RoundState.LAPSED)


@dataclass(frozen=True)
class Became:
    """An objection and where it stands; `text_now` is what the statement said when last asked, if it changed."""

    objection: Objection
    word: Word
    text_now: str


def became_of(objections: Sequence[Objection], outcome: Outcome) -> tuple[Became, ...]:
    """Return the objections of a round with what later rounds, as far as they are over, made of them."""
    if not objections:
        return ()
    later = ConsensusRound.objects.filter(
        mandate_id=outcome.round.mandate_id, number__gt=outcome.round.number, state__in=OVER
    )
    rounds = outcomes_of(list(later.select_related("mandate").order_by("number")))
    return tuple(_became(each, outcome, rounds) for each in objections)


def _became(objection: Objection, outcome: Outcome, later: Sequence[Outcome]) -> Became:
    item = objection.stance.item
    found = [(each.round.number, _on_line(each, item.line_id)) for each in later]
    asked = [(number, one) for number, one in found if one]
    changed = asked[-1][1].item if asked else item
    text = changed.text if changed.digest != item.digest else ""
    agreed = [
        number for number, one in [(outcome.round.number, _on_line(outcome, item.line_id)), *asked] if agreed_by(one)
    ]
    gone = bool(found) and found[-1][1] is None
    return Became(objection, _word(objection, outcome.round.number, agreed, gone=gone), text)


def agreed_by(found: ItemOutcome | None) -> bool:
    """Say whether a statement was agreed in a round."""
    return found is not None and found.agreed


def _on_line(outcome: Outcome, line_id: int) -> ItemOutcome | None:
    return next((each for each in outcome.items if each.item.line_id == line_id), None)


def _word(objection: Objection, number: int, agreed: Sequence[int], *, gone: bool) -> Word:
    if agreed and agreed[0] == number:
        return partly(_("Agreed all the same, by the rule"))
    if agreed:
        return settled(_("Settled in round %(number)d") % {"number": agreed[0]})
    if gone:
        return outside(_("The statement was taken out"))
    return partly(_("Answered, not yet agreed")) if objection.answer else waiting(_("Still open"))
