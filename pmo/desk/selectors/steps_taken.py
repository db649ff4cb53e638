"""What each seat has done so far, and when: one query a kind of step, whatever the size of the office."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Max, Model, QuerySet, Value

from executives.models import Confirmation, Interview, Requirement, WordsRequest
from executives.selectors.owners import ownerships
from executives.states import RequirementState
from mandates.models import ConsensusRound, Participant
from mandates.states import RoundState
from pmo.access.models import Invitation, Office
from pmo.audit.models import LedgerEntry
from pmo.desk.selectors.board import Open

Days = dict[int, date]


@dataclass(frozen=True)
class Taken:
    """The day of the latest step of each kind, by seat (an invitation by person), and what is still to be shown."""

    invited: Days
    asked: Days
    talked: Days
    played_back: Days
    confirmed: Days
    answered: Days
    participants: dict[int, Participant]
    recorded: Counter[int]


def steps_taken(office: Office, matters: Open) -> Taken:
    """Return what the seats of an office have done so far; `matters` is what is asked of them at present."""
    owned = list(
        ownerships().filter(requirement__office=office).values_list("requirement_id", "seat_id", "requirement__state")
    )
    participants = list(matters.participants.values()) if matters.round else _of_latest_round(office)
    talks = Interview.objects.filter(office=office).order_by().values_list("seat").annotate(at=Max("day"))
    days = _days(office)
    return Taken(
        invited=days["invited"],
        asked=days["asked"],
        talked=dict(talks),
        played_back=_by_seat(days["played back"], [(requirement, seat) for requirement, seat, _state in owned]),
        confirmed=days["confirmed"],
        answered={each.seat_id: _day(each.finished_at, office) for each in participants if each.finished_at},
        participants={each.seat_id: each for each in participants},
        recorded=Counter(seat for _requirement, seat, state in owned if state == RequirementState.RECORDED),
    )


def _days(office: Office) -> dict[str, Days]:
    """Return the latest day of each kind of step, in one query: by person, by seat, or by requirement."""
    played_back = LedgerEntry.objects.filter(
        office=office.pk, event="requirement.played_back", about_kind=_label(Requirement)
    )
    found = _latest("invited", Invitation.objects.filter(office=office), "person_id", "made_at").union(
        _latest("asked", WordsRequest.objects.filter(seat__office=office), "seat_id", "asked_at"),
        _latest("confirmed", Confirmation.objects.filter(seat__office=office), "seat_id", "at"),
        _latest("played back", played_back, "about_id", "at"),
        all=True,
    )
    days: dict[str, Days] = {kind: {} for kind in ("invited", "asked", "confirmed", "played back")}
    for kind, number, at in found:
        days[kind][number] = _day(at, office)
    return days


def _latest(kind: str, found: QuerySet, by: str, at: str) -> QuerySet:
    """Return (kind, whose, when last)."""
    last = found.order_by().values(by).annotate(kind=Value(kind), latest=Max(at))
    return last.values_list("kind", by, "latest")


def _by_seat(at: Days, owned: list[tuple[int, int]]) -> Days:
    """Return the latest day of each seat, of what belongs to it."""
    found: Days = {}
    for requirement, seat in owned:
        if requirement in at:
            found[seat] = max(at[requirement], found.get(seat, at[requirement]))
    return found


def _of_latest_round(office: Office) -> list[Participant]:
    """Return who was asked in the latest round that was not cancelled."""
    rounds = ConsensusRound.objects.filter(mandate__office=office).exclude(state=RoundState.CANCELLED)
    latest = rounds.order_by("-pk").values("pk")[:1]
    return list(Participant.objects.filter(round__in=latest).order_by())


def _label(model: type[Model]) -> str:
    return model._meta.label_lower


def _day(at: datetime, office: Office) -> date:
    return at.astimezone(ZoneInfo(office.time_zone)).date()
