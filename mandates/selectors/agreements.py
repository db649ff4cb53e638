"""How far the seats agree on each line of a version: what the margin of the document says, counted as rounds count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Subquery
from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, MandateVersion, Participant, RoundItem, Statement
from mandates.selectors.outcomes import ItemOutcome, counted_in, leaves_abstentions_out
from mandates.selectors.same_words import Words, is_light, others, same_words_before
from mandates.states import RoundState, StanceChoice
from pmo.ui.words import Word, settled, wrong

Row = tuple[int, int, int, str, str, bool]
"""Round, item, line, digest, digests of the same in other words, and whether it was new or changed then."""
HELD = (RoundState.CLOSED, RoundState.SETTLED)


@dataclass(frozen=True)
class Reserved:
    """A seat agreed and put something on record."""

    name: str
    words: str


@dataclass(frozen=True)
class LineAgreement:
    """Counted seats that agree with a line as it stands, out of how many, after how many rounds.

    `counted` leaves out abstentions where the rule of the round does: `abstained` says how many. `withheld` are the
    required seats that do not agree.
    """

    agreeing: int
    counted: int
    needed: int
    rounds: int
    reservations: tuple[Reserved, ...] = ()
    abstained: int = 0
    withheld: tuple[str, ...] = ()

    @property
    def is_reached(self) -> bool:
        """Whether the rule of the round is met, with every seat that it requires."""
        return self.agreeing >= self.needed and not self.withheld

    @property
    def is_unanimous(self) -> bool:
        """Whether every counted seat agrees, and none has abstained."""
        return self.agreeing == self.counted and not self.abstained

    @property
    def word(self) -> Word:
        """The status of the line; `words` beside it say how many."""
        made = settled if self.is_reached else wrong
        return made(_("%(agreeing)d of %(counted)d") % {"agreeing": self.agreeing, "counted": self.counted})


def agreements_of(version: MandateVersion, statements: Iterable[Statement]) -> dict[int, LineAgreement]:
    """Return the agreement a line id as the last round left it; empty before a round has closed; three queries.

    A statement that reads otherwise by now has nobody's agreement. A light amendment has no round of its own: what the
    rounds on the major version came to stands for all that says the same.
    """
    asked = _asked_on(version)
    people = _asked_last(asked)
    if not people:
        return {}
    light = is_light(version)
    last, digests = people[0].round, {each.line_id: each.digest for each in statements}
    rows = _asked_in_rounds(asked)
    items = _still_said(last, rows, digests, same_words_before(version) if light else {})
    found, times = {each.item.line_id: each for each in counted_in(last, items, people)}, _times_asked(rows)
    names = {each.pk: each.speaker.name for each in people}
    return {
        line: _agreement(found[line], last, times.get(line, 1), names)
        if line in found
        else _nobodys(last, times.get(line, 1))
        for line in digests
        if line in found or not light
    }


def _still_said(last: ConsensusRound, rows: Iterable[Row], digests: Mapping[int, str], words: Words) -> list[RoundItem]:
    """Return what the last round asked about lines that say it still, perhaps in other words."""
    return [
        RoundItem(pk=pk, round=last, line_id=line, digest=digest, same_words=same, changed=changed)
        for number, pk, line, digest, same, changed in rows
        if number == last.number and digests.get(line) in (digest, *others(words, line, digest).split())
    ]


def _asked_on(version: MandateVersion) -> dict[str, object]:
    """Return of which version's rounds a version speaks: its own; a light one those of the major before it."""
    if is_light(version):
        return {"version__mandate": version.mandate_id, "version__major": version.major, "version__minor": 0}
    return {"version": version.pk}


def _asked_last(asked: Mapping[str, object]) -> list[Participant]:
    """Return who was asked in the last round of a version that is over, each with the round."""
    held = ConsensusRound.objects.filter(**asked, state__in=HELD).order_by("-number")
    people = Participant.objects.filter(round=Subquery(held.values("pk")[:1]))
    return list(people.select_related("round__mandate", "seat", "person", "holder_at_close"))


def _asked_in_rounds(asked: Mapping[str, object]) -> list[Row]:
    of_rounds = {f"round__{name}": value for name, value in asked.items()}
    items = RoundItem.objects.filter(**of_rounds, round__state__in=HELD).order_by("round__number", "order")
    return list(items.values_list("round__number", "pk", "line_id", "digest", "same_words", "changed"))


def _agreement(found: ItemOutcome, last: ConsensusRound, rounds: int, names: Mapping[int, str]) -> LineAgreement:
    leave = leaves_abstentions_out(last)
    return LineAgreement(
        agreeing=found.standing.agreeing,
        counted=found.standing.base(leave=leave),
        needed=found.needed,
        rounds=rounds,
        reservations=_reserved(found, names),
        abstained=found.standing.abstain if leave else 0,
        withheld=tuple(each.seat.title for each in found.withheld),
    )


def _nobodys(last: ConsensusRound, rounds: int) -> LineAgreement:
    return LineAgreement(agreeing=0, counted=last.seats_counted, needed=last.needed, rounds=rounds)


def _reserved(found: ItemOutcome, names: Mapping[int, str]) -> tuple[Reserved, ...]:
    """Return the reservations that stand, each with who made it."""
    said = found.said.items()
    return tuple(Reserved(names[who], each.reserved) for who, each in said if each.choice == StanceChoice.RESERVATION)


def _times_asked(rows: Iterable[Row]) -> dict[int, int]:
    """Return after how many rounds each line had the text that it has now: 1 is the first."""
    place = {number: count for count, number in enumerate(sorted({row[0] for row in rows}), 1)}
    return {line: place[number] for number, _pk, line, _digest, _same, changed in rows if changed}
