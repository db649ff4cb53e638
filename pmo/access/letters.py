"""Letters to one person about how they come in; what carries mail stands above and registers itself."""

from dataclasses import dataclass

from pmo.access.models import Office, Person, PersonalLink
from pmo.access.registry import CARRIERS


@dataclass(frozen=True)
class Letter:
    """What one person is told at once: a subject, some sentences, and at most one link with its label.

    It goes to the person's own address and name unless others are given. With an office it stands in its lists.
    Somebody without an account has an address, a name and a language, and for a link the mark of another way in.
    """

    person: Person | None
    kind: str
    subject: str
    text: str
    deed: str = ""
    link: PersonalLink | None = None
    address: str = ""
    office: Office | None = None
    name: str = ""
    language: str = ""
    way: str = ""


def post(letter: Letter) -> None:
    """Hand a letter over; it leaves when the deed is committed."""
    for carrier in CARRIERS.all():
        carrier(letter)
