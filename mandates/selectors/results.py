"""What a page shows of a round: who stands where, what each rule would say, what became of the objections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from mandates.agreement import needed
from mandates.models import ConsensusRound, Objection, Participant, RoundItem
from mandates.selectors.objections import Became, became_of
from mandates.selectors.outcomes import ItemOutcome, Outcome, outcome_of
from mandates.states import AgreementRule, StanceChoice
from mandates.tallies import Tally
from pmo.ui.words import Word, outside, partly, settled, waiting, wrong

RULES = (
    AgreementRule.MAJORITY,
    AgreementRule.TWO_THIRDS,
    AgreementRule.THREE_QUARTERS,
    AgreementRule.UNANIMITY,
)


@dataclass(frozen=True)
class Cell:
    """Where one seat stands on one statement."""

    key: str
    word: Word
    starts_group: bool
    is_plain: bool


@dataclass(frozen=True)
class Row:
    """Where one seat stands on all statements."""

    participant: Participant
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Group:
    """The statements of one kind, as a head over their columns."""

    kind: str
    label: str
    items: tuple[RoundItem, ...]


@dataclass(frozen=True)
class RuleWord:
    """What a rule would say to a statement."""

    word: Word | None
    is_frozen_rule: bool


@dataclass(frozen=True)
class Verdicts:
    """A statement that is not agreed by every rule, with its counts and what each rule would say."""

    item: RoundItem
    tally: Tally
    rules: tuple[RuleWord, ...]


@dataclass(frozen=True)
class RuleHead:
    """One rule, how many seats it needs, how many statements reach it, and whether it is the frozen one."""

    label: str
    needed: int
    reached: int
    is_frozen_rule: bool


@dataclass(frozen=True)
class Results:
    """A closed round (or an open one that is not blind) as everybody of the office reads it."""

    outcome: Outcome
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    heads: tuple[RuleHead, ...]
    verdicts: tuple[Verdicts, ...]
    objections: tuple[Became, ...]
    objecting: int
    contested: int
    reservations: int
    abstentions: int

    @property
    def round(self) -> ConsensusRound:
        return self.outcome.round

    @property
    def total(self) -> int:
        return len(self.outcome.items)

    @property
    def others(self) -> int:
        """How many statements every rule would pass."""
        return self.total - len(self.verdicts)

    @property
    def not_counted(self) -> list[str]:
        """Who is asked and not counted."""
        return [row.participant.person.name for row in self.rows if not row.participant.counted]

    @property
    def legend(self) -> list[Word]:
        """The words of the four answers, and of none where there is one."""
        words = [choice.word for choice in StanceChoice]
        silent = any(each.standing.missing or each.beside.missing for each in self.outcome.items)
        return [*words, outside(_("No answer"))] if silent else words

    @property
    def open_objections(self) -> int:
        return sum(not each.objection.answer for each in self.objections)


def results_of(round_: ConsensusRound) -> Results:
    """Return the results of a round; the caller has asked whether its answers may be seen."""
    outcome = outcome_of(round_)
    groups = _groups(outcome)
    contested = [each for each in outcome.items if not each.standing.reaches(AgreementRule.UNANIMITY)]
    return Results(
        outcome=outcome,
        groups=groups,
        rows=tuple(_row(participant, groups, outcome) for participant in outcome.participants),
        heads=tuple(_head(rule, outcome) for rule in RULES),
        verdicts=tuple(_verdicts(each, round_) for each in contested),
        objections=became_of(_objections(round_), outcome),
        objecting=sum(each.standing.object for each in outcome.items),
        contested=sum(each.standing.object > 0 for each in outcome.items),
        reservations=sum(each.standing.reservation for each in outcome.items),
        abstentions=sum(each.standing.abstain for each in outcome.items),
    )


def _groups(outcome: Outcome) -> tuple[Group, ...]:
    items = [each.item for each in outcome.items]
    return tuple(
        Group(kind, inside[0].line.get_kind_display(), tuple(inside))
        for kind, found in groupby(items, key=lambda item: item.line.kind)
        if (inside := list(found))
    )


def _row(participant: Participant, groups: Iterable[Group], outcome: Outcome) -> Row:
    cells = [
        _cell(item, participant, outcome, starts_group=place == 0)
        for group in groups
        for place, item in enumerate(group.items)
    ]
    return Row(participant, tuple(cells))


def _cell(item: RoundItem, participant: Participant, outcome: Outcome, *, starts_group: bool) -> Cell:
    said = outcome.answers.standing(item, participant)
    word = StanceChoice(said.choice).word if said else outside(_("No answer"))
    is_plain = said is not None and said.choice == StanceChoice.AGREE
    return Cell(item.key, word, starts_group, is_plain)


def _head(rule: AgreementRule, outcome: Outcome) -> RuleHead:
    reached = sum(each.standing.reaches(rule) for each in outcome.items)
    seats = outcome.round.seats_counted
    return RuleHead(RULE_WORDS[rule](), needed(rule, seats), reached, rule == outcome.round.rule)


RULE_WORDS = {
    AgreementRule.MAJORITY: lambda: _("Majority"),
    AgreementRule.TWO_THIRDS: lambda: _("Two thirds"),
    AgreementRule.THREE_QUARTERS: lambda: _("75 per cent"),
    AgreementRule.UNANIMITY: lambda: _("Unanimity"),
}


def _verdicts(found: ItemOutcome, round_: ConsensusRound) -> Verdicts:
    rules = [RuleWord(_short(found.standing, rule), rule == round_.rule) for rule in RULES]
    return Verdicts(found.item, found.standing, tuple(rules))


def _short(tally: Tally, rule: AgreementRule) -> Word | None:
    """Return how many seats are short of a rule; None when it is met."""
    short = needed(rule, tally.seats) - tally.agreeing
    return wrong(_("%(short)d short") % {"short": short}) if short > 0 else None


def _objections(round_: ConsensusRound) -> list[Objection]:
    return list(
        Objection.objects.filter(stance__item__round=round_)
        .select_related("stance__item__line", "stance__participant__seat", "stance__person", "answered_by")
        .order_by("stance__item__order", "pk")
    )


@dataclass(frozen=True)
class Turnout:
    """Who has answered how much of what they were asked: never what."""

    participant: Participant
    owed: int
    missing: int

    @property
    def word(self) -> Word:
        """How far the seat has come."""
        return _turnout_word(self.owed, self.missing)


def turnout_of(outcome: Outcome) -> list[Turnout]:
    """Return, for each seat asked, whether it has answered: this much everybody may see while a round is open."""
    return [Turnout(each, outcome.owed[each.pk], outcome.missing[each.pk]) for each in outcome.participants]


def _turnout_word(owed: int, missing: int) -> Word:
    if not owed:
        return outside(_("Nothing to answer"))
    if not missing:
        return settled(_("Has answered"))
    if missing == owed:
        return waiting(_("Not yet"))
    return partly(_("%(answered)d of %(owed)d") % {"answered": owed - missing, "owed": owed})
