"""What cannot both be had."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models.requirements import Requirement
from pmo import clock
from pmo.access.models import Office


class Conflict(models.Model):
    """Two requirements of an office contradict each other, until somebody says how that was resolved.

    `first` is the one that was written down first, so that a pair is open once.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="conflicts")
    first = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="conflicts_as_first")
    second = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="conflicts_as_second")
    note = models.TextField(_("why both cannot be had"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    resolution = models.TextField(_("how it was resolved"), max_length=4000, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["office", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=models.Q(resolved_at__isnull=True),
                name="conflict_open_once_a_pair",
            ),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="conflict_lower_one_first"),
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True, resolution="")
                | (models.Q(resolved_at__isnull=False, resolved_by__isnull=False) & ~models.Q(resolution="")),
                name="conflict_resolved_with_a_sentence",
            ),
        ]

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return f"{self.first.key} / {self.second.key}"
