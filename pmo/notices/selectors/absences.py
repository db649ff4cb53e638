"""When people are away."""

from django.db.models import QuerySet

from pmo import clock
from pmo.access.models import Person
from pmo.notices.models import Absence


def absences_of(person: Person) -> QuerySet[Absence]:
    """Return a person's absences that have not passed by their own clock, the next first."""
    today = clock.today(person.time_zone)
    return Absence.objects.filter(person=person, last__gte=today).order_by("first", "pk")
