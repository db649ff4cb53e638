"""Whom the PMO manager meets next, and why: what is open between a seat and the text, then how long ago they talked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from executives.models import Conflict, Interview, Seat
from executives.selectors.conflicts import open_conflicts
from executives.selectors.owners import ownerships
from executives.selectors.seats import person_in
from executives.states import DecisionRole
from mandates.models import Objection, Stance
from mandates.states import RoundState
from pmo import clock
from pmo.access.models import Office, Person

OVER = (RoundState.CLOSED, RoundState.SETTLED, RoundState.LAPSED)


@dataclass(frozen=True)
class Meeting:
    """One executive in the order of talks: the parts, their sum, and the days since the last talk (None: no talk)."""

    seat: Seat
    person: Person
    conflicts: int
    objections: int
    last: date | None
    days: int | None

    @property
    def total(self) -> int:
        """Open conflicts and unanswered objections."""
        return self.conflicts + self.objections

    @property
    def parts(self) -> str:
        """The sum with its parts, in words."""
        conflicts = ngettext("%d open conflict", "%d open conflicts", self.conflicts) % self.conflicts
        objections = ngettext("%d unanswered objection", "%d unanswered objections", self.objections) % self.objections
        names = {"conflicts": conflicts, "objections": objections, "total": self.total}
        return _("%(conflicts)s + %(objections)s = %(total)d") % names

    @property
    def since(self) -> str:
        """How long ago they talked, in words."""
        if self.days is None:
            return _("no talk yet")
        if not self.days:
            return _("last talk today")
        return ngettext("last talk %d day ago", "last talk %d days ago", self.days) % self.days

    @property
    def why(self) -> str:
        """Why they stand where they stand in the order."""
        return f"{self.parts}; {self.since}."


def order_of_talks(office: Office, seats: Iterable[Seat]) -> list[Meeting]:
    """Return the order of talks: most open matters first, then those with whom nobody has talked for longest.

    `seats` as `seats_of` loads them; one query. Who is only informed stands here when something is open; a vacant seat
    never does.
    """
    today = clock.today(office.time_zone)
    counted = _counted(office, today)
    found = [_meeting(seat, counted[seat.pk], person, today) for seat in seats if (person := person_in(seat))]
    asked = [each for each in found if each.total or each.seat.decision_role != DecisionRole.INFORMED]
    return sorted(asked, key=_place)


class Counted(NamedTuple):
    """What is open with a seat, and the last talk with whoever holds it now."""

    conflicts: int = 0
    last: date | None = None
    objections: int = 0


def _meeting(seat: Seat, counted: Counted, person: Person, today: date) -> Meeting:
    days = (today - counted.last).days if counted.last else None
    return Meeting(seat, person, counted.conflicts, counted.objections, counted.last, days)


def _place(meeting: Meeting) -> tuple[int, bool, int, int]:
    return -meeting.total, meeting.days is not None, -(meeting.days or 0), meeting.seat.order


def _counted(office: Office, today: date) -> dict[int, Counted]:
    """Return what is open with each seat; one query in two parts: objections counted seat by seat take their time."""
    held = Q(person__held__seat=OuterRef("pk"), person__held__start__lte=today)
    talks = Interview.objects.filter(
        held, Q(person__held__end__isnull=True) | Q(person__held__end__gte=today), seat=OuterRef("pk")
    )
    seats = (
        Seat.objects.filter(office=office)
        .order_by()
        .annotate(
            conflicts=_how_many(_conflicts_of_seat(office)),
            last=Subquery(talks.order_by("-day").values("day")[:1]),
            objections=Value(0),
        )
    )
    waiting = waiting_objections().filter(stance__item__round__mandate__office=office).order_by()
    objecting = waiting.values("stance__participant__seat").annotate(
        conflicts=Value(0), last=Value(None, DateField()), objections=Count("pk")
    )
    parts = ("conflicts", "last", "objections")
    rows = seats.values_list("pk", *parts).union(objecting.values_list("stance__participant__seat", *parts), all=True)
    found: dict[int, Counted] = defaultdict(Counted)
    for seat, conflicts, last, objections in rows:
        known = found[seat]
        found[seat] = Counted(known.conflicts + conflicts, known.last or last, known.objections + objections)
    return found


def _conflicts_of_seat(office: Office) -> QuerySet[Conflict]:
    """Return the open conflicts of which a side belongs to the seat: also where it is one owner of merged words."""
    mine = ownerships().filter(seat=OuterRef(OuterRef("pk")))
    sides = [Exists(mine.filter(requirement=OuterRef(side))) for side in ("first", "second")]
    return open_conflicts(office).filter(Q(sides[0]) | Q(sides[1]))


def _how_many(rows: QuerySet[Any]) -> Coalesce:
    """Count in the same query; none is 0."""
    alone = rows.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(alone), 0)


def waiting_objections() -> QuerySet[Objection]:
    """Return the objections of closed rounds that nobody has answered and no later answer has overtaken.

    What is said in an open round is nobody's to know.
    """
    later = Stance.objects.filter(
        item__line=OuterRef("stance__item__line"),
        participant__seat=OuterRef("stance__participant__seat"),
        item__round__number__gt=OuterRef("stance__item__round__number"),
        item__round__state__in=OVER,
        superseded_at__isnull=True,
    )
    return Objection.objects.filter(
        ~Exists(later),
        answer="",
        resolution="",
        stance__superseded_at__isnull=True,
        stance__item__round__state__in=OVER,
        stance__item__round__mandate__current=True,
    )
