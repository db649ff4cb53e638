"""How an entry is hashed: hash = SHA-256(previous hash, entry digest)."""

import hashlib
from datetime import UTC

from pmo.audit import canonical
from pmo.audit.models import LedgerEntry

NOTHING_BEFORE = "0" * 64


def payload_digest(salt: str, content: str) -> str:
    """Return the salted digest by which an entry covers its payload (canonical JSON, given as text)."""
    return hashlib.sha256(f"{salt}{content}".encode()).hexdigest()


def entry_digest(entry: LedgerEntry) -> str:
    """Return the digest over all that an entry says, its payload by salted digest only."""
    return canonical.digest(
        {
            "office": entry.office,
            "number": entry.number,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "event": entry.event,
            "about": {"kind": entry.about_kind, "id": entry.about_id, "key": entry.about_key},
            "actor": entry.actor_id,
            "payload": entry.payload_digest,
        }
    )


def chain_hash(previous: str, digest: str) -> str:
    """Return the hash that binds an entry to the one before."""
    return hashlib.sha256(bytes.fromhex(previous) + bytes.fromhex(digest)).hexdigest()
