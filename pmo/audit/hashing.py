"""How an entry is hashed: hash = SHA-256(previous hash, entry digest)."""

import hashlib
from datetime import UTC, datetime
from typing import Protocol

from pmo.audit import canonical

NOTHING_BEFORE = "0" * 64


def payload_digest(salt: str, content: str) -> str:
    """Return the salted digest by which an entry covers its payload (canonical JSON, given as text)."""
    return hashlib.sha256(f"{salt}{content}".encode()).hexdigest()


class Said(Protocol):
    """What an entry says, whether read as a row or as plain values."""

    @property
    def office(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def event(self) -> str: ...
    @property
    def about_kind(self) -> str: ...
    @property
    def about_id(self) -> int | None: ...
    @property
    def about_key(self) -> str: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def payload_digest(self) -> str: ...


def entry_digest(entry: Said) -> str:
    """Return the digest over all that an entry says, its payload by salted digest only."""
    said = {
        "office": entry.office,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "event": canonical.text(entry.event),
        "about": {
            "kind": canonical.text(entry.about_kind),
            "id": entry.about_id,
            "key": canonical.text(entry.about_key),
        },
        "actor": entry.actor_id,
        "payload": entry.payload_digest,
    }
    return hashlib.sha256(canonical.written(said).encode()).hexdigest()


def chain_hash(previous: str, digest: str) -> str:
    """Return the hash that binds an entry to the one before."""
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(digest)).hexdigest()
