"""Deeds on roles: given by an administrator to somebody else, ended, and the last administrator stays."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.locks import lock_office
from pmo.access.models import Membership, Office, Person
from pmo.access.rules import may_administer
from pmo.access.services.people import add_person
from pmo.access.standing import standing_of
from pmo.access.states import Role
from pmo.access.verdicts import refused
from pmo.audit.services import record


@transaction.atomic
def grant_role(*, office_id: int, person: Person, role: str, by: Person) -> Membership:
    """Give a person a role; giving it again returns the one they have."""
    office = lock_office(office_id)
    may_administer(standing_of(by, office)).require()
    if person == by:
        refused(_("Nobody gives themselves a role. Ask another administrator.")).require()
    return give(office, person, Role(role), by=by)


def give(office: Office, person: Person, role: Role, *, by: Person) -> Membership:
    """Write a role down, once; whoever calls it has locked the office and asked the rule."""
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
