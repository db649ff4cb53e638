"""Deeds on people."""

from django.db import transaction

from pmo.access.models import Office, Person
from pmo.audit.services import record


@transaction.atomic
def add_person(*, office: Office, email: str, name: str, time_zone: str = "", language: str = "en") -> Person:
    """Return the person with this address, created if unknown; says nothing of other offices."""
    found = Person.objects.filter(email__iexact=email.strip()).first()
    if found:
        return found
    person = Person.objects.create_user(
        email=email, name=name, time_zone=time_zone or office.time_zone, language=language
    )
    record("person.added", about=person, office=office, by=None, payload={"email": person.email})
    return person


@transaction.atomic
def change_preferences(*, person: Person, name: str, time_zone: str) -> Person:
    """Let a person change their own name and time zone."""
    old = person.name
    person.name, person.time_zone = name.strip(), time_zone
    person.full_clean(exclude=["password"])
    person.save(update_fields=["name", "time_zone"])
    if person.name != old:
        record("person.renamed", about=person, office=None, by=person, payload={"old": old, "new": person.name})
    return person
