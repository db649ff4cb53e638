"""Whom the PMO manager meets next, and why: what is open between a seat and the text, then how long ago they talked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from executives.models import Interview, Seat
from executives.selectors.seats import person_in
from executives.states import DecisionRole
from mandates.models import Objection, Stance
from mandates.selectors.alignment import Between
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


def order_of_talks(office: Office, seats: Iterable[Seat], known: Between) -> list[Meeting]:
    """Return the order of talks: most open matters first, then those with whom nobody has talked for longest.

    `seats` as `seats_of` loads them. Who is only informed stands here when something is open; a vacant seat never does.
    """
    conflicts, objections, talks = known.counts(), unanswered_objections(office), _last_talks(office)
    today = clock.today(office.time_zone)
    found = []
    for seat in seats:
        if (person := person_in(seat)) is None:
            continue
        last = talks.get((seat.pk, person.pk))
        days = (today - last).days if last else None
        meeting = Meeting(seat, person, conflicts[seat.pk], objections[seat.pk], last, days)
        if meeting.total or seat.decision_role != DecisionRole.INFORMED:
            found.append(meeting)
    return sorted(found, key=_place)


def _place(meeting: Meeting) -> tuple[int, bool, int, int]:
    return -meeting.total, meeting.days is not None, -(meeting.days or 0), meeting.seat.order


def unanswered_objections(office: Office) -> Counter[int]:
    """Count, by seat, the objections of closed rounds that nobody has answered and no later answer has overtaken.

    What is said in an open round is nobody's to know.
    """
    later = Stance.objects.filter(
        item__line=OuterRef("stance__item__line"),
        participant__seat=OuterRef("stance__participant__seat"),
        item__round__number__gt=OuterRef("stance__item__round__number"),
        item__round__state__in=OVER,
        superseded_at__isnull=True,
    )
    rounds = {"stance__item__round__mandate__office": office, "stance__item__round__mandate__current": True}
    waiting = Objection.objects.filter(
        ~Exists(later),
        answer="",
        resolution="",
        stance__superseded_at__isnull=True,
        stance__item__round__state__in=OVER,
        **rounds,
    )
    return Counter(waiting.order_by().values_list("stance__participant__seat_id", flat=True))


def _last_talks(office: Office) -> dict[tuple[int, int], date]:
    """Return the day of the last talk by seat and person: a new holder has not been met through a predecessor."""
    rows = Interview.objects.filter(office=office).order_by().values_list("seat_id", "person_id")
    return {(seat, person): last for seat, person, last in rows.annotate(last=Max("day"))}
