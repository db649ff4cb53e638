"""What somebody might write past the product, straight into the database: each of it is refused there."""

from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F
from django.db.models.functions import Concat

from mandates.models import (
    ConsensusRound,
    Extension,
    ItemSource,
    Objection,
    Participant,
    RoundItem,
    SourceAnswer,
    Stance,
)
from mandates.states import RoundState
from pmo import clock
from tests.scenes.rounds import in_days

Change = Callable[[], object]


def refused_by_the_database(round_: ConsensusRound) -> None:
    """Try to write what no deed may write, and see each of it refused."""
    for change in (*_of_the_round(round_), *_of_what_it_asks(round_), *_of_answers(round_)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def _of_the_round(round_: ConsensusRound) -> Iterator[Change]:
    row = ConsensusRound.objects.filter(pk=round_.pk)
    is_rule_two = round_.rule == "majority"
    later = {"deadline": in_days(round_.version.mandate.office, 30)}
    changes = (
        {"rule": "two_thirds" if is_rule_two else "majority", "needed_of": None},
        {"needed": F("needed") + 1},
        {"seats_counted": F("seats_counted") + 1},
        {"abstentions": "count" if round_.abstentions == "leave" else "leave"},
        {"reason_due": "never" if round_.reason_due == "always" else "always"},
        {"overruling": not round_.overruling},
        {"blind": not round_.blind},
        {"state": RoundState.OPEN if round_.state != RoundState.OPEN else RoundState.PLANNED},
        later,
        later | {"deadline_at": clock.now()},
    )
    for change in changes:
        yield lambda change=change: row.update(**change)
    yield row.delete
    if (given := Extension.objects.filter(round=round_)).exists():
        yield lambda: given.update(until=later["deadline"])


def _of_what_it_asks(round_: ConsensusRound) -> Iterator[Change]:
    items, people = RoundItem.objects.filter(round=round_), Participant.objects.filter(round=round_)
    item, kept = items.select_related("line").first(), ItemSource.objects.filter(item__round=round_)
    for change in (
        {"text": Concat("text", "text")},
        {"digest": "0" * 64},
        {"content": "{}"},
        {"order": F("order") + 5},
    ):
        yield lambda change=change: items.update(**change)
    for name in ("counted", "required"):
        for value in (True, False):
            if people.exclude(**{name: value}).exists():
                yield lambda name=name, value=value: people.update(**{name: value})
    yield lambda: people.update(person=round_.opened_by)
    yield people.delete
    yield items.delete
    yield lambda: RoundItem.objects.create(
        round=round_, line=item.line, order=9, text="x", content="{}", digest="1" * 64
    )
    if kept.exists():
        yield lambda: kept.update(standing="declined", reason="Typed in.")
        yield kept.delete
    if SourceAnswer.objects.exists():
        yield lambda: SourceAnswer.objects.update(reason="Typed in.")


def _of_answers(round_: ConsensusRound) -> Iterator[Change]:
    item, participant = round_.items.first(), round_.participants.first()
    said = Stance.objects.filter(item__round=round_)
    new = {"item": item, "participant": participant, "person": participant.person, "reason": "x", "choice": "agree"}
    yield lambda: Stance.objects.create(**new, digest="0" * 64)
    if round_.state != RoundState.OPEN or clock.now() >= round_.deadline_at:
        yield lambda: Stance.objects.create(**new, digest=item.digest)
    if said.exists():
        yield lambda: said.update(choice="agree", reason="Typed in.")
        yield lambda: said.update(digest="0" * 64)
        yield said.delete
    if said.filter(superseded_at__isnull=False).exists():
        yield lambda: said.update(superseded_at=None)
    if not round_.overruling and (found := Objection.objects.filter(stance__item__round=round_, resolution="")):
        told = {"resolution": "overruled", "answer": "x", "resolved_by": round_.opened_by, "resolved_at": clock.now()}
        yield lambda: found.update(**told)
