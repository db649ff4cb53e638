"""Files of executives and requirements on their way in."""

from django.conf import settings
from django.db import models

from pmo import clock
from pmo.access.models import Office


class RosterFile(models.Model):
    """A file as read, waiting for the manager's word; nothing of it is written until then."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="roster_files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    rows = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    @property
    def key(self) -> str:
        return self.name
