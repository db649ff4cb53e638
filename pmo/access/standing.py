"""What a person is in an office: memberships, and roles that other apps add (an executive holds a seat)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmo.access.models import Membership, Office, Person
from pmo.access.registry import SEATS
from pmo.access.states import ASSISTANT, EXECUTIVE, Role


@dataclass(frozen=True)
class Standing:
    """A person in an office: roles, the seats that they hold, and those that they only assist."""

    person: Person
    office: Office
    roles: frozenset[str] = frozenset()
    seat_ids: tuple[int, ...] = ()
    assisted_ids: tuple[int, ...] = ()

    def is_any(self, *roles: str) -> bool:
        """Say whether the person has at least one of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_manager(self) -> bool:
        return Role.MANAGER in self.roles

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def is_auditor(self) -> bool:
        return Role.AUDITOR in self.roles

    @property
    def is_executive(self) -> bool:
        return EXECUTIVE in self.roles

    @property
    def is_assistant(self) -> bool:
        return ASSISTANT in self.roles

    @property
    def is_only_executive(self) -> bool:
        return bool(self.roles) and self.roles <= {EXECUTIVE, ASSISTANT}


def standing_of(person: Person, office: Office) -> Standing:
    """Load as what a person acts in an office; no roles means a stranger, as whoever is deactivated is everywhere."""
    return standing_on_paper(person, office) if person.is_active else Standing(person, office)


def standing_on_paper(person: Person, office: Office, *, members_as: Iterable[str] | None = None) -> Standing:
    """Load what a person is in an office, deactivated or not: what they owe stays until somebody takes it over.

    `members_as`: the roles, where they are known.
    """
    if members_as is None:
        memberships = Membership.objects.filter(person=person, office=office, until__isnull=True)
        members_as = memberships.values_list("role", flat=True)
    roles = set(members_as)
    seats = [pair for source in SEATS.all() for pair in source(person, office)]
    held = tuple(seat for seat, is_held in seats if is_held)
    assisted = tuple(seat for seat, is_held in seats if not is_held and seat not in held)
    roles |= {EXECUTIVE} if held else set()
    roles |= {ASSISTANT} if assisted else set()
    return Standing(person, office, frozenset(roles), held, assisted)
