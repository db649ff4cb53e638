"""Reminders of soundings: the seats that have not answered, while the sounding is open."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from executives.models import Holder
from mandates.models import Sounding, SoundingParticipant
from mandates.sounding_states import SoundingState
from pmo import clock
from pmo.access.models import Office
from pmo.notices.addressees import numbers
from pmo.notices.kinds import Occurrence, Told


def occurrences(office: Office, _first: date, last: date) -> list[Occurrence]:
    """Return the open soundings that wait for somebody, each with the seats that have not answered."""
    waiting = _unanswered().filter(sounding__mandate__office=office, sounding__deadline__lte=last)
    seats: dict[Sounding, list[int]] = {}
    for each in waiting.select_related("sounding").order_by("sounding", "pk"):
        seats.setdefault(each.sounding, []).append(each.seat_id)
    return [
        Occurrence(f"sounding:{each.pk}", each.deadline, _seats(asked), each.opened_at) for each, asked in seats.items()
    ]


def owing(occurrence: str) -> tuple[str, ...]:
    """Return the seats that have not answered, and whose holder is still the one who was asked."""
    waiting = _unanswered().filter(sounding__in=numbers([occurrence], "sounding"))
    return _seats(waiting.order_by("pk").values_list("seat_id", flat=True))


def is_owed(occurrence: str, addressee: str) -> bool:
    """Say whether the seat has still to answer."""
    return addressee in owing(occurrence)


def tells(office: Office, occurrence: str, _addressee: str) -> Told:
    """Return the reminder of a sounding."""
    sounding = Sounding.objects.get(pk__in=numbers([occurrence], "sounding"))
    return Told(
        _("What do you think? Sounding %(number)d") % {"number": sounding.number},
        _("A sounding waits for your answer: “%(question)s” It takes two minutes and binds nobody.")
        % {"question": sounding.question},
        _("Answer"),
        reverse("mandates:answer-sounding", kwargs={"office": office.slug, "number": sounding.number}),
    )


def _unanswered() -> QuerySet[SoundingParticipant]:
    until = Q(end__isnull=True) | Q(end__gte=clock.now().date())
    holds = Holder.objects.filter(until, seat=OuterRef("seat"), person=OuterRef("person"))
    open_ones = SoundingParticipant.objects.filter(sounding__state=SoundingState.OPEN, answered=False)
    return open_ones.filter(Exists(holds))


def _seats(seat_ids: Iterable[int]) -> tuple[str, ...]:
    return tuple(f"seat:{seat_id}" for seat_id in seat_ids)
