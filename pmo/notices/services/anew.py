"""Planning anew what one person is told, in every office of theirs: their clock or their days have changed."""

from pmo import clock
from pmo.access.models import Person
from pmo.access.selectors import offices_of
from pmo.notices.services.planning import plan_office


def lock_own(person: Person) -> Person:
    """Lock a person's offices, as every deed does first, then the person; return them as they stand now."""
    list(offices_of(person).order_by("pk").select_for_update(no_key=True))
    return Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def plan_anew(person: Person) -> None:
    """Plan every office of a person."""
    for office_id in offices_of(person).order_by("pk").values_list("pk", flat=True):
        plan_office(office_id, clock.now())
