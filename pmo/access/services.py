"""Deeds on offices, people and roles."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models import Membership, Office, Person
from pmo.access.rules import may_administer
from pmo.access.standing import standing_of
from pmo.access.states import Role
from pmo.access.verdicts import refused
from pmo.audit.services import record


def lock_office(office_id: int) -> Office:
    """Lock an office: the first lock of every deed in it (lock order: office, mandate, version, round, item, chain)."""
    return Office.objects.select_for_update().get(pk=office_id)


@transaction.atomic
def open_office(*, administrator: Person, **fields: Any) -> Office:
    """Open an office with its first administrator: the operator's deed."""
    office = Office(**fields)
    office.full_clean()
    office.save()
    record("office.opened", about=office, office=office, by=None, payload={"name": office.name})
    _grant(office, administrator, Role.ADMINISTRATOR, by=administrator)
    return office


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
def grant_role(*, office_id: int, person: Person, role: str, by: Person) -> Membership:
    """Give a person a role; giving it again returns the one they have."""
    office = lock_office(office_id)
    may_administer(standing_of(by, office)).require()
    if person == by:
        refused(_("Nobody gives themselves a role. Ask another administrator.")).require()
    return _grant(office, person, Role(role), by=by)


def _grant(office: Office, person: Person, role: Role, *, by: Person) -> Membership:
    membership, is_new = Membership.objects.get_or_create(office=office, person=person, role=role, until=None)
    if is_new:
        record("membership.granted", about=membership, office=office, by=by, payload={"role": role, "to": person.pk})
    return membership


@transaction.atomic
def end_role(*, membership_id: int, by: Person) -> Membership:
    """End a role; the last administrator stays."""
    office = lock_office(Membership.objects.values_list("office_id", flat=True).get(pk=membership_id))
    membership = Membership.objects.select_related("person").get(pk=membership_id)
    may_administer(standing_of(by, office)).require()
    if membership.until is not None:
        return membership
    administrators = Membership.objects.filter(office=office, role=Role.ADMINISTRATOR, until__isnull=True)
    if membership.role == Role.ADMINISTRATOR and administrators.count() == 1:
        refused(_("This is the last administrator. Give the role to somebody else first.")).require()
    membership.until = clock.now()
    membership.save(update_fields=["until"])
    record("membership.ended", about=membership, office=office, by=by, payload={"role": membership.role})
    return membership


@transaction.atomic
def welcome(*, office_id: int, email: str, name: str, role: str, by: Person) -> Membership:
    """Give a role to the person at an address, known to the installation or not; says nothing of other offices."""
    office = lock_office(office_id)
    may_administer(standing_of(by, office)).require()
    person = add_person(office=office, email=email, name=name)
    return grant_role(office_id=office_id, person=person, role=role, by=by)


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
