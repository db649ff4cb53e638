"""The one way up: what stands above registers itself here, by dotted path, in `AppConfig.ready()`.

Paths are resolved at first use, so this module knows no models and no app above it.
"""

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string


class Sources:
    """Functions, by dotted path, that a lower app calls without knowing who wrote them."""

    def __init__(self) -> None:
        self._paths: list[str] = []

    def add(self, path: str) -> None:
        """Add a function once."""
        if path not in self._paths:
            self._paths.append(path)

    def all(self) -> list[Callable[..., Any]]:
        """Return the functions in the order in which they were added."""
        return [import_string(path) for path in self._paths]


SEATS = Sources()
"""(person, office) -> pairs (seat id, held) of today: held by the person, or else assisted by them."""

OFFICES = Sources()
"""(person) -> the ids of the offices in which the person has a part that is no membership."""

DUTIES = Sources()
"""(standing) -> what the person owes there, as `Duty`."""

ADDRESSEES = Sources()
"""(addressees of one office) -> {addressee: Person}; see `pmo.notices.addressees`."""

PEOPLE = Sources()
"""(office) -> [(Person, what they are there in words)] of those whose part is no membership."""

PARTS = Sources()
"""(ids of people) -> pairs of person id and addressee: the parts, other than memberships, that they have today."""

HANDOVERS = Sources()
"""Objects that know what of an office lies in one person's hands; see `pmo.access.handovers`."""

EXPLAINS = Sources()
"""(office, person) -> the address of a page that says what this is and why they are asked, or "" for none."""

CARRIERS = Sources()
"""(letter) -> takes a `pmo.access.letters.Letter` to the mail server."""

MARKS = Sources()
"""(text of a mail, the address it goes to) -> the text with ways in where their marks stood; nothing keeps a token."""

DEAD_ENDS = Sources()
"""(text of a mail, the address it goes to) -> whether a way in that it carries opens nothing any more."""

SPONSORS = Sources()
"""(office) -> the addressees who carry the mandate there."""
