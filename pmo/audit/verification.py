"""Proving the ledger: recompute every digest and follow every chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from pmo.audit.hashing import NOTHING_BEFORE, chain_hash, entry_digest, payload_digest
from pmo.audit.models import Chain, LedgerEntry

AT_ONCE = 2000


class Row(NamedTuple):
    """An entry with its payload, as plain values: a million rows are followed without making an object of each."""

    office: int
    number: int
    at: datetime
    event: str
    about_kind: str
    about_id: int | None
    about_key: str
    actor_id: int | None
    payload_digest: str
    previous_hash: str
    hash: str
    payload: int | None
    salt: str | None
    content: str | None


FIELDS = (*Row._fields[:-3], "payload__pk", "payload__salt", "payload__content")


@dataclass(frozen=True)
class Finding:
    """The result for one chain: how many entries hold, and the first that does not, with the reason."""

    office: int
    entries: int
    head: str
    broken_number: int | None = None
    reason: str = ""

    @property
    def holds(self) -> bool:
        return self.broken_number is None


def verify_all() -> Iterator[Finding]:
    """Verify every chain, streaming; offices in order of their number."""
    offices = set(Chain.objects.values_list("office", flat=True))
    offices |= set(LedgerEntry.objects.order_by().values_list("office", flat=True).distinct())  # else by number, too
    for office in sorted(offices):
        yield verify(office)


def verify(office: int) -> Finding:
    """Verify one chain and name the first broken entry; the memory that it takes does not grow with the chain."""
    number, head = 0, NOTHING_BEFORE
    rows = LedgerEntry.objects.filter(office=office).order_by("number").values_list(*FIELDS)
    for entry in map(Row._make, rows.iterator(chunk_size=AT_ONCE)):
        if reason := _fault(entry, number + 1, head):
            return Finding(office, number, head, entry.number, reason)
        number, head = entry.number, entry.hash
    chain = Chain.objects.filter(office=office).first()
    if chain is None or (chain.length, chain.head) != (number, head):
        told = chain.length if chain else 0
        return Finding(office, number, head, number + 1, f"the chain says {told} entries, {number} are there")
    return Finding(office, number, head)


def _fault(entry: Row, expected: int, previous: str) -> str:
    if entry.number != expected:
        return f"entry {expected} is missing"
    if entry.previous_hash != previous:
        return "it is not chained to the entry before"
    if entry.hash != chain_hash(previous, entry_digest(entry)):
        return "what it says is not what was recorded"
    return _payload_fault(entry)


def _payload_fault(entry: Row) -> str:
    if entry.payload is None:
        return "its payload is missing"
    if entry.content is None or payload_digest(entry.salt or "", entry.content) == entry.payload_digest:
        return ""
    return "its payload is not what was recorded"
