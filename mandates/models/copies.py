"""Reading copies: who is not at the table and reads the mandate all the same."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mandates.models.versions import Mandate, MandateVersion
from pmo import clock


class Reader(models.Model):
    """Somebody on the distribution list of a mandate: a name and an address, no account."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="readers")
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=10, default="en")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandate", "email"], condition=models.Q(ended_at__isnull=True), name="reader_once_a_mandate"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """The word by which the ledger names them: their name and address stand in what may be erased."""
        return f"reader {self.pk}"


class ReadingCopy(models.Model):
    """A reader may read one version on a page of its own until a day. The address carries an HMAC; no token is kept."""

    reader = models.ForeignKey(Reader, on_delete=models.PROTECT, related_name="copies")
    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="reading_copies")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="First opened.")  # perhaps by a mail scanner

    class Meta:
        ordering = ["reader", "-pk"]
        constraints = [models.UniqueConstraint(fields=["reader", "version"], name="reading_copy_once_a_version")]

    @property
    def key(self) -> str:
        return f"{self.version.key} reader {self.reader_id}"
