"""What became of objections: the manager's answer, and the later round in which the statement was agreed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, MandateVersion, Objection
from mandates.round_states import Resolution
from mandates.selectors.outcomes import ItemOutcome, Outcome, outcomes_of
from mandates.states import OPEN_STATES, RoundState
from pmo.ui.words import Word, outside, partly, settled, waiting

OVER = (RoundState.CLOSED, RoundState.SETTLED, RoundState.LAPSED)


def objection_of(objection_id: int) -> Objection:
    """Return an objection with its stance, statement and seat."""
    loaded = Objection.objects.select_related("stance__item__line", "stance__participant__seat")
    return loaded.get(pk=objection_id)


def objections_of(rounds: Collection[ConsensusRound]) -> QuerySet[Objection]:
    """Return the objections of some rounds in the order of the document, each with who said what, where."""
    loaded = Objection.objects.filter(stance__item__round__in=rounds).select_related(
        "stance__item__line", "stance__participant__seat", "stance__person", "answered_by", "resolved_by"
    )
    return loaded.order_by("stance__item__order", "pk")


def statements_now(mandate_id: int) -> dict[int, tuple[str, str]] | None:
    """Return what the open version of a mandate says by line: digest and text; None when no version is open."""
    version = MandateVersion.objects.filter(mandate=mandate_id, state__in=OPEN_STATES).first()
    if version is None:
        return None
    return {line: (digest, text) for line, digest, text in version.statements.values_list("line_id", "digest", "text")}


def was_agreed(objection: Objection, round_: ConsensusRound) -> bool:
    """Say whether the frozen rule agreed the statement without the objector."""
    (outcome,) = outcomes_of([round_], [objection.stance.item.line_id])
    return outcome.all_agreed


@dataclass(frozen=True)
class Became:
    """An objection and where it stands; `text_now` is what the statement said when last asked, if it changed.

    `was_agreed`: whether the frozen rule agreed the statement in the objection's own round.
    """

    objection: Objection
    word: Word
    text_now: str
    was_agreed: bool


def became_of(
    objections: Sequence[Objection], outcome: Outcome, known: Sequence[Outcome] | None = None
) -> tuple[Became, ...]:
    """Return the objections of a round with what later rounds, as far as they are over, made of them.

    `known`: outcomes of the mandate's rounds, where they are loaded.
    """
    if not objections:
        return ()
    number = outcome.round.number
    lines = {each.stance.item.line_id for each in objections}
    rounds = _later(outcome.round, lines) if known is None else [each for each in known if each.round.number > number]
    by_line = [_by_line(each) for each in sorted(rounds, key=lambda each: each.round.number)]
    mine = _by_line(outcome)
    return tuple(_became(each, mine, by_line) for each in objections)


def _later(round_: ConsensusRound, lines: Collection[int]) -> list[Outcome]:
    later = ConsensusRound.objects.filter(mandate_id=round_.mandate_id, number__gt=round_.number, state__in=OVER)
    return outcomes_of(list(later.select_related("mandate")), lines)


@dataclass(frozen=True)
class _Round:
    number: int
    on: Mapping[int, ItemOutcome]


def _by_line(outcome: Outcome) -> _Round:
    return _Round(outcome.round.number, {each.item.line_id: each for each in outcome.items})


def _became(objection: Objection, mine: _Round, later: Sequence[_Round]) -> Became:
    item = objection.stance.item
    found = [(each.number, each.on.get(item.line_id)) for each in later]
    asked = [(number, one) for number, one in found if one]
    changed = asked[-1][1].item if asked else item
    text = changed.text if changed.digest != item.digest else ""
    agreed = [number for number, one in [(mine.number, mine.on.get(item.line_id)), *asked] if agreed_by(one)]
    gone = bool(found) and found[-1][1] is None
    word = _word(objection, mine.number, agreed, gone=gone)
    return Became(objection, word, text, was_agreed=mine.number in agreed)


def agreed_by(found: ItemOutcome | None) -> bool:
    """Say whether a statement was agreed in a round."""
    return found is not None and found.agreed


def _word(objection: Objection, number: int, agreed: Sequence[int], *, gone: bool) -> Word:
    if objection.resolution in (Resolution.WITHDRAWN, Resolution.OVERRULED):
        return objection.word
    if agreed and agreed[0] == number:
        return partly(_("Agreed all the same, by the rule"))
    if agreed:
        return settled(_("Settled in round %(number)d") % {"number": agreed[0]})
    if gone:
        return outside(_("The statement was taken out"))
    if objection.resolution:
        return partly(_("Amended, not yet agreed"))
    return partly(_("Answered, not yet agreed")) if objection.answer else waiting(_("Still open"))
