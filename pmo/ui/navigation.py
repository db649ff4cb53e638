"""Who sees which door: every app registers its entries, the base page shows those of the reader's roles."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

ROLES = frozenset({"manager", "executive", "assistant", "administrator", "auditor"})


@dataclass(frozen=True)
class Entry:
    """One door: `roles` see it, in `section` (main, more or account), lowest `order` first; `also` are prefixes under
    the office that belong to it as well (`rounds/`)."""

    label: str | Promise
    url_name: str
    roles: frozenset[str]
    order: int = 100
    section: str = "main"
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Door:
    """An entry as one reader sees it on one page."""

    label: str | Promise
    url: str
    current: bool


_entries: dict[tuple[str, str], Entry] = {}


def register(entry: Entry) -> None:
    """Add a door; the same address in the same section replaces it, so that loading an app twice is harmless."""
    unknown = entry.roles - ROLES
    if unknown:
        raise ValueError(f"{entry.url_name}: no such role: {', '.join(sorted(unknown))}")
    _entries[(entry.section, entry.url_name)] = entry


def entries(*, section: str, roles: Iterable[str]) -> list[Entry]:
    """List the entries of a section that any of these roles sees, in order."""
    seen = [entry for entry in _entries.values() if entry.section == section and entry.roles & set(roles)]
    return sorted(seen, key=lambda entry: (entry.order, entry.url_name))


def doors(*, section: str, roles: Iterable[str], office_slug: str, path: str) -> list[Door]:
    """Return the doors of a section; the one with the longest matching address is the current one."""
    found = [(entry, url) for entry in entries(section=section, roles=roles) if (url := _url(entry, office_slug))]
    lengths = [_match(entry, url, office_slug, path) for entry, url in found]
    longest = max(lengths, default=0)
    return [
        Door(entry.label, url, bool(longest) and length == longest)
        for (entry, url), length in zip(found, lengths, strict=True)
    ]


def _url(entry: Entry, office_slug: str) -> str:
    """Return the address, with the office where it needs one; a page that is not there yet has no door."""
    for kwargs in ({"office": office_slug}, {}):
        try:
            return reverse(entry.url_name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    return ""


def _match(entry: Entry, url: str, office_slug: str, path: str) -> int:
    """Return how much of the address a door claims; the office's own first page is no prefix of all others."""
    if path == url:
        return len(url)
    prefixes = [url] if url != f"/{office_slug}/" else []
    prefixes += [f"/{office_slug}/{also}" for also in entry.also]
    return max((len(prefix) for prefix in prefixes if path.startswith(prefix)), default=0)
