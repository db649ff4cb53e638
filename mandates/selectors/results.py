"""What a page shows of a round: who stands where, what each rule would say, what became of the objections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from mandates.agreement import needed
from mandates.models import ConsensusRound, Participant, RoundItem
from mandates.round_states import CHOICES_OF, RoundMethod, word_of
from mandates.selectors.objections import Became, became_of, objections_of
from mandates.selectors.outcomes import ItemOutcome, Outcome, outcome_of
from mandates.states import AgreementRule, StanceChoice
from mandates.tallies import Tally
from pmo.ui.heat import Cell
from pmo.ui.series import in_series
from pmo.ui.words import Word, outside, partly, settled, waiting, wrong

RULES = (
    AgreementRule.MAJORITY,
    AgreementRule.TWO_THIRDS,
    AgreementRule.THREE_QUARTERS,
    AgreementRule.UNANIMITY,
)

SILENT = ""


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

    label: str
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
        return [row.participant.speaker.name for row in self.rows if not row.participant.counted]

    @property
    def legend(self) -> list[Word]:
        """The words of the four answers, and of none where there is one."""
        method = self.round.method
        words = [word_of(choice, method) for choice in CHOICES_OF[RoundMethod(method)]]
        silent = any(each.standing.missing or each.beside.missing for each in self.outcome.items)
        return [*words, outside(_("No answer"))] if silent else words

    @property
    def open_objections(self) -> int:
        """How many objections nothing has resolved yet."""
        return sum(each.objection.is_open for each in self.objections)

    @property
    def withheld(self) -> list[str]:
        """Statements that enough seats agree to, and a required one does not."""
        return [each.item.key for each in self.outcome.items if each.is_met and each.withheld]

    @property
    def required(self) -> list[Participant]:
        """The seats without which nothing is agreed."""
        return [each for each in self.outcome.participants if each.required]

    @property
    def kept_by_abstentions(self) -> list[str]:
        """Statements that nothing but an abstention keeps from being agreed."""
        return [each.item.key for each in self.outcome.items if each.is_kept_by_abstentions]


def results_of(round_: ConsensusRound) -> Results:
    """Return the results of a round; the caller has asked whether its answers may be seen."""
    outcome = outcome_of(round_)
    groups, rules = _groups(outcome), rules_beside(round_)
    contested = [each for each in outcome.items if not each.standing.reaches(AgreementRule.UNANIMITY)]
    return Results(
        outcome=outcome,
        groups=groups,
        rows=_rows(groups, outcome),
        heads=tuple(_head(rule, outcome) for rule in rules),
        verdicts=tuple(_verdicts(each, round_, rules) for each in contested),
        objections=became_of(list(objections_of([round_])), outcome),
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


def _rows(groups: Iterable[Group], outcome: Outcome) -> tuple[Row, ...]:
    """Return where each seat stands; each place is made once a statement and answer, as thousands show the same."""
    method = outcome.round.method
    words = {str(choice): word_of(choice, method) for choice in StanceChoice} | {SILENT: outside(_("No answer"))}
    said = {found.item.pk: found.said for found in outcome.items}
    columns = [
        (_places(item, words, is_first=not place), said[item.pk])
        for group in groups
        for place, item in enumerate(group.items)
    ]
    rows = []
    for each in outcome.participants:
        seat = each.pk
        cells = [places[answers[seat].choice] if seat in answers else places[SILENT] for places, answers in columns]
        rows.append(Row(each, tuple(cells)))
    return tuple(rows)


def _places(item: RoundItem, words: Mapping[str, Word], *, is_first: bool) -> dict[str, Cell]:
    """Return how each answer to a statement looks."""
    key = item.key
    return {said: Cell(key, word, is_first, said == StanceChoice.AGREE) for said, word in words.items()}


def rules_beside(round_: ConsensusRound) -> tuple[AgreementRule, ...]:
    """Return the rules that are laid side by side: the four shares, and the round's own where it is another."""
    own = AgreementRule(round_.rule)
    return RULES if own in RULES else (*RULES, own)


def _head(rule: AgreementRule, outcome: Outcome) -> RuleHead:
    round_ = outcome.round
    is_frozen = rule == round_.rule
    reached = outcome.agreed if is_frozen else sum(each.standing.reaches(rule) for each in outcome.items)
    wanted = round_.needed if is_frozen else needed(rule, round_.seats_counted)
    return RuleHead(RULE_WORDS[rule](), wanted, reached, is_frozen)


RULE_WORDS = {
    AgreementRule.MAJORITY: lambda: _("Majority"),
    AgreementRule.TWO_THIRDS: lambda: _("Two thirds"),
    AgreementRule.THREE_QUARTERS: lambda: _("75 per cent"),
    AgreementRule.UNANIMITY: lambda: _("Unanimity"),
    AgreementRule.N_OF_M: lambda: _("The number named"),
    AgreementRule.CONSENT: lambda: _("Consent"),
}


def _verdicts(found: ItemOutcome, round_: ConsensusRound, rules: Iterable[AgreementRule]) -> Verdicts:
    words = [
        RuleWord(
            RULE_WORDS[rule](),
            _frozen_word(found) if rule == round_.rule else _short(found.standing, rule),
            rule == round_.rule,
        )
        for rule in rules
    ]
    return Verdicts(found.item, found.standing, tuple(words))


def _frozen_word(found: ItemOutcome) -> Word | None:
    """Return what the frozen rule lacks: seats, or the agreement of a required one; None when it is met."""
    if short := max(found.needed - found.standing.agreeing, 0):
        return wrong(_("%(short)d short") % {"short": short})
    if found.withheld:
        return wrong(_("without %(seats)s") % {"seats": in_series(each.seat.title for each in found.withheld)})
    return None


def _short(tally: Tally, rule: AgreementRule) -> Word | None:
    """Return how many seats are short of a rule; None when it is met."""
    short = needed(rule, tally.seats) - tally.agreeing
    return wrong(_("%(short)d short") % {"short": short}) if short > 0 else None


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
