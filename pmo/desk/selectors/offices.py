"""The offices in which a person has a part, and how much waits for them in each."""

from dataclasses import dataclass

from pmo.access.duties import owed_by
from pmo.access.models import Office, Person
from pmo.access.selectors import offices_of
from pmo.access.standing import standing_of


@dataclass(frozen=True)
class Place:
    """One office, with the number of duties that wait there."""

    office: Office
    waiting: int


def places_of(person: Person) -> list[Place]:
    """Return the person's offices; what waits is counted only when there is a choice to make."""
    offices = list(offices_of(person))
    if len(offices) == 1:
        return [Place(offices[0], 0)]
    return [Place(office, len(owed_by(standing_of(person, office)))) for office in offices]
