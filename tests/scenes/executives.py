"""Offices, people, seats and requirements, reached by calling the services."""

from datetime import date
from itertools import count

from executives.models import Requirement, Seat
from executives.services import requirements, seats
from executives.services.assistants import name_assistant
from executives.states import DecisionRole, Priority, RequirementKind
from executives.words import Words
from pmo.access.models import Office, Person
from pmo.access.services import add_person, grant_role, open_office
from pmo.access.states import Role
from tests.scenes.remembered import remembered

PASSWORD = "a-password-for-tests"
LONG_AGO = date(2020, 1, 6)
_numbers = count(1)


def a_person(office: Office | None = None, name: str = "") -> Person:
    """Return a person with a password; `office` only gives the zone."""
    number = next(_numbers)
    email = f"person{number}@example.org"
    zone = office.time_zone if office else "Europe/London"
    return Person.objects.create_user(email=email, name=name or f"Person {number}", password=PASSWORD, time_zone=zone)


@remembered
def an_office(slug: str = "", zone: str = "Europe/London") -> Office:
    """Return an office; its administrator is `administrator_of(office)`."""
    slug = slug or f"office-{next(_numbers)}"
    return open_office(
        administrator=a_person(name="Ada Administrator"),
        slug=slug,
        name="Group Project Office",
        organisation=slug.title(),
        time_zone=zone,
    )


def administrator_of(office: Office) -> Person:
    """Return the administrator who came with the office."""
    return office.memberships.get(role=Role.ADMINISTRATOR, until__isnull=True).person


@remembered
def a_manager(office: Office, name: str = "Mina Manager") -> Person:
    """Return a PMO manager of the office."""
    return _with_role(office, Role.MANAGER, name)


@remembered
def an_auditor(office: Office) -> Person:
    """Return an auditor of the office."""
    return _with_role(office, Role.AUDITOR, "Otto Auditor")


def manager_of(office: Office) -> Person:
    """Return the first PMO manager, appointed when there is none."""
    membership = office.memberships.filter(role=Role.MANAGER, until__isnull=True).order_by("pk").first()
    return membership.person if membership else a_manager(office)


@remembered
def a_vacant_seat(
    office: Office, title: str = "", role: str = DecisionRole.SIGNATORY, *, sponsor: bool = False
) -> Seat:
    """Return a seat that nobody holds."""
    title = title or f"Director {next(_numbers)}"
    return seats.register_seat(
        office_id=office.pk, title=title, decision_role=role, sponsor=sponsor, by=manager_of(office)
    )


@remembered
def a_seat(
    office: Office,
    title: str = "",
    role: str = DecisionRole.SIGNATORY,
    *,
    name: str = "",
    sponsor: bool = False,
    start: date = LONG_AGO,
) -> Seat:
    """Return a seat with a holder; the holder is `holder_of(seat)`."""
    seat = a_vacant_seat(office, title, role, sponsor=sponsor)
    seats.seat_person(seat_id=seat.pk, person=a_person(office, name), start=start, by=manager_of(office))
    return seat


def holder_of(seat: Seat) -> Person:
    """Return the person who holds the seat until further notice."""
    return seat.holders.get(end__isnull=True).person


def some_words(statement: str = "", **fields: object) -> Words:
    """Return words; the statement is a new one each time unless given."""
    given = {"kind": RequirementKind.ISSUE, "priority": Priority.MUST, **fields}
    return Words(statement=statement or f"We wait {next(_numbers)} weeks for an answer.", **given)


@remembered
def an_assistant(seat: Seat) -> Person:
    """Return somebody who assists the seat's holder."""
    email = f"assistant{next(_numbers)}@example.org"
    return name_assistant(seat_id=seat.pk, email=email, name="Tom Aide", by=holder_of(seat)).person


@remembered
def a_requirement(seat: Seat, statement: str = "", **fields: object) -> Requirement:
    """Return a requirement as the manager wrote it down."""
    words = some_words(statement, **fields)
    return requirements.record_requirement(seat_id=seat.pk, words=words, by=manager_of(seat.office))


@remembered
def a_played_back_requirement(seat: Seat, statement: str = "") -> Requirement:
    """Return a requirement that its executive was shown."""
    requirement = a_requirement(seat, statement)
    return requirements.play_back(requirement_ids=[requirement.pk], by=manager_of(seat.office))[0]


@remembered
def a_confirmed_requirement(seat: Seat, statement: str = "", **fields: object) -> Requirement:
    """Return a requirement that the seat's holder has confirmed."""
    return confirmed(a_requirement(seat, statement, **fields))


def confirmed(requirement: Requirement) -> Requirement:
    """Let the seat's holder confirm the current words."""
    return requirements.confirm(
        requirement_id=requirement.pk, shown_digest=requirement.wording.digest, by=holder_of(requirement.seat)
    )


def a_declined_requirement(seat: Seat) -> Requirement:
    """Return a requirement that its executive left out."""
    requirement = a_requirement(seat)
    return requirements.decline(
        requirement_id=requirement.pk,
        shown_digest=requirement.wording.digest,
        reason="That is settled.",
        by=holder_of(seat),
    )


def a_withdrawn_requirement(seat: Seat) -> Requirement:
    """Return a requirement that the manager took back."""
    requirement = a_requirement(seat)
    return requirements.withdraw(requirement_id=requirement.pk, reason="Written twice.", by=manager_of(seat.office))


def _with_role(office: Office, role: str, name: str) -> Person:
    person = add_person(office=office, email=f"{role}{next(_numbers)}@example.org", name=name)
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    grant_role(office_id=office.pk, person=person, role=role, by=administrator_of(office))
    return person
