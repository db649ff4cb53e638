"""What became of objections: the manager's answer, and the later round in which the statement was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, MandateVersion, Objection
from mandates.round_states import Resolution
from mandates.selectors.outcomes import ItemOutcome, Outcome, outcome_of, outcomes_of
from mandates.states import OPEN_STATES, RoundState
from pmo.ui.words import Word, outside, partly, settled, waiting

OVER = (RoundState.CLOSED, RoundState.SETTLED, RoundState.LAPSED)


def objection_of(objection_id: int) -> Objection:
    """Return an objection with its stance, statement and seat."""
    loaded = Objection.objects.select_related("stance__item__line", "stance__participant__seat")
    return loaded.get(pk=objection_id)


def statements_now(mandate_id: int) -> dict[int, tuple[str, str]] | None:
    """Return what the open version of a mandate says by line: digest and text; None when no version is open."""
    version = MandateVersion.objects.filter(mandate=mandate_id, state__in=OPEN_STATES).first()
    if version is None:
        return None
    return {line: (digest, text) for line, digest, text in version.statements.values_list("line_id", "digest", "text")}


def was_agreed(objection: Objection, round_: ConsensusRound) -> bool:
    """Say whether the frozen rule agreed the statement without the objector."""
    return agreed_by(_on_line(outcome_of(round_), objection.stance.item.line_id))


@dataclass(frozen=True)
class Became:
    """An objection and where it stands; `text_now` is what the statement said when last asked, if it changed."""

    objection: Objection
    word: Word
    text_now: str


def became_of(
    objections: Sequence[Objection], outcome: Outcome, known: Sequence[Outcome] | None = None
) -> tuple[Became, ...]:
    """Return the objections of a round with what later rounds, as far as they are over, made of them.

    `known`: outcomes of the mandate's rounds, where they are loaded.
    """
    if not objections:
        return ()
    number = outcome.round.number
    rounds = _later(outcome.round) if known is None else [each for each in known if each.round.number > number]
    return tuple(_became(each, outcome, sorted(rounds, key=lambda each: each.round.number)) for each in objections)


def _later(round_: ConsensusRound) -> list[Outcome]:
    later = ConsensusRound.objects.filter(mandate_id=round_.mandate_id, number__gt=round_.number, state__in=OVER)
    return outcomes_of(list(later.select_related("mandate")))


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
