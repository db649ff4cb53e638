"""What one executive reads when answering: their own ballot, and nobody else's answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mandates.models import ConsensusRound, ItemSource, Participant, RoundItem, Stance
from mandates.round_states import ReasonDue, RoundMethod, SourceStanding, label_of
from mandates.selectors.predecessors import predecessor_stances
from mandates.selectors.profiles import ProfileRow, profile_rows
from mandates.selectors.rounds import Answers, items_of, participants_of, said_in
from mandates.selectors.sources import moved_in_round
from mandates.states import RoundState, StanceChoice
from pmo import clock
from pmo.access.standing import Standing
from pmo.ui.words import Word, current, partly, settled, waiting, wrong

SAID: dict[str, Callable[[], Word]] = {
    StanceChoice.AGREE: lambda: settled(_("You agree")),
    StanceChoice.RESERVATION: lambda: partly(_("You agree, with a reservation")),
    StanceChoice.ABSTAIN: lambda: waiting(_("You abstain")),
    StanceChoice.OBJECT: lambda: wrong(_("You object")),
}
CONSENTED: dict[str, Callable[[], Word]] = SAID | {
    StanceChoice.AGREE: lambda: settled(_("You consent")),
    StanceChoice.RESERVATION: lambda: partly(_("You consent, with a reservation")),
}


@dataclass(frozen=True)
class Question:
    """One statement asked of a seat: what it said when last asked, and the seat's own answers.

    `predecessor` is what the seat's holder before said of this very text: shown, and not counted until ratified; never
    in a blind round. `beside` are the words that it comes from which no holder has confirmed: shown, never hidden.
    """

    item: RoundItem
    stance: Stance | None
    before: Stance | None
    text_before: str
    profile: tuple[ProfileRow, ...]
    this_one: Word
    not_yet: Word
    method: str = RoundMethod.STANCE
    predecessor: Stance | None = None
    beside: tuple[ItemSource, ...] = ()
    moved: bool = False

    @property
    def is_answered(self) -> bool:
        return self.stance is not None

    @property
    def word(self) -> Word:
        """What the seat has said, in the reader's own voice."""
        said = CONSENTED if self.method == RoundMethod.CONSENT else SAID
        return said[self.stance.choice]() if self.stance else self.not_yet

    @property
    def said_then(self) -> str:
        """What the seat said when it was last asked, in the words of that round."""
        return label_of(self.before.choice, self.before.item.round.method) if self.before else ""

    @property
    def is_ratified(self) -> bool:
        """Whether the seat has said just what its holder before had said."""
        mine, theirs = self.stance, self.predecessor
        return mine is not None and theirs is not None and (mine.choice, mine.reason) == (theirs.choice, theirs.reason)

    @property
    def is_rewritten(self) -> bool:
        """Whether its words differ from those asked about in an earlier round."""
        return bool(self.text_before) and self.text_before != self.item.text

    @property
    def is_profile_only(self) -> bool:
        """Whether the words are the same and something in the profile differs."""
        return bool(self.text_before) and self.text_before == self.item.text and self.item.changed


@dataclass(frozen=True)
class Ballot:
    """What one seat is asked in a round, in the order of the document."""

    round: ConsensusRound
    participant: Participant
    questions: tuple[Question, ...]

    @property
    def total(self) -> int:
        return len(self.questions)

    @property
    def missing(self) -> int:
        return sum(not question.is_answered for question in self.questions)

    @property
    def answered(self) -> int:
        return self.total - self.missing

    @property
    def is_finished(self) -> bool:
        return not self.missing

    @property
    def may_agree_to_the_rest(self) -> bool:
        """Whether all that is left can be agreed to at once: where an agreement needs no reason."""
        return self.round.reason_due != ReasonDue.ALWAYS

    def question(self, key: str) -> Question | None:
        """Return the question on a line, by its key."""
        return next((each for each in self.questions if each.item.key == key), None)

    def place(self, question: Question) -> int:
        """Return the number of a question, from 1."""
        return self.questions.index(question) + 1

    def next_after(self, key: str) -> Question | None:
        """Return the next unanswered question after a key, going round to the first; None when all are answered."""
        keys = [each.item.key for each in self.questions]
        start = keys.index(key) + 1 if key in keys else 0
        turned = [*self.questions[start:], *self.questions[:start]]
        return next((each for each in turned if not each.is_answered), None)

    def before(self, question: Question) -> Question | None:
        """Return the question before this one."""
        place = self.place(question)
        return self.questions[place - 2] if place > 1 else None


def open_participations(standing: Standing) -> list[Participant]:
    """Return the parts that a person has in the open round, each with the round; while answers are taken; one query."""
    asked = Participant.objects.filter(seat__in=standing.seat_ids, round__state=RoundState.OPEN)
    asked = asked.filter(round__mandate__office=standing.office, round__mandate__current=True)
    mine = list(asked.select_related("seat", "person", "round__mandate__office"))
    return _spoken_for(mine, standing)


def participations(round_: ConsensusRound, standing: Standing) -> list[Participant]:
    """Return the parts that a person has in a round: those of seats that they hold, and whose answers count."""
    is_theirs = round_.state == RoundState.OPEN and clock.now() < round_.deadline_at
    if not is_theirs:
        asked = [each for each in participants_of(round_) if each.seat_id in standing.seat_ids]
        return [each for each in asked if each.speaker == standing.person]
    mine = list(round_.participants.filter(seat__in=standing.seat_ids).select_related("seat", "person"))
    return _spoken_for(mine, standing)


def _spoken_for(mine: list[Participant], standing: Standing) -> list[Participant]:
    for each in mine:  # while answers are taken, whoever holds the seat today speaks for it
        each.held_by = standing.person  # type: ignore[attr-defined]
    return mine


def to_answer(round_: ConsensusRound, standing: Standing) -> list[Ballot]:
    """Return a ballot a seat that the person answers for; a constant number of queries a seat."""
    mine = participations(round_, standing)
    if not mine:
        return []
    items, earlier = items_of(round_), _asked_before(round_)
    answers = Answers(round_, said_in(round_.mandate, participant__seat__in=standing.seat_ids))
    notes = _notes_on(round_)
    return [_ballot(participant, items, answers, earlier, notes) for participant in mine]


@dataclass(frozen=True)
class Notes:
    """What is told beside statements: sources without their holder's word, and lines whose sources have moved on."""

    beside: dict[int, tuple[ItemSource, ...]]
    moved: frozenset[int]


def _notes_on(round_: ConsensusRound) -> Notes:
    beside: dict[int, tuple[ItemSource, ...]] = {}
    unheard = ItemSource.objects.filter(item__round=round_).exclude(standing=SourceStanding.CONFIRMED)
    for each in unheard.select_related("wording__requirement__seat"):
        beside[each.item_id] = (*beside.get(each.item_id, ()), each)
    return Notes(beside, frozenset(each.line.pk for each in moved_in_round(round_)))


@dataclass(frozen=True)
class Share:
    """How much of what a seat was asked in a round it has not answered yet."""

    participant: Participant
    total: int
    missing: int


def shares_of(round_: ConsensusRound, mine: Sequence[Participant]) -> list[Share]:
    """Return what these parts still owe a round, one share each; only counted, so cheaper than their ballots."""
    if not mine:
        return []
    seats = [each.seat_id for each in mine]
    items, answers = items_of(round_), Answers(round_, said_in(round_.mandate, participant__seat__in=seats))
    return [Share(each, len(answers.owed(each, items)), len(answers.missing(each, items))) for each in mine]


def _ballot(
    participant: Participant, items: list[RoundItem], answers: Answers, earlier: dict[int, RoundItem], notes: Notes
) -> Ballot:
    round_ = answers.round
    given = _stances_of(participant, round_)
    before_me = {} if round_.blind else predecessor_stances(participant, round_.mandate_id)
    questions = [
        Question(
            item=item,
            stance=given.get((round_.pk, item.line_id)),
            before=_latest_before(given, round_, item.line_id),
            text_before=earlier[item.line_id].text if item.line_id in earlier else "",
            profile=profile_rows(item, earlier.get(item.line_id)),
            this_one=current(_("This one")),
            not_yet=waiting(_("Not yet")),
            method=round_.method,
            predecessor=_of_these_words(before_me, item),
            beside=notes.beside.get(item.pk, ()),
            moved=item.line_id in notes.moved,
        )
        for item in answers.owed(participant, items)
    ]
    return Ballot(round_, participant, tuple(questions))


def _of_these_words(before_me: Mapping[tuple[int, str], Stance], item: RoundItem) -> Stance | None:
    """Return what a predecessor said to a text, or to one that differs from it in wording alone."""
    digests = (item.digest, *item.same_words.split())
    return next((said for each in digests if (said := before_me.get((item.line_id, each)))), None)


def _stances_of(participant: Participant, round_: ConsensusRound) -> dict[tuple[int, int], Stance]:
    """Return the person's own counting answers for the seat, by round and line, oldest first."""
    own = Stance.objects.filter(
        participant__seat_id=participant.seat_id,
        person=participant.speaker,
        item__round__mandate_id=round_.mandate_id,
        item__round__number__lte=round_.number,
        superseded_at__isnull=True,
    ).exclude(item__round__state=RoundState.CANCELLED, item__round__number__lt=round_.number)
    ordered = own.select_related("item__round").order_by("item__round__number")
    return {(stance.item.round_id, stance.item.line_id): stance for stance in ordered}


def _latest_before(given: dict[tuple[int, int], Stance], round_: ConsensusRound, line_id: int) -> Stance | None:
    earlier = [stance for (round_id, line), stance in given.items() if line == line_id and round_id != round_.pk]
    return earlier[-1] if earlier else None


def _asked_before(round_: ConsensusRound) -> dict[int, RoundItem]:
    """Return each line as it was last asked about."""
    earlier = RoundItem.objects.filter(round__mandate_id=round_.mandate_id, round__number__lt=round_.number)
    asked = earlier.exclude(round__state=RoundState.CANCELLED).order_by("round__number")
    return {item.line_id: item for item in asked}
