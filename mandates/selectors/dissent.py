"""The objection log and the dissent ledger: what stayed open after rounds, across all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from mandates.models import ConsensusRound, Mandate, Objection, Reservation
from mandates.rules.dissent import Objected, may_overrule
from mandates.rules.rounds import may_run_rounds
from mandates.selectors.objections import Became, became_of, objections_of
from mandates.selectors.outcomes import Outcome, outcomes_of
from mandates.selectors.rounds import rounds_of
from mandates.states import RoundState
from mandates.then import Then
from pmo.access.models import Office
from pmo.access.standing import Standing

HELD = (RoundState.CLOSED, RoundState.SETTLED, RoundState.LAPSED)


@dataclass(frozen=True)
class LoggedObjection:
    """One objection with what became of it, and what this reader may do to it."""

    became: Became
    round: ConsensusRound
    may_answer: bool
    may_withdraw: bool
    may_overrule: bool

    @property
    def objection(self) -> Objection:
        return self.became.objection


@dataclass(frozen=True)
class ObjectionLog:
    """All objections of the mandate, the newest round first, those that are open before the others."""

    rows: tuple[LoggedObjection, ...]

    @property
    def open(self) -> int:
        return sum(row.objection.is_open for row in self.rows)


def objection_log(standing: Standing) -> ObjectionLog:
    """Return the log as this person reads it; a constant number of queries."""
    outcomes = outcomes_of(list(rounds_of(standing.office).filter(state__in=HELD)))
    loaded = objections_of([each.round for each in outcomes])
    of_round: dict[int, list[Objection]] = {}
    for objection in loaded:
        of_round.setdefault(objection.stance.item.round_id, []).append(objection)
    rows = [
        _logged(became, outcome, standing)
        for outcome in outcomes
        for became in became_of(of_round.get(outcome.round.pk, []), outcome, outcomes)
    ]
    return ObjectionLog(tuple(sorted(rows, key=lambda row: not row.objection.is_open)))


def objection_logged(standing: Standing, objection_id: int) -> LoggedObjection | None:
    """Return one objection of the log; None where the log has no such one. Only its own line is computed."""
    rounds = rounds_of(standing.office).filter(state__in=HELD, items__stances__objection__pk=objection_id)
    if not (round_ := rounds.first()):
        return None
    objection = objections_of([round_]).get(pk=objection_id)
    (outcome,) = outcomes_of([round_], [objection.stance.item.line_id])
    (became,) = became_of([objection], outcome)
    return _logged(became, outcome, standing)


def _logged(became: Became, outcome: Outcome, standing: Standing) -> LoggedObjection:
    objection, is_manager = became.objection, bool(may_run_rounds(standing))
    objected = Objected(objection, outcome.round, became.was_agreed)
    return LoggedObjection(
        became,
        outcome.round,
        may_answer=is_manager and objection.is_open and not objection.answer,
        may_withdraw=objection.is_open and objection.stance.participant.seat_id in standing.seat_ids,
        may_overrule=bool(may_overrule(standing, objected, "-")),
    )


@dataclass(frozen=True)
class LedgerRow:
    """One reservation, and whether this reader may close it."""

    reservation: Reservation
    may_close: bool


@dataclass(frozen=True)
class DissentLedger:
    """All reservations of the mandate: open ones first, the newest before the older."""

    rows: tuple[LedgerRow, ...]

    @property
    def open(self) -> int:
        return sum(row.reservation.is_open for row in self.rows)


def dissent_ledger(standing: Standing) -> DissentLedger:
    """Return the ledger as this person reads it; one query."""
    found = _open_first(_reservations(standing.office))
    return DissentLedger(tuple(LedgerRow(each, each.is_open and each.seat_id in standing.seat_ids) for each in found))


def dissent_ledger_then(office: Office, then: Then) -> DissentLedger:
    """Return the ledger as it was at the end of a day, for nobody to change; one query."""
    found = list(_reservations(office).filter(at__lt=then.ends))
    for each in found:
        if not then.past(each.closed_at):
            each.closed_at, each.closed_by, each.word_at_close = None, None, ""
    return DissentLedger(tuple(LedgerRow(each, may_close=False) for each in _open_first(found)))


def _open_first(reservations: Iterable[Reservation]) -> list[Reservation]:
    return sorted(reservations, key=lambda each: (not each.is_open, -each.pk))


def on_the_agenda(office: Office, moment: datetime | None) -> Sequence[Reservation]:
    """Return the reservations that a review has to hear: those open now, or at the moment when it was closed."""
    found = _reservations(office)
    if moment is None:
        return [each for each in found if each.is_open]
    stood = Q(closed_at__isnull=True) | Q(closed_at__gt=moment)
    return list(found.filter(stood, at__lte=moment))


def _reservations(office: Office) -> QuerySet[Reservation]:
    mandates = Mandate.objects.filter(office=office, current=True)
    in_rounds, by_signing = Q(round__mandate__in=mandates), Q(signature__version__mandate__in=mandates)
    said = ("stance__item__line", "stance__person", "signature__version", "signature__person")
    return (
        Reservation.objects.filter(in_rounds | by_signing)
        .select_related(*said, "seat", "round", "closed_by")
        .order_by("pk")
    )
