"""Reads of requirements and their wordings."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from executives.models import Requirement
from executives.states import UNSETTLED_STATES
from pmo.access.models import Office


def requirements_of(office: Office) -> QuerySet[Requirement]:
    """Return all requirements of an office with seat and current wording, by number."""
    return (
        Requirement.objects.filter(office=office)
        .select_related("seat", "wording__by", "wording__confirmed_by")
        .order_by("number")
    )


def requirement_numbered(office: Office, number: int) -> Requirement | None:
    """Return REQ-n of an office, or None."""
    return requirements_of(office).filter(number=number).first()


def narrowed(
    found: QuerySet[Requirement], *, kind: str = "", state: str = "", seat: int | None = None, text: str = ""
) -> QuerySet[Requirement]:
    """Return those of a kind, in a state, of a seat, with a text in key, reference or words; blanks narrow nothing."""
    given = {"wording__kind": kind, "state": state, "seat_id": seat}
    found = found.filter(**{name: value for name, value in given.items() if value})
    if not (sought := text.strip()):
        return found
    number = sought.upper().removeprefix("REQ-")
    said = Q(wording__statement__icontains=sought) | Q(wording__consequence_today__icontains=sought)
    said |= Q(wording__benefit_wanted__icontains=sought) | Q(wording__measure__icontains=sought)
    said |= Q(source_ref__iexact=sought)
    return found.filter(said | Q(number=int(number))) if number.isdecimal() and len(number) < 9 else found.filter(said)


def unconfirmed(seat_ids: Iterable[int]) -> QuerySet[Requirement]:
    """Return what waits for the word of the holders of these seats."""
    return Requirement.objects.filter(
        seat_id__in=seat_ids, state__in=UNSETTLED_STATES, wording__confirmed_at__isnull=True
    )
