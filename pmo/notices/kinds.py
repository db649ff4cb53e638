"""The registry of what people are reminded of: each app names its kinds, by dotted path, in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from pmo.access.registry import Sources

TICKS = Sources()
"""() -> anything: what the apps above do by themselves at each tick of the scheduler, before notices are planned."""

DAYS = Sources()
"""(office id) -> anything: what they do for an office when its day has come, or anything happened in it."""


@dataclass(frozen=True)
class Occurrence:
    """One duty with a day, and the addressees who still owe it (`seat:7`, `membership:3`).

    `told_at` is when a mail of its own announced it: reminders of an earlier hour are not sent after it.
    `since` is the day from which it is owed, of one that is foreseen.
    """

    key: str
    due: date
    addressees: tuple[str, ...]
    told_at: datetime | None = None
    since: date | None = None


@dataclass(frozen=True)
class Told:
    """What a reminder says: the subject, one sentence, and the one link with its label."""

    subject: str
    sentence: str
    deed: str
    path: str


@dataclass(frozen=True)
class Kind:
    """One kind of reminder. `label` heads its rule; `duty` completes *You are reminded of …*; `ends` says what ends it.

    `occurrences`: (office, first_day, last_day) -> list[Occurrence], older ones that are still owed included.
    `is_owed`: (occurrence key, addressee) -> bool. `tells`: (office, occurrence key, addressee) -> Told.
    `owing`: (occurrence key) -> all addressees who still owe it, for those that know it at one go.
    `foresees`: (office, first_day, last_day) -> occurrences that are no rows yet, for the months ahead.
    """

    name: str
    label: str | Promise
    duty: str | Promise
    ends: str | Promise
    occurrences: str
    is_owed: str
    tells: str
    owing: str = ""
    foresees: str = ""

    def find(self, office: Any, first: date, last: date) -> list[Occurrence]:
        """Return the occurrences of an office in a span of days."""
        return import_string(self.occurrences)(office, first, last)

    def still_owed(self, occurrence: str, addressee: str) -> bool:
        """Ask whether the addressee still owes it."""
        return import_string(self.is_owed)(occurrence, addressee)

    def still_owing(self, occurrence: str) -> frozenset[str] | None:
        """Return who still owes it, or None where that can only be asked one by one."""
        return frozenset(import_string(self.owing)(occurrence)) if self.owing else None

    def foresee(self, office: Any, first: date, last: date) -> list[Occurrence]:
        """Return the occurrences of a span of days that are no rows yet."""
        return import_string(self.foresees)(office, first, last) if self.foresees else []

    def told(self, office: Any, occurrence: str, addressee: str) -> Told:
        """Return what the reminder says."""
        return import_string(self.tells)(office, occurrence, addressee)


_kinds: dict[str, Kind] = {}
_told_at_once: dict[str, str | Promise] = {}


def register(kind: Kind) -> None:
    """Add a kind; the same name replaces it, so that loading an app twice is harmless."""
    _kinds[kind.name] = kind


def forget(name: str) -> None:
    """Take a kind away, for tests that bring their own."""
    _kinds.pop(name, None)


def find(name: str) -> Kind | None:
    """Return a kind by its name, or None when no app knows it any more."""
    return _kinds.get(name)


def every() -> list[Kind]:
    """Return all kinds by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def register_told_at_once(labels: Mapping[str, str | Promise]) -> None:
    """Name the mails that tell at once that something happened, so that an office may word them too."""
    _told_at_once.update(labels)


def told_at_once() -> dict[str, str | Promise]:
    """Return the mails that tell at once what happened: their names and labels."""
    return dict(sorted(_told_at_once.items()))
