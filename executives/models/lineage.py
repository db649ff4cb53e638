"""Whose words a requirement is, what it was made from, and with which others it is read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models.requirements import Requirement, Wording
from executives.models.seats import Seat
from executives.states import LineageKind, RequirementState
from pmo import clock
from pmo.access.models import Office


class Theme(models.Model):
    """A heading under which the PMO manager reads requirements of several seats together; it changes none of them."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="themes")
    name = models.CharField(_("theme"), max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["office", "order", "pk"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="theme_one_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return self.name


class Ownership(models.Model):
    """A seat to which a requirement belongs: one, or those of all sources that it was made from, until it leaves.

    Whoever takes theirs out of what belongs to several leaves it to the others, with a reason.
    """

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="ownerships")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ownerships")
    left_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["requirement", "seat__order", "seat"]
        constraints = [
            models.UniqueConstraint(fields=["requirement", "seat"], name="ownership_once_a_seat"),
            models.CheckConstraint(
                condition=models.Q(left_by__isnull=True, left_at__isnull=True)
                | models.Q(left_by__isnull=False, left_at__isnull=False),
                name="ownership_left_by_somebody_at_some_time",
            ),
        ]


class Confirmation(models.Model):
    """A seat's holder has confirmed exactly this wording; whoever holds the seat later need not do it again."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="confirmations")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    paper = models.ForeignKey(
        "executives.PaperConsent",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="confirmations",
        help_text="What it stands on where the office lets a paper count; without one it is their own click.",
    )

    class Meta:
        ordering = ["wording", "pk"]
        constraints = [models.UniqueConstraint(fields=["wording", "seat"], name="confirmation_once_a_seat")]


class Lineage(models.Model):
    """One requirement went into another: what it said then, where it stood, and whether that still holds.

    A source is always older than its result, so that no chain leads back to itself.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="lineages")
    kind = models.CharField(max_length=10, choices=LineageKind.choices)
    source = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="became")
    result = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="came_from")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="+", help_text="What the source said.")
    state = models.CharField(
        max_length=20, choices=RequirementState.choices, help_text="Where the source stood, to go back to."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["result", "source"]
        constraints = [
            models.UniqueConstraint(fields=["source", "result"], name="lineage_once_a_pair"),
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(kind=LineageKind.MERGE, ended_at__isnull=True),
                name="lineage_merged_into_one",
            ),
            models.CheckConstraint(
                condition=models.Q(source__lt=models.F("result")), name="lineage_source_before_result"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_by__isnull=True, ended_at__isnull=True)
                | models.Q(ended_by__isnull=False, ended_at__isnull=False),
                name="lineage_ended_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} → {self.result_id}"

    @property
    def stands(self) -> bool:
        """Whether the source is still in the result."""
        return self.ended_at is None
