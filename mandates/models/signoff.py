"""Signing: which seats are asked, and the evidence of each signature."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.models.versions import MandateVersion
from mandates.states import SignatureState
from pmo import clock


class SignatureRequest(models.Model):
    """A seat is asked to sign a version."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="signature_requests")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="signature_requests")
    state = models.CharField(max_length=20, choices=SignatureState.choices, default=SignatureState.WAITING)
    asked_at = models.DateTimeField(default=clock.now)
    due = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="First opened by the person asked.")

    class Meta:
        ordering = ["version", "seat__order", "seat_id"]
        constraints = [models.UniqueConstraint(fields=["version", "seat"], name="signature_request_once_a_seat")]

    @property
    def key(self) -> str:
        return self.seat.title


class Signature(models.Model):
    """One seat signed one digest, by one person: intent, consent, attribution, association."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="signatures")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)
    intent = models.TextField(_("what was accepted by signing"))
    method = models.CharField(max_length=20, help_text="How the person proved who they are.")
    reservation = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["version", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "seat"], name="signature_once_a_seat")]

    @property
    def key(self) -> str:
        return f"{self.version.key} {self.seat.title}"
