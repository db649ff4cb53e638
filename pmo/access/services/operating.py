"""Deeds of the operator, who has the machine and no part in any office: they stand in the installation's ledger."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo.access.duties import Duty, owed_by
from pmo.access.locks import lock_office, lock_person
from pmo.access.models import Membership, Office, Person
from pmo.access.rules import may_be_named
from pmo.access.selectors import known_by, offices_of
from pmo.access.services.leaving import shut_out
from pmo.access.services.roles import give
from pmo.access.standing import standing_on_paper
from pmo.access.states import Role
from pmo.access.verdicts import refused
from pmo.audit.services import record


@transaction.atomic
def enter_person(*, email: str, name: str, time_zone: str = "Europe/London") -> Person:
    """Return whoever has this address, entered when nobody has: a person without any part yet."""
    if found := known_by(email):
        return found
    may_be_named(name).require()
    person = Person.objects.create_user(email=email, name=name, time_zone=time_zone)
    record("person.added", about=person, office=None, by=None, payload={"email": person.email})
    return person


@transaction.atomic
def deactivate(*, person: Person) -> Person:
    """Let somebody in no more, at once, anywhere; what they did and hold stays, for their offices to hand over."""
    person = lock_person(person.pk)
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        shut_out(person)
        record("person.deactivated", about=person, office=None, by=None)
    return person


@transaction.atomic
def reactivate(*, person: Person) -> Person:
    """Let somebody in again; they sign in anew."""
    person = lock_person(person.pk)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        record("person.reactivated", about=person, office=None, by=None)
    return person


@transaction.atomic
def name_administrator(*, office_id: int, person: Person) -> Membership:
    """Make somebody an administrator of an office from outside: for an office that has none who can sign in."""
    office = lock_office(office_id)
    if not person.is_active:
        refused(_("This person is deactivated. Reactivate them first, or name somebody else.")).require()
    record("administrator.named", about=office, office=None, by=None, payload={"person": person.pk})
    return give(office, person, Role.ADMINISTRATOR, by=None)


def owed_everywhere(person: Person) -> list[tuple[Office, Duty]]:
    """Return what waits for a person in all their offices."""
    return [(office, duty) for office in offices_of(person) for duty in owed_by(standing_on_paper(person, office))]
