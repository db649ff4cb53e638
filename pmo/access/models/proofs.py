"""What proves who somebody is: again before signing, on a browser that is known, by a link that came by mail."""

from django.db import models

from pmo import clock
from pmo.access.models.offices import Office
from pmo.access.models.people import Person


class Proof(models.Model):
    """A person proved again who they are, for one purpose, in one session, for a few minutes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proofs")
    purpose = models.CharField(max_length=80)
    session_digest = models.CharField(max_length=64)
    method = models.CharField(max_length=20)
    proved_at = models.DateTimeField(null=True, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["person", "purpose", "session_digest"], name="proof_lookup")]


class TrustedBrowser(models.Model):
    """A browser in which a person proved by a mailed code who they are; its cookie is kept as a digest only."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trusted_browsers")
    digest = models.CharField(max_length=64, unique=True)
    proved_at = models.DateTimeField(default=clock.now)
    revoked_at = models.DateTimeField(null=True, blank=True)


class PersonalLink(models.Model):
    """A way to one page for one person and purpose. The link carries an HMAC of this row; no token is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    purpose = models.CharField(max_length=60)
    path = models.CharField(max_length=300)
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "purpose"], name="link_of_person")]

    @property
    def key(self) -> str:
        """The word by which the ledger names the link: what it is for, never the link itself."""
        return self.purpose
