"""Who was said to stand where before any round asked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.alignment_states import SoundedOut
from mandates.models.versions import Line
from pmo import clock
from pmo.ui.words import Word


class Presounding(models.Model):
    """What a seat's holder said of a line in a talk, as the PMO manager noted it: the last one counts, history stays.

    `digest` is of the text that stood then. It is no answer: nothing that counts agreement reads it. The note is for
    PMO managers alone.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="presoundings")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="presoundings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    choice = models.CharField(_("where they stand"), max_length=10, choices=SoundedOut.choices)
    note = models.TextField(_("note"), max_length=4000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["line", "seat", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "line"],
                condition=models.Q(superseded_at__isnull=True),
                name="presounding_one_counts",
            ),
            models.CheckConstraint(
                condition=models.Q(choice__in=SoundedOut.values), name="presounding_is_one_of_the_three"
            ),
        ]

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return f"{self.line.key} {self.seat.title}"

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return SoundedOut(self.choice).word
