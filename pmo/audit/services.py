"""Writing to the ledger."""

import secrets
from collections.abc import Mapping
from typing import Any, Protocol

from django.db import connection, models, transaction

from pmo import clock
from pmo.audit import canonical, events
from pmo.audit.hashing import chain_hash, entry_digest, payload_digest
from pmo.audit.models import Chain, LedgerEntry, Payload

INSTALLATION = 0


class Actor(Protocol):
    """Whoever acts; the ledger needs only the number."""

    pk: int


@transaction.atomic(savepoint=False)
def record(
    event: str,
    *,
    about: models.Model,
    office: models.Model | None,
    by: Actor | None,
    payload: Mapping[str, Any] | None = None,
) -> LedgerEntry:
    """Append one entry to the office's chain (or the installation's), inside the deed's own transaction.

    A deed whose entry fails fails as a whole: there is no way back to a point before the entry.

    `payload` is what may be erased later; what is private or blind is left out of it by the caller.
    Raises LookupError for an event that nobody registered.
    """
    if not events.is_known(event):
        raise LookupError(f"The event {event!r} is not registered.")
    chain = _lock_chain(office.pk if office else INSTALLATION)
    content, salt = canonical.dump(dict(payload or {})), secrets.token_hex(16)
    entry = LedgerEntry(
        office=chain.office,
        number=chain.length + 1,
        at=clock.now(),
        event=event,
        about_kind=about._meta.label_lower,
        about_id=about.pk,
        about_key=str(getattr(about, "key", about))[:200],
        actor_id=by.pk if by else None,
        payload_digest=payload_digest(salt, content),
        previous_hash=chain.head,
    )
    entry.hash = chain_hash(entry.previous_hash, entry_digest(entry))
    entry.save(force_insert=True)
    Payload.objects.create(entry=entry, salt=salt, content=content)
    chain.length, chain.head = entry.number, entry.hash
    chain.save(update_fields=["length", "head"])
    return entry


def _lock_chain(office: int) -> Chain:
    chains = Chain.objects.select_for_update() if connection.features.has_select_for_update else Chain.objects
    if chain := chains.filter(office=office).first():
        return chain
    Chain.objects.get_or_create(office=office)
    return chains.get(office=office)
