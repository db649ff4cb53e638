"""The first lock of every deed (lock order: office, mandate, version, round, item, person, chain)."""

from pmo.access.models import Office, Person


def lock_office(office_id: int) -> Office:
    """Lock an office: the first lock of every deed in it."""
    return Office.objects.select_for_update(no_key=True).get(pk=office_id)


def lock_person(person_id: int) -> Person:
    """Lock a person: the lock of every deed on how they come in."""
    return Person.objects.select_for_update(no_key=True).get(pk=person_id)
