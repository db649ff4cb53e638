"""Consent that was given outside the product: on paper or by e-mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models.requirements import Wording
from executives.models.seats import Seat
from pmo import clock
from pmo.access.models import Office


class PaperConsent(models.Model):
    """A file by which an executive agreed to one wording; where it counts, a `Confirmation` stands on it.

    `person` is who held the seat on the day of the paper; `by` is who recorded it here. Other words have none.
    """

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="papers")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day of the paper"))
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["wording", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["wording", "seat", "digest"], name="paper_once_a_wording_and_seat")
        ]


class PaperFile(models.Model):
    """The bytes of a paper, apart from it, so that no list carries them along."""

    paper = models.OneToOneField(PaperConsent, on_delete=models.PROTECT, related_name="file")
    data = models.BinaryField()


class ElicitingRule(models.Model):
    """How an office listens; without a row a paper does not count before the executive's own click."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="eliciting_rule")
    paper_counts = models.BooleanField(_("a paper counts at once"), default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    @property
    def key(self) -> str:
        return "paper"
