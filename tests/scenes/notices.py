"""An office with people who owe something that the tests' own kind of reminder knows of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from pmo.access.models import Office, Person
from pmo.access.services import add_person, grant_role, open_office
from pmo.access.states import Role
from pmo.clock.shifting import set_time
from pmo.notices import kinds
from pmo.notices.kinds import Kind, Occurrence, Told
from pmo.notices.models import ReminderRule
from pmo.notices.services import plan_notices, set_rule

NAME = "tests.paper"
DUE = date(2026, 3, 31)
_numbers = count(1)


@dataclass
class Owed:
    """What the tests' kind answers: occurrences by office, which are settled, and of which nothing can be said."""

    by_office: dict[int, list[Occurrence]] = field(default_factory=dict)
    settled: set[tuple[str, str]] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)


OWED = Owed()


def occurrences(office: Office, _first: date, _last: date) -> list[Occurrence]:
    return OWED.by_office.get(office.pk, [])


def is_owed(occurrence: str, addressee: str) -> bool:
    return (occurrence, addressee) not in OWED.settled


def tells(office: Office, occurrence: str, addressee: str) -> Told:
    if occurrence in OWED.broken:
        raise LookupError(occurrence)
    return Told("A paper to read", "Please read the paper.", "Read it", f"/{office.slug}/")


@contextmanager
def a_kind() -> Iterator[None]:
    """Register the tests' kind alone, and take it away again."""
    here = "tests.scenes.notices."
    others = kinds.every()
    for other in others:
        kinds.forget(other.name)
    names = {"occurrences": f"{here}occurrences", "is_owed": f"{here}is_owed", "tells": f"{here}tells"}
    kinds.register(Kind(NAME, "Papers to read", "a paper to read", "Reading it ends these reminders.", **names))
    OWED.by_office.clear()
    OWED.settled.clear()
    OWED.broken.clear()
    try:
        yield
    finally:
        kinds.forget(NAME)
        for other in others:
            kinds.register(other)


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """Set the clock to an hour of a day in UTC, and return it."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    set_time(moment)
    return moment


def an_office(zone: str = "Europe/London") -> tuple[Office, Person]:
    """Return an office and its administrator."""
    number = next(_numbers)
    administrator = Person.objects.create_user(email=f"ada{number}@example.org", name="Ada Administrator")
    office = open_office(
        administrator=administrator,
        slug=f"telling-{number}",
        name="Project Office",
        organisation="Harbour",
        time_zone=zone,
    )
    return office, administrator


def somebody_owes(office: Office, administrator: Person, *, due: date = DUE, told_at: datetime | None = None) -> str:
    """Let a new member owe a paper; return them as an addressee."""
    number = next(_numbers)
    mia = add_person(office=office, email=f"mia{number}@example.org", name="Mia Member")
    member = grant_role(office_id=office.pk, person=mia, role=Role.MANAGER, by=administrator)
    addressee = f"membership:{member.pk}"
    OWED.by_office.setdefault(office.pk, []).append(Occurrence(f"paper:{number}", due, (addressee,), told_at))
    return addressee


def a_manager(office: Office, administrator: Person, name: str = "Max Manager") -> str:
    """Let somebody be a PMO manager who owes nothing; return them as an addressee."""
    max_ = add_person(office=office, email=f"max{next(_numbers)}@example.org", name=name)
    member = grant_role(office_id=office.pk, person=max_, role=Role.MANAGER, by=administrator)
    return f"membership:{member.pk}"


def a_rule(office: Office, administrator: Person, offsets: list[int], hour: int = 8, **more: Any) -> ReminderRule:
    """Let the office remind of papers by these offsets and no others, planned at once."""
    said = {"weekly_after": False, **more}
    return set_rule(office_id=office.pk, kind=NAME, offsets=offsets, hour=hour, active=True, by=administrator, **said)


def planned(moment: datetime) -> int:
    """Plan, and return how many notices are new."""
    return plan_notices(moment)
