"""Who an addressee is at this moment: reminders go to seats and memberships, mails to people.

`seat:7` and `membership:3` are whoever has that part now; `person:12` is somebody told who has none.
"""

from collections.abc import Iterable

from pmo.access.models import Membership, Office, Person
from pmo.access.registry import ADDRESSEES, PARTS


def people_of(office: Office, addressees: Iterable[str]) -> dict[str, Person]:
    """Return the person behind each addressee; an empty seat or an ended membership has none."""
    asked = set(addressees)
    found = _members(office, asked) | _people(asked)
    for source in ADDRESSEES.all():
        found |= source(office, asked)
    return {addressee: person for addressee, person in found.items() if person.is_active}


def addressees_of(people: Iterable[Person]) -> dict[int, set[str]]:
    """Return by which addressees each person is reached, in any office."""
    found: dict[int, set[str]] = {person.pk: set() for person in people}
    members = Membership.objects.filter(person__in=found, until__isnull=True).values_list("person_id", "pk")
    named = [(person_id, f"membership:{number}") for person_id, number in members]
    for person_id, addressee in [*named, *(pair for source in PARTS.all() for pair in source(list(found)))]:
        found[person_id].add(addressee)
    return found


def numbers(addressees: Iterable[str], word: str) -> list[int]:
    """Return the numbers of those addressees that begin with a word: seat:7 gives 7."""
    parts = (addressee.partition(":") for addressee in addressees)
    return [int(number) for kind, _colon, number in parts if kind == word and number.isdecimal()]


def _members(office: Office, addressees: set[str]) -> dict[str, Person]:
    asked = numbers(addressees, "membership")
    members = Membership.objects.filter(office=office, pk__in=asked, until__isnull=True).select_related("person")
    return {f"membership:{member.pk}": member.person for member in members} if asked else {}


def _people(addressees: set[str]) -> dict[str, Person]:
    asked = numbers(addressees, "person")
    return {f"person:{person.pk}": person for person in Person.objects.filter(pk__in=asked)} if asked else {}
