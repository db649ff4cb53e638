"""What became of objections: the manager's answer, and the later round in which the statement was agreed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, MandateVersion, Objection, RoundItem
from mandates.round_states import Resolution
from mandates.selectors.outcomes import Outcome, outcomes_of
from mandates.states import OPEN_STATES, RoundState
from pmo.ui.words import Word, outside, partly, settled, waiting

OVER = (RoundState.CLOSED, RoundState.SETTLED, RoundState.LAPSED)
ENDED = (Resolution.WITHDRAWN, Resolution.OVERRULED)
"""Resolutions that say all: what later rounds agreed on is not looked at."""


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
    agreed = {each.item.line_id: [outcome.round.number] * each.agreed for each in outcome.items}
    later = _later(objections, outcome, agreed) if known is None else _among(known, outcome.round.number)
    for number, line in later.agreed:
        agreed.setdefault(line, []).append(number)
    return tuple(_became(each, outcome.round.number, agreed, later) for each in objections)


@dataclass(frozen=True)
class _Later:
    """What rounds after another one did: what each line said when last asked, which lines the last of them asked about.

    `agreed`: in which of them which line was agreed, the earliest first.
    """

    asked: Mapping[int, tuple[str, str]]
    last: frozenset[int] | None
    agreed: Sequence[tuple[int, int]]


def _among(known: Sequence[Outcome], number: int) -> _Later:
    later = sorted((each for each in known if each.round.number > number), key=lambda each: each.round.number)
    asked = {one.item.line_id: (one.item.digest, one.item.text) for each in later for one in each.items}
    last = frozenset(one.item.line_id for one in later[-1].items) if later else None
    return _Later(asked, last, _agreed_in(later))


def _later(objections: Sequence[Objection], outcome: Outcome, agreed: Mapping[int, Sequence[int]]) -> _Later:
    """Load what came later; answers only to lines whose objection has not found its end in its own round."""
    rounds = ConsensusRound.objects.filter(mandate=outcome.round.mandate_id, number__gt=outcome.round.number)
    over = list(rounds.filter(state__in=OVER).select_related("mandate").order_by("number"))
    lines = {each.stance.item.line_id for each in objections}
    items = RoundItem.objects.filter(round__in=over, line__in=lines).order_by("round__number")
    texts = list(items.values_list("round_id", "line_id", "digest", "text")) if over else []
    waiting = {each.stance.item.line_id for each in objections if each.resolution not in ENDED}
    return _Later(
        {line: (digest, text) for _round, line, digest, text in texts},
        frozenset(line for round_, line, *_text in texts if round_ == over[-1].pk) if over else None,
        _agreed_in(outcomes_of(over, {line for line in waiting if not agreed.get(line)})),
    )


def _agreed_in(outcomes: Sequence[Outcome]) -> list[tuple[int, int]]:
    return [(each.round.number, one.item.line_id) for each in outcomes for one in each.items if one.agreed]


def _became(objection: Objection, number: int, agreed: Mapping[int, Sequence[int]], later: _Later) -> Became:
    item = objection.stance.item
    digest, text = later.asked.get(item.line_id, (item.digest, ""))
    found = agreed.get(item.line_id, ())
    word = _word(objection, number, found, gone=later.last is not None and item.line_id not in later.last)
    return Became(objection, word, text if digest != item.digest else "", was_agreed=number in found)


def _word(objection: Objection, number: int, agreed: Sequence[int], *, gone: bool) -> Word:
    if objection.resolution in ENDED:
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
