"""Who an addressee is at this moment: reminders go to seats and memberships, mails to people."""

from collections.abc import Iterable

from pmo.access.models import Membership, Office, Person
from pmo.access.registry import ADDRESSEES


def people_of(office: Office, addressees: Iterable[str]) -> dict[str, Person]:
    """Return the person behind each addressee; an empty seat or an ended membership has none."""
    asked = set(addressees)
    found = _members(office, asked)
    for source in ADDRESSEES.all():
        found |= source(office, asked)
    return {addressee: person for addressee, person in found.items() if person.is_active}


def numbers(addressees: Iterable[str], word: str) -> list[int]:
    """Return the numbers of those addressees that begin with a word: seat:7 gives 7."""
    parts = (addressee.partition(":") for addressee in addressees)
    return [int(number) for kind, _colon, number in parts if kind == word and number.isdecimal()]


def _members(office: Office, addressees: set[str]) -> dict[str, Person]:
    asked = numbers(addressees, "membership")
    members = Membership.objects.filter(office=office, pk__in=asked, until__isnull=True).select_related("person")
    return {f"membership:{member.pk}": member.person for member in members} if asked else {}
