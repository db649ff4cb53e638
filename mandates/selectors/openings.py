"""What a round on a draft would ask, whom, and what stands in its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max

from executives.models import Seat
from executives.selectors.seats import person_in, seats_of
from executives.states import UNSETTLED_STATES, DecisionRole, RequirementState
from mandates.content import statement_content
from mandates.models import MandateVersion, Participant, RoundItem, Source, Statement
from mandates.round_states import RoundMethod
from mandates.rules.rounds import is_asked
from mandates.selectors.rounds import Place, Said, newest, said_in
from mandates.selectors.same_words import others, same_words
from mandates.selectors.sources import unconfirmed_sources
from mandates.selectors.versions import statements_of
from mandates.states import RoundState
from pmo.access.models import Person
from pmo.audit import canonical


@dataclass(frozen=True)
class Asked:
    """A draft as it would be asked: items and participants not yet saved, and what was said before."""

    items: Sequence[RoundItem]
    participants: Sequence[Participant]
    before: dict[Place, Said]
    vacant: Sequence[str]
    unconfirmed: Sequence[str]
    unplaced: int = 0
    method: str = RoundMethod.STANCE

    @property
    def asked_items(self) -> list[RoundItem]:
        """The statements that at least one seat would be asked about."""
        return [item for item in self.items if any(self._owes(item, each) for each in self.participants)]

    @property
    def to_ask(self) -> int:
        return len(self.asked_items)

    @property
    def is_first(self) -> bool:
        """Whether everything would be asked of everybody."""
        return all(item.changed for item in self.items)

    @property
    def counted(self) -> list[Seat]:
        """The signatory seats with a holder: those whose answers decide."""
        return [each.seat for each in self.participants if each.counted]

    def owed_by(self, participant: Participant) -> int:
        """How many answers a seat would be asked for."""
        return sum(self._owes(item, participant) for item in self.items)

    @property
    def owed(self) -> int:
        """How many answers the round would ask for."""
        return sum(self.owed_by(each) for each in self.participants)

    def _owes(self, item: RoundItem, participant: Participant) -> bool:
        said = self.before.get((participant.seat_id, item.line_id, participant.person_id))
        stands = said if said and item.is_same(said.digest) else None
        return is_asked(
            changed=item.changed,
            choice=stands.choice if stands else None,
            overruled=stands is not None and stands.is_overruled(),
            method=self.method,
        )


def unplaced(version: MandateVersion) -> int:
    """Count the requirements that have neither landed in a draft nor been told why not."""
    office = version.mandate.office
    landed = Source.objects.filter(statement__version=version).values("wording__requirement")
    told = version.unanswered.values("requirement")
    living = office.requirements.filter(state__in=[*UNSETTLED_STATES, RequirementState.CONFIRMED])
    return living.exclude(pk__in=landed).exclude(pk__in=told).count()


def would_ask(version: MandateVersion, method: str = RoundMethod.STANCE) -> Asked:
    """Return what a round on the draft would ask by a method, and what stands in its way."""
    seats = [seat for seat in seats_of(version.mandate.office) if seat.decision_role != DecisionRole.INFORMED]
    vacant = [seat.title for seat in seats if seat.decision_role == DecisionRole.SIGNATORY and not person_in(seat)]
    participants = [_participant(seat, person) for seat in seats if (person := person_in(seat))]
    before = newest(said_in(version.mandate), up_to=next_round_number(version) - 1)
    unconfirmed = unconfirmed_sources(version)
    return Asked(_items(version), participants, before, vacant, unconfirmed, unplaced(version), method)


def _participant(seat: Seat, person: Person) -> Participant:
    counted = seat.decision_role == DecisionRole.SIGNATORY
    return Participant(seat=seat, person=person, counted=counted)


def _items(version: MandateVersion) -> list[RoundItem]:
    asked_before, words = _digests_asked_before(version), same_words(version.mandate)
    items = [_item(order, statement) for order, statement in enumerate(statements_of(version), 1)]
    for item in items:
        item.same_words = others(words, item.line_id, item.digest)
        item.changed = not item.is_same(asked_before.get(item.line_id, "none"))
    is_first = not version.rounds.exclude(state=RoundState.CANCELLED).exists()
    if is_first and not any(item.changed for item in items):
        for item in items:
            item.changed = True
    return items


def _item(order: int, statement: Statement) -> RoundItem:
    content = canonical.dump(statement_content(statement))
    digest = canonical.digest(statement_content(statement))
    return RoundItem(line=statement.line, order=order, text=statement.text, content=content, digest=digest)


def _digests_asked_before(version: MandateVersion) -> dict[int, str]:
    earlier = RoundItem.objects.filter(round__mandate=version.mandate).exclude(round__state=RoundState.CANCELLED)
    return dict(earlier.order_by("round__number").values_list("line_id", "digest"))


def next_round_number(version: MandateVersion) -> int:
    """Return the number of the next round of the mandate."""
    return (version.mandate.rounds.aggregate(last=Max("number"))["last"] or 0) + 1
