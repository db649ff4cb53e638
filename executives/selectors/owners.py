"""Reads of whose words a requirement is, and which of them have confirmed it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Aggregate, Count, Exists, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce

from executives.models import Confirmation, Ownership, Requirement, Seat
from executives.states import UNSETTLED_STATES, RequirementState
from pmo.access.models import Office

GIVEN = Confirmation.objects.filter(wording=OuterRef("requirement__wording"), seat=OuterRef("seat"))


class Joined(Aggregate):
    """Texts of several rows, one a line, in no order."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, char(10))"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Return the same as PostgreSQL calls it."""
        template = "%(function)s(%(expressions)s, chr(10))"
        return self.as_sql(compiler, connection, function="STRING_AGG", template=template, **context)


def confirmers(wording: str) -> Subquery:
    """Return of a row the names of those who confirmed the wording at this path, one a line."""
    given = Confirmation.objects.filter(wording=OuterRef(wording)).order_by().values("wording")
    return Subquery(given.annotate(names=Joined("person__name")).values("names"))


def ownerships() -> QuerySet[Ownership]:
    """Return to whom requirements belong at present."""
    return Ownership.objects.filter(left_at__isnull=True)


def confirmed_without(seat: Seat) -> QuerySet[Requirement]:
    """Return what stands confirmed by its other owners although this seat never confirmed it."""
    mine = ownerships().filter(~Exists(GIVEN), requirement=OuterRef("pk"), seat=seat)
    return Requirement.objects.filter(Exists(mine), state=RequirementState.CONFIRMED).select_related("wording")


def owned_by(seat_ids: Iterable[int]) -> QuerySet[Requirement]:
    """Return the requirements that belong to at least one of these seats, each once."""
    return Requirement.objects.filter(Exists(ownerships().filter(requirement=OuterRef("pk"), seat__in=list(seat_ids))))


def unconfirmed_by(seat_ids: Iterable[int]) -> QuerySet[Requirement]:
    """Return the requirements that wait for the word of the holders of these seats, each once.

    `owing_seat` of each is the first of these seats whose word it waits for.
    """
    owing = ownerships().filter(~Exists(GIVEN), requirement=OuterRef("pk"), seat__in=list(seat_ids))
    first = Subquery(owing.order_by("seat__order", "seat").values("seat")[:1])
    return Requirement.objects.filter(Exists(owing), state__in=UNSETTLED_STATES).annotate(owing_seat=first)


def waiting_words() -> Coalesce:
    """Return of a seat how many requirements wait for its holder's word."""
    owing = ownerships().filter(~Exists(GIVEN), seat=OuterRef("pk"), requirement__state__in=UNSETTLED_STATES)
    return Coalesce(Subquery(owing.order_by().values("seat").annotate(number=Count("pk")).values("number")), 0)


def heard(office: Office) -> Counter[tuple[int, bool]]:
    """Count what is asked of each seat, by whether its holder has confirmed it: (seat, confirmed) to how many.

    What belongs to several seats counts for each of them. Left out, withdrawn or passed on is not asked.
    """
    asked = ownerships().filter(requirement__office=office)
    asked = asked.filter(requirement__state__in=[*UNSETTLED_STATES, RequirementState.CONFIRMED])
    confirmed = Exists(GIVEN) | Q(requirement__state=RequirementState.CONFIRMED)
    return Counter(asked.annotate(given=confirmed).values_list("seat_id", "given"))
