"""The deed of leaving an office: roles end, what the person held passes on, all or nothing."""

from collections.abc import Iterable, Mapping
from typing import cast

from django.db import transaction

from pmo import clock
from pmo.access.browsers import revoke_browsers
from pmo.access.handovers import Held, Keeper
from pmo.access.links import revoke_links
from pmo.access.locks import lock_office
from pmo.access.models import Membership, Office, Person, PersonalLink
from pmo.access.registry import HANDOVERS
from pmo.access.rules import may_administer, may_end, may_take_over
from pmo.access.selectors import administrators_beside, offices_of, open_invitations, parts_in
from pmo.access.services.invitations import withdraw
from pmo.access.services.roles import end
from pmo.access.services.sessions import end_sessions
from pmo.access.standing import standing_of
from pmo.audit.services import record

NOBODY = 0


def keepers() -> list[Keeper]:
    """Return all that know what people hold."""
    return [cast("Keeper", keeper) for keeper in HANDOVERS.all()]


def held_by(person: Person, office: Office) -> list[Held]:
    """Return all that a person holds in an office and somebody else may take."""
    return [held for keeper in keepers() for held in keeper.held(office, person)]


@transaction.atomic
def let_leave(*, office_id: int, person: Person, takers: Mapping[str, int], by: Person) -> Person:
    """End every part of a person in an office; `takers` names for each thing held who takes it, or NOBODY.

    Where the person has no part left anywhere, their sessions, links and trusted browsers end too.
    """
    office = lock_office(office_id)
    may_administer(standing_of(by, office)).require()
    roles = list(office.memberships.filter(person=person, until__isnull=True).select_related("person", "office"))
    held = held_by(person, office)
    if not (roles or held or offices_of(person).filter(pk=office.pk).exists()):
        return person
    _may_all_end(roles, person, office)
    _hand_over(office, person, held, takers, by)
    for membership in roles:
        end(membership, by=by)
    for invitation in open_invitations(office).filter(person=person).select_related("office"):
        withdraw(invitation, by=by)
    said = {"roles": [each.role for each in roles], "held": {each.key: takers.get(each.key) for each in held}}
    record("person.left", about=person, office=office, by=by, payload={"person": person.pk, **said})
    PersonalLink.objects.filter(person=person, office=office, revoked_at__isnull=True).update(revoked_at=clock.now())
    if not offices_of(person).exists():
        shut_out(person)
    return person


def shut_out(person: Person) -> None:
    """End all that lets a person in without proving again who they are."""
    end_sessions(person)
    revoke_links(person)
    revoke_browsers(person)


def _may_all_end(roles: Iterable[Membership], person: Person, office: Office) -> None:
    beside = administrators_beside(person, office)
    for membership in roles:
        may_end(membership, beside).require()


def _hand_over(office: Office, person: Person, held: list[Held], takers: Mapping[str, int], by: Person) -> None:
    people = Person.objects.in_bulk([number for number in takers.values() if number != NOBODY])
    for each in held:
        number = takers.get(each.key, NOBODY)
        to, is_named = people.get(number), each.key in takers and (number == NOBODY or number in people)
        is_here = to is None or parts_in(office, to)
        may_take_over(each.words, to, person, by, is_named=is_named, is_here=is_here).require()
    for keeper in keepers():
        for each in keeper.held(office, person):
            keeper.hand_over(office, person, each.key, people.get(takers[each.key]), by)
        keeper.let_go(office, person, by)
