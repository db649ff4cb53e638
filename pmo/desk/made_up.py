"""What rules are tried on: an office, people and things made up in memory, sound in all but role and state."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

from executives.models import PaperConsent, Requirement, Seat, Wording
from executives.states import DecisionRole
from mandates.models import Mandate, MandateVersion
from pmo.access.models import Office, Person
from pmo.access.standing import Standing
from pmo.access.states import ASSISTANT, EXECUTIVE, Role
from pmo.access.verdicts import Verdict

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
DIGEST = "d" * 64
OFFICE = Office(pk=1, slug="office")
PERSON, OTHER = Person(pk=1, name="One"), Person(pk=2, name="Another")
SEAT = Seat(pk=1, office=OFFICE, title="Seat", decision_role=DecisionRole.SIGNATORY)
WORDING = Wording(pk=1, digest=DIGEST, confirmed_by=PERSON, confirmed_at=NOW)
PAPER = PaperConsent(pk=1, wording=WORDING, seat=SEAT, person=PERSON)

STANDINGS = MappingProxyType(
    {
        "PMO manager": Standing(OTHER, OFFICE, frozenset({Role.MANAGER.value})),
        "Holder of the seat": Standing(PERSON, OFFICE, frozenset({EXECUTIVE}), (SEAT.pk,)),
        "Assistant": Standing(OTHER, OFFICE, frozenset({ASSISTANT}), (), (SEAT.pk,)),
        "Another executive": Standing(OTHER, OFFICE, frozenset({EXECUTIVE}), (2,)),
        "Administrator": Standing(OTHER, OFFICE, frozenset({Role.ADMINISTRATOR.value})),
        "Auditor": Standing(OTHER, OFFICE, frozenset({Role.AUDITOR.value})),
        "Stranger": Standing(OTHER, OFFICE),
    }
)


@dataclass(frozen=True)
class Deed:
    """A deed by its words, asked of its rule in each of some states ("" where the state does not matter)."""

    words: str
    ask: Callable[[Standing, str], Verdict]
    states: Iterable[str] = ("",)


def requirement(state: str) -> Requirement:
    """Return a requirement of the seat in a state."""
    made = Requirement(pk=1, office=OFFICE, number=1, seat=SEAT, state=state, wording=WORDING)
    made.owner_ids = (SEAT.pk,)
    return made


def version(state: str) -> MandateVersion:
    """Return a version in a state, frozen where that state is."""
    made = MandateVersion(pk=1, mandate=Mandate(pk=1, office=OFFICE), state=state, digest=DIGEST)
    made.major, made.minor = 1, 0
    return made
