"""The append-only, hash-chained ledger.

It refers to offices, things and people by plain numbers: it outlives the rows that it speaks of.
"""

from django.db import models


class Chain(models.Model):
    """The head of one chain: an office's, or (office 0) that of the installation. Locked last of all."""

    office = models.BigIntegerField(unique=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)


class LedgerEntry(models.Model):
    """One deed: what happened, about what, by whom, chained to the entry before."""

    office = models.BigIntegerField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=60)
    about_id = models.BigIntegerField(null=True)
    about_key = models.CharField(max_length=200)
    actor_id = models.BigIntegerField(null=True)
    payload_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["office", "number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="ledger_one_entry_a_number")]
        indexes = [
            models.Index(fields=["office", "about_kind", "about_id"], name="ledger_about"),
            models.Index(fields=["office", "event"], name="ledger_event"),
        ]


class Payload(models.Model):
    """What an entry's digest covers but a retention rule may erase: old, new, address, agent."""

    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=32)
    content = models.TextField(null=True)  # noqa: DJ001 - null says erased, empty is content
    erased_at = models.DateTimeField(null=True)
    erased_rule = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(content__isnull=False, erased_at__isnull=True)
                | models.Q(content__isnull=True, erased_at__isnull=False),
                name="ledger_payload_kept_or_erased",
            )
        ]
