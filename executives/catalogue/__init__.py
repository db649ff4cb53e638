"""What executives elsewhere say: the product's own list to pick from, in plain business words.

Each entry has a name that never changes (an office's own words hang on it), the words, and a plain example.
"""

from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from executives.catalogue.benefits import BENEFITS
from executives.catalogue.issues import ISSUES
from executives.catalogue.opportunities import OPPORTUNITIES
from executives.states import CatalogueKind


@dataclass(frozen=True)
class Said:
    """One entry: what people say, and an example of it."""

    name: str
    kind: CatalogueKind
    text: str | Promise
    example: str | Promise


LISTS = {
    CatalogueKind.ISSUE: ISSUES,
    CatalogueKind.OPPORTUNITY: OPPORTUNITIES,
    CatalogueKind.BENEFIT: BENEFITS,
}


@cache
def entries() -> tuple[Said, ...]:
    """Return the product's entries in their order."""
    return tuple(Said(name, kind, *said) for kind, listed in LISTS.items() for name, said in listed.items())
