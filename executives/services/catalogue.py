"""The administrator's deeds on the catalogue: what others say, to pick from."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from executives.models import CatalogueEntry
from executives.rules.prompts import has_kind, words_fit
from executives.selectors.prompts import catalogue_of
from executives.services.own_words import OwnWords, entered
from pmo.access.models import Person
from pmo.access.verdicts import wrong_input

ENTRIES = OwnWords(
    CatalogueEntry.objects,
    ("kind", "text", "example", "hidden"),
    "catalogue",
    wrong_input(_("There is no such entry. Load the page again.")),
)


@transaction.atomic
def word_entry(*, office_id: int, name: str, text: str, example: str = "", hidden: bool = False, by: Person) -> None:
    """Offer an entry in the office's own words from now on, or no more."""
    office = entered(office_id, by)
    entry = ENTRIES.named(catalogue_of(office), name)
    words_fit(text=text, example=example).require()
    old = ENTRIES.said(entry.kind, str(entry.text), str(entry.example), entry.hidden)
    ENTRIES.reword(office, name, ENTRIES.said(entry.kind, text, example, hidden), old=old, by=by)


@transaction.atomic
def add_entry(*, office_id: int, kind: str, text: str, example: str = "", by: Person) -> CatalogueEntry:
    """Offer one entry more; the very same one again is the one that is there."""
    office = entered(office_id, by)
    has_kind(kind).require()
    words_fit(text=text, example=example).require()
    return ENTRIES.add(office, ENTRIES.said(kind, text, example, False), by=by)


@transaction.atomic
def unword_entry(*, office_id: int, name: str, by: Person) -> bool:
    """Go back to the product's entry; return whether there was another. An office's own entry is hidden instead."""
    office = entered(office_id, by)
    return ENTRIES.take_back(office, ENTRIES.named(catalogue_of(office), name), by=by)
