"""Reads of who may sign for whom."""

from __future__ import annotations

from dataclasses import dataclass

from executives.models import Seat
from executives.selectors.seats import person_in, seats_of
from mandates.models import Delegation, SigningPolicy
from pmo import clock
from pmo.access.models import Person
from pmo.access.selectors import memberships_of
from pmo.access.standing import Standing
from pmo.access.states import Role


@dataclass(frozen=True)
class DelegationPage:
    """A person's own seats with whom they let sign, and the seats for which they may sign themselves."""

    allowed: bool
    seats: tuple[tuple[Seat, Delegation | None], ...]
    for_others: tuple[Delegation, ...]
    people: tuple[tuple[int, str], ...]


def delegation_page(standing: Standing) -> DelegationPage:
    """Return what stands, and whom a holder may name: everybody else who holds a seat and manages nothing."""
    office, today = standing.office, clock.today(standing.office.time_zone)
    policy = SigningPolicy.objects.filter(office=office).first()
    every, managers = list(seats_of(office)), set(_managers(standing))
    holding = {person.pk: person for seat in every if (person := person_in(seat))}
    named = Delegation.objects.filter(seat__office=office, ended_at__isnull=True, last__gte=today)
    holders = {seat.pk: person.pk for seat in every if (person := person_in(seat))}
    open_now = [
        each for each in named.select_related("seat", "delegate", "by") if holders.get(each.seat_id) == each.by_id
    ]
    own = {each.seat_id: each for each in open_now}
    free = {number: person for number, person in holding.items() if number not in managers | {standing.person.pk}}
    return DelegationPage(
        allowed=bool(policy and policy.delegation),
        seats=tuple((seat, own.get(seat.pk)) for seat in every if seat.pk in standing.seat_ids),
        for_others=tuple(each for each in open_now if each.delegate_id == standing.person.pk),
        people=tuple((number, person.name) for number, person in sorted(free.items(), key=_by_name)),
    )


def policy_of(standing: Standing) -> SigningPolicy:
    """Return what an office allows in signing; without a row what a new one says."""
    office = standing.office
    return SigningPolicy.objects.filter(office=office).first() or SigningPolicy(office=office)


def delegation_numbered(standing: Standing, number: int) -> Delegation | None:
    """Return a delegation of this office, or None."""
    return Delegation.objects.filter(pk=number, seat__office=standing.office).first()


def person_numbered(number: int | None) -> Person | None:
    """Return a person by their number, or None."""
    return Person.objects.filter(pk=number).first() if number else None


def _managers(standing: Standing) -> list[int]:
    return list(memberships_of(standing.office).filter(role=Role.MANAGER).values_list("person_id", flat=True))


def _by_name(pair: tuple[int, Person]) -> str:
    return pair[1].name
