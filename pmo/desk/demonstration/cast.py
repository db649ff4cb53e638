"""The people of the demonstration beside its executives, and how they sign in."""

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings

from pmo.access.models import Membership, Office, Person
from pmo.access.services import add_person, grant_role, open_office
from pmo.access.states import Role

SLUG, FIRST_STEPS = "harbour-rail", "first-steps"


@dataclass(frozen=True)
class Player:
    """One person of the demonstration, with the role that they show."""

    name: str
    email: str
    role: str


MANAGER = Player("Nadia Okonjo", "nadia.okonjo@example.org", "PMO manager")
ADMINISTRATOR = Player("Owen Llewellyn", "owen.llewellyn@example.org", "Administrator")
SECOND_ADMINISTRATOR = Player("Maud Ferrant", "maud.ferrant@example.org", "Administrator")
AUDITOR = Player("Grace Adeyemi", "grace.adeyemi@example.org", "Auditor")
EXECUTIVE = Player("Ingrid Maas", "ingrid.maas@example.org", "Executive")
SHOWN = (MANAGER, EXECUTIVE, ADMINISTRATOR, AUDITOR)


def password() -> str:
    """Return the one password of the demonstration, different in every installation."""
    made = hmac.new(settings.SECRET_KEY.encode(), b"demonstration", hashlib.sha256).hexdigest()
    return f"harbour-{made[:8]}"


def sign_ins() -> list[tuple[str, str, str]]:
    """Return role, address and password of one person a role."""
    return [(player.role, player.email, password()) for player in SHOWN]


def offered() -> list[dict[str, str]]:
    """Return the same for the sign-in page."""
    return [
        {"name": player.name, "role": player.role, "email": player.email, "password": password()} for player in SHOWN
    ]


def open_offices() -> Office:
    """Open the full office and an empty one for first steps, with manager, administrators and auditor in both."""
    for player in (ADMINISTRATOR, SECOND_ADMINISTRATOR):
        Person.objects.create_user(player.email, password(), name=player.name)
    office = _open(SLUG, "Group Project Office", "Harbour Rail & Port Group")
    _open(FIRST_STEPS, "First steps", "An empty office to try things in")
    give_passwords()
    return office


def _open(slug: str, name: str, organisation: str) -> Office:
    administrator = person(ADMINISTRATOR)
    office = open_office(administrator=administrator, slug=slug, name=name, organisation=organisation)
    second = person(SECOND_ADMINISTRATOR)
    for player, role in ((MANAGER, Role.MANAGER), (AUDITOR, Role.AUDITOR)):
        someone = add_person(office=office, email=player.email, name=player.name)
        grant_role(office_id=office.pk, person=someone, role=role, by=administrator)
    grant_role(office_id=office.pk, person=second, role=Role.ADMINISTRATOR, by=administrator)
    return office


def person(player: Player) -> Person:
    """Return a player's person."""
    return Person.objects.get_by_natural_key(player.email)


def give_passwords() -> None:
    """Let everybody of the demonstration sign in with its password."""
    hashed = Person(email="all@example.org")
    hashed.set_password(password())
    people = Person.objects.filter(email__endswith="@example.org")
    people.update(password=hashed.password)


def is_empty() -> bool:
    """Say whether nobody has a role anywhere yet: a new installation."""
    return not Membership.objects.exists()
