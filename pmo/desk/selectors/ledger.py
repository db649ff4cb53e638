"""The ledger of an office, as read by auditors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from pmo.access.models import Office, Person
from pmo.audit import events
from pmo.audit.models import LedgerEntry
from pmo.notices.selectors.named import named

PER_PAGE = 50


@dataclass(frozen=True)
class Deed:
    """One entry as people read it."""

    number: int
    at: datetime
    actor: str
    event: str
    about: str
    hash: str


@dataclass(frozen=True)
class LedgerScreen:
    """One page of deeds, newest first, with what they were filtered by."""

    page: Page
    deeds: list[Deed]
    head: str
    total: int


def entries_of(office: Office, *, event: str = "", actor: str = "", about: str = "") -> QuerySet[LedgerEntry]:
    """Return the entries of an office's chain, newest first; `about` matches the key of what they are about."""
    found = LedgerEntry.objects.filter(office=office.pk).order_by("-number")
    if event:
        found = found.filter(event=event)
    if actor:
        found = found.filter(actor_id__in=Person.objects.filter(name__icontains=actor).values("pk"))
    if about:
        found = found.filter(about_key__icontains=about)
    return found


def ledger_screen(office: Office, entries: QuerySet[LedgerEntry], page_number: str | None) -> LedgerScreen:
    """Return one page of the ledger."""
    paginator = Paginator(entries, PER_PAGE)
    page = paginator.get_page(page_number)
    newest = LedgerEntry.objects.filter(office=office.pk).order_by("-number").first()
    return LedgerScreen(page, list(deeds(page.object_list)), newest.hash if newest else "", paginator.count)


def deeds(entries: Iterable[LedgerEntry]) -> Iterator[Deed]:
    """Turn entries into what people read, with one look-up of all names, and of what notices are about."""
    kept = list(entries)
    names = dict(Person.objects.filter(pk__in={entry.actor_id for entry in kept}).values_list("pk", "name"))
    abouts = named(kept)
    for entry in kept:
        actor, about = names.get(entry.actor_id or 0, ""), abouts.get(entry.pk, entry.about_key)
        yield Deed(entry.number, entry.at, actor, events.word(entry.event), about, entry.hash)
