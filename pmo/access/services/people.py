"""Deeds on people."""

from django.db import transaction

from pmo.access.models import Office, Person
from pmo.access.rules import may_be_named
from pmo.access.selectors import known_by
from pmo.audit.services import record


@transaction.atomic
def add_person(*, office: Office, email: str, name: str, time_zone: str = "", language: str = "en") -> Person:
    """Return the person with this address, created if unknown; says nothing of other offices."""
    if found := known_by(email):
        return found
    person = Person.objects.create_user(
        email=email, name=name, time_zone=time_zone or office.time_zone, language=language
    )
    record("person.added", about=person, office=office, by=None, payload={"email": person.email})
    return person


@transaction.atomic
def change_preferences(*, person: Person, name: str, time_zone: str, language: str = "") -> Person:
    """Let a person change their own name, time zone and language."""
    may_be_named(name).require()
    old = person.name
    person.name, person.time_zone, person.language = name.strip(), time_zone, language or person.language
    person.full_clean(exclude=["password"])
    person.save(update_fields=["name", "time_zone", "language"])
    if person.name != old:
        record("person.renamed", about=person, office=None, by=person, payload={"old": old, "new": person.name})
    return person
