"""Who called off what was asked: the ledger knows, the row keeps the reason alone."""

from mandates.models import ConsensusRound, Sounding
from pmo.access.models import Person
from pmo.audit.models import LedgerEntry


def cancelled_by(asked: ConsensusRound | Sounding) -> str:
    """Return the name of whoever cancelled a round or a sounding: perhaps somebody else than who opened it."""
    about = {"about_kind": asked._meta.label_lower, "about_id": asked.pk}
    deeds = LedgerEntry.objects.filter(office=asked.mandate.office_id, event__endswith=".cancelled", **about)
    person = Person.objects.filter(pk__in=deeds.values("actor_id")).first()
    return person.name if person else ""
