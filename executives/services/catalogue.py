"""The administrator's deeds on the catalogue: what others say, to pick from."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from executives.models import CatalogueEntry
from executives.rules.prompts import has_kind, may_word_questions, words_fit
from executives.selectors.prompts import Entry, entry_named
from pmo import clock
from pmo.access.locks import lock_office
from pmo.access.models import Office, Person
from pmo.access.standing import standing_of
from pmo.access.verdicts import Refused, wrong_input
from pmo.audit.services import record

SAID = ("kind", "text", "example", "hidden")
GONE = wrong_input(_("There is no such entry. Load the page again."))


@transaction.atomic
def word_entry(*, office_id: int, name: str, text: str, example: str = "", hidden: bool = False, by: Person) -> None:
    """Offer an entry in the office's own words from now on, or no more."""
    office = _entered(office_id, by)
    entry = _found(office, name)
    words_fit(text=text, example=example).require()
    now = (entry.kind, str(entry.text), str(entry.example), entry.hidden)
    if (entry.kind, text, example, hidden) != now:
        _write(office, name, (entry.kind, text, example, hidden), old=now, by=by)


@transaction.atomic
def add_entry(*, office_id: int, kind: str, text: str, example: str = "", by: Person) -> CatalogueEntry:
    """Offer one entry more; the very same one again is the one that is there."""
    office = _entered(office_id, by)
    has_kind(kind).require()
    words_fit(text=text, example=example).require()
    if same := office.catalogue_entries.filter(kind=kind, text=text, example=example, hidden=False).first():
        return same
    name = f"own-{office.catalogue_entries.filter(name__startswith='own-').count() + 1}"
    return _write(office, name, (kind, text, example, False), old=None, by=by)


@transaction.atomic
def unword_entry(*, office_id: int, name: str, by: Person) -> bool:
    """Go back to the product's entry; return whether there was another. An office's own entry is hidden instead."""
    office = _entered(office_id, by)
    entry = _found(office, name)
    if entry.own is None or not entry.is_ours:
        return False
    said = {"old": {field: getattr(entry.own, field) for field in SAID}}
    record("catalogue.removed", about=entry.own, office=office, by=by, payload=said)
    entry.own.delete()
    return True


def _entered(office_id: int, by: Person) -> Office:
    office = lock_office(office_id)
    may_word_questions(standing_of(by, office)).require()
    return office


def _found(office: Office, name: str) -> Entry:
    entry = entry_named(office, name)
    if entry is None:
        raise Refused(GONE)
    return entry


def _write(office: Office, name: str, said: tuple, *, old: tuple | None, by: Person) -> CatalogueEntry:
    new = dict(zip(SAID, said, strict=True))
    entry, _made = CatalogueEntry.objects.update_or_create(
        office=office, name=name, defaults={**new, "changed_at": clock.now()}
    )
    before = dict(zip(SAID, old, strict=True)) if old else None
    record("catalogue.changed", about=entry, office=office, by=by, payload={"old": before, "new": new})
    return entry
