"""What of an office lies in one person's hands, and passes to somebody else when they leave."""

from dataclasses import dataclass
from typing import Protocol

from pmo.access.models import Office, Person


@dataclass(frozen=True)
class Held:
    """One thing that somebody must take, or that stays empty: a seat. `note` says what goes with it."""

    key: str
    words: str
    note: str = ""


class Keeper(Protocol):
    """Knows one noun that people hold; registered in `pmo.access.registry.HANDOVERS`."""

    def held(self, office: Office, person: Person) -> list[Held]:
        """Return what the person holds in the office, today or from a later day."""

    def hand_over(self, office: Office, person: Person, key: str, to: Person | None, by: Person) -> None:
        """Take it from the person at once, and give it to the other, if any; the caller has asked the rule."""

    def let_go(self, office: Office, person: Person, by: Person) -> None:
        """End what nobody needs to take over."""
