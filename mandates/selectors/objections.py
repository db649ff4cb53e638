"""What became of objections: the manager's answer, and what the same seat said in later rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, Objection, RoundItem, Stance
from mandates.states import AGREEING, RoundState
from pmo.ui.words import Word, outside, partly, settled, waiting

OVER = (RoundState.CLOSED, RoundState.SETTLED, RoundState.LAPSED)


@dataclass(frozen=True)
class Became:
    """An objection and where it stands; `text_now` is what the statement said when last asked, if it changed."""

    objection: Objection
    word: Word
    text_now: str


def became_of(objections: Sequence[Objection], round_: ConsensusRound) -> tuple[Became, ...]:
    """Return the objections of a round with what later rounds, as far as they are over, made of them."""
    if not objections:
        return ()
    items = _later_items(round_)
    agreed = _agreed_later(round_)
    return tuple(_became(each, items, agreed) for each in objections)


def _later_items(round_: ConsensusRound) -> Sequence[RoundItem]:
    later = RoundItem.objects.filter(
        round__mandate_id=round_.mandate_id, round__number__gt=round_.number, round__state__in=OVER
    )
    return list(later.select_related("round").order_by("round__number"))


def _agreed_later(round_: ConsensusRound) -> dict[tuple[int, int], int]:
    """Return the first later round in which a seat agreed to a line."""
    stances = Stance.objects.filter(
        item__round__mandate_id=round_.mandate_id,
        item__round__number__gt=round_.number,
        item__round__state__in=OVER,
        superseded_at__isnull=True,
        choice__in=AGREEING,
    ).order_by("-item__round__number")
    rows = stances.values_list("participant__seat_id", "item__line_id", "item__round__number")
    return {(seat, line): number for seat, line, number in rows}


def _became(objection: Objection, items: Sequence[RoundItem], agreed: dict[tuple[int, int], int]) -> Became:
    item, seat = objection.stance.item, objection.stance.participant.seat_id
    same_line = [each for each in items if each.line_id == item.line_id]
    text = same_line[-1].text if same_line and same_line[-1].digest != item.digest else ""
    return Became(objection, _word(objection, items, same_line, agreed.get((seat, item.line_id))), text)


def _word(
    objection: Objection, items: Sequence[RoundItem], same_line: Sequence[RoundItem], agreed_in: int | None
) -> Word:
    if agreed_in:
        return settled(_("Settled in round %(number)d") % {"number": agreed_in})
    if items and (not same_line or same_line[-1].round.number < items[-1].round.number):
        return outside(_("The statement was taken out"))
    if objection.answer:
        return partly(_("Answered, not yet agreed"))
    return waiting(_("Still open"))
