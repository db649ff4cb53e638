"""Reminders of soundings: the seats that have not answered, while the sounding is open."""

from datetime import date

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mandates.models import Sounding, SoundingParticipant
from mandates.sounding_states import SoundingState
from pmo import clock
from pmo.access.models import Office
from pmo.notices.addressees import numbers
from pmo.notices.kinds import Occurrence, Told


def occurrences(office: Office, _first: date, last: date) -> list[Occurrence]:
    """Return the open soundings, each with the seats that have not answered."""
    found = Sounding.objects.filter(mandate__office=office, state=SoundingState.OPEN, deadline__lte=last)
    return [
        Occurrence(f"sounding:{each.pk}", each.deadline, owing(f"sounding:{each.pk}"), each.opened_at)
        for each in found.order_by("pk")
    ]


def owing(occurrence: str) -> tuple[str, ...]:
    """Return the seats that have not answered, and whose holder is still the one who was asked."""
    missing = SoundingParticipant.objects.filter(
        sounding__in=numbers([occurrence], "sounding"), sounding__state=SoundingState.OPEN, answered=False
    )
    until = Q(seat__holders__end__isnull=True) | Q(seat__holders__end__gte=clock.now().date())
    held = missing.filter(until, seat__holders__person=F("person"))
    return tuple(f"seat:{seat}" for seat in held.order_by("pk").values_list("seat_id", flat=True).distinct())


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
