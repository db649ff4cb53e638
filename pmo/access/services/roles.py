"""Deeds on roles: given by an administrator to somebody else, ended, and the last administrator stays."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.locks import lock_office
from pmo.access.models import Membership, Office, Person
from pmo.access.rules import may_administer, may_end
from pmo.access.selectors import administrators_beside
from pmo.access.services.invitations import ask_in, expect
from pmo.access.standing import standing_of
from pmo.access.states import Role, role_word
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


def give(office: Office, person: Person, role: Role, *, by: Person | None) -> Membership:
    """Write a role down, once; whoever calls it has locked the office and asked the rule."""
    membership, is_new = Membership.objects.get_or_create(office=office, person=person, role=role, until=None)
    if is_new:
        record("membership.granted", about=membership, office=office, by=by, payload={"role": role, "to": person.pk})
    return membership


@transaction.atomic
def end_role(*, membership_id: int, by: Person) -> Membership:
    """End a role; the last administrator stays."""
    office = lock_office(Membership.objects.values_list("office_id", flat=True).get(pk=membership_id))
    membership = Membership.objects.select_related("person", "office").get(pk=membership_id)
    may_administer(standing_of(by, office)).require()
    if membership.until is not None:
        return membership
    may_end(membership, administrators_beside(membership.person, office)).require()
    return end(membership, by=by)


def end(membership: Membership, *, by: Person | None) -> Membership:
    """Write down that a role has ended; whoever calls it has locked the office and asked the rule."""
    membership.until = clock.now()
    membership.save(update_fields=["until"])
    record("membership.ended", about=membership, office=membership.office, by=by, payload={"role": membership.role})
    return membership


@transaction.atomic
def welcome(*, office_id: int, email: str, name: str, role: str, by: Person) -> Membership:
    """Give a role to whoever has an address, and invite them; it is the same for known and unknown addresses."""
    office = lock_office(office_id)
    may_administer(standing_of(by, office)).require()
    guest = expect(office, email=email, name=name)
    membership = grant_role(office_id=office_id, person=guest.person, role=role, by=by)
    with translation.override(None):
        part = role_word(role)
    ask_in(office, guest, part=part, by=by)
    return membership
