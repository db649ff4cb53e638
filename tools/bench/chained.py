"""`python -m tools.bench.chained write N`, `… prove FILE`: a long ledger row by row; the command that proves it."""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import islice
from pathlib import Path
from time import monotonic

from tools.bench import visiting  # noqa: F401 - sets Django up, and models are there afterwards only

# isort: split
from django.core.management import call_command

from pmo.audit import canonical
from pmo.audit.hashing import NOTHING_BEFORE, chain_hash, entry_digest, payload_digest
from pmo.audit.models import Chain, LedgerEntry, Payload

OFFICE = 1_000_000
TIMES = 3
BATCH = 5000
BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)


def write(count: int) -> None:
    """Write that many entries of one office, each with a payload such as a signature has."""
    made, last = deeds(count), None
    while batch := list(islice(made, BATCH)):
        LedgerEntry.objects.bulk_create([entry for entry, _payload in batch])
        Payload.objects.bulk_create([payload for _entry, payload in batch])
        last = batch[-1][0]
    if last:
        Chain.objects.create(office=OFFICE, length=last.number, head=last.hash)


def deeds(count: int) -> Iterator[tuple[LedgerEntry, Payload]]:
    """Yield entries chained as every entry is, with what each covers."""
    head = NOTHING_BEFORE
    for number in range(1, count + 1):
        salt, digest = f"{number:032x}", f"{number:064x}"
        told = {"seat": f"Director {number % 40}", "digest": digest, "method": "password", "address": "203.0.113.7"}
        content = canonical.dump(told | {"intent": "I have read this version and sign it electronically."})
        entry = LedgerEntry(
            office=OFFICE,
            number=number,
            at=BEGAN + timedelta(seconds=number),
            event="version.signed",
            about_kind="mandates.mandateversion",
            about_id=number % 500,
            about_key=f"{number % 500}.0",
            actor_id=number % 40,
            payload_digest=payload_digest(salt, content),
            previous_hash=head,
        )
        entry.hash = head = chain_hash(head, entry_digest(entry))
        yield entry, Payload(entry=entry, salt=salt, content=content)


def prove(file: Path) -> None:
    """Prove the ledger some times; write down the seconds, and the most memory that this process held."""
    seconds = []
    for _ in range(TIMES):
        began = monotonic()
        call_command("verify_ledger", stdout=StringIO())
        seconds.append(monotonic() - began)
    file.write_text(json.dumps({"seconds": seconds, "kilobytes": most_held()}))


def most_held() -> int:
    """Return the most kilobytes that this process held; what the process that started it held is not counted."""
    told = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in told if line.startswith("VmHWM:"))


if __name__ == "__main__":
    write(int(sys.argv[2])) if sys.argv[1] == "write" else prove(Path(sys.argv[2]))
