"""Signing: which seats are asked, the evidence of each signature, and what stands beside it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.control_states import DelegationScope, Manner, SuccessorChoice
from mandates.models.versions import MandateVersion
from mandates.states import SignatureState
from pmo import clock
from pmo.ui.words import Word, settled


class SignatureRequest(models.Model):
    """A seat is asked to sign a version; `due` is the last day on which it can."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="signature_requests")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="signature_requests")
    state = models.CharField(max_length=20, choices=SignatureState.choices, default=SignatureState.WAITING)
    stage = models.PositiveSmallIntegerField(default=1)
    must = models.BooleanField(default=False, help_text="Nothing is in force without this seat.")
    asked_at = models.DateTimeField(default=clock.now)
    due = models.DateField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True, help_text="First opened by the person asked.")

    class Meta:
        ordering = ["version", "stage", "seat__order", "seat_id"]
        constraints = [models.UniqueConstraint(fields=["version", "seat"], name="signature_request_once_a_seat")]

    @property
    def key(self) -> str:
        return self.seat.title

    @property
    def word(self) -> Word:
        """How it stands."""
        return SignatureState(self.state).word


class Delegation(models.Model):
    """The holder of a seat lets a named person sign for it, within a scope, from a day to a day."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegated")
    scope = models.CharField(_("for"), max_length=10, choices=DelegationScope.choices, default=DelegationScope.ALL)
    first = models.DateField(_("from"))
    last = models.DateField(_("until"))
    reason = models.CharField(_("why"), max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["seat", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(ended_at__isnull=True), name="delegation_one_open_a_seat"
            ),
            models.CheckConstraint(condition=models.Q(last__gte=models.F("first")), name="delegation_ends_after_start"),
            models.CheckConstraint(condition=~models.Q(delegate=models.F("by")), name="delegation_to_somebody_else"),
        ]

    @property
    def key(self) -> str:
        return self.seat.title


class SignaturePaper(models.Model):
    """A scan of a signature on paper; `person` signed it on `day`, `by` is who recorded it here."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="papers")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(_("day of the signature"))
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "seat", "digest"], name="signature_paper_once_a_seat")
        ]


class SignaturePaperFile(models.Model):
    """The bytes of a paper, apart from it, so that no list carries them along."""

    paper = models.OneToOneField(SignaturePaper, on_delete=models.PROTECT, related_name="file")
    data = models.BinaryField()


class Signature(models.Model):
    """One seat signed one digest, by one person: intent, consent, attribution, association.

    `delegation`: the person signed for the seat of somebody else. `paper`: it was given on paper and recorded by a
    manager. One that was revoked stays, and counts no more.
    """

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="signatures")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)
    intent = models.TextField(_("what was accepted by signing"))
    typed_name = models.CharField(_("name as typed"), max_length=200, blank=True)
    method = models.CharField(max_length=20, help_text="How the person proved who they are.")
    manner = models.CharField(max_length=20, choices=Manner.choices, default=Manner.PLAIN)
    reservation = models.TextField(max_length=4000, blank=True)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures"
    )
    paper = models.OneToOneField(
        SignaturePaper, on_delete=models.PROTECT, null=True, blank=True, related_name="signature"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_reason = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ["version", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "seat"], condition=models.Q(revoked_at__isnull=True), name="signature_once_a_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True, revoked_reason="")
                | (models.Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~models.Q(revoked_reason="")),
                name="signature_revoked_with_a_reason",
            ),
        ]

    @property
    def key(self) -> str:
        return f"{self.version.key} {self.seat.title}"

    @property
    def word(self) -> Word:
        """How it was given, or that it was taken back."""
        if self.paper_id and not self.revoked_at:
            return settled(_("Signed on paper"))
        return (SignatureState.REVOKED if self.revoked_at else Manner(self.manner)).word


class Waiver(models.Model):
    """The sponsor lets a version be signed without a seat that nobody holds, and says why."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="waivers")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("why it may be signed without this seat"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "seat"], name="waiver_once_a_seat"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="waiver_says_why"),
        ]

    @property
    def key(self) -> str:
        return f"{self.version.key} {self.seat.title}"


class NoticeObjection(models.Model):
    """A seat objects to a change that was called one of wording: it ends the window, and the change is a minor one."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="notice_objections")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    reason = models.TextField(_("why it is more than wording"), max_length=4000)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "seat"], name="notice_objection_once_a_seat"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="notice_objection_says_why"),
        ]

    @property
    def key(self) -> str:
        return f"{self.version.key} {self.seat.title}"


class Ratification(models.Model):
    """What the new holder of a seat says to the version in force, which somebody else signed for it.

    Who asked to reopen it may stand by it afterwards: both are kept, and the later word counts.

    A wish to reopen it is answered by a draft or a review that is opened after it, or by a manager's sentence.
    """

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="ratifications")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="ratifications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    choice = models.CharField(max_length=10, choices=SuccessorChoice.choices)
    wish = models.TextField(_("what should be looked at again"), max_length=4000, blank=True)
    at = models.DateTimeField(default=clock.now)
    answer = models.TextField(_("what becomes of the wish"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "seat", "person", "choice"], name="ratification_once_a_person"),
            models.CheckConstraint(
                condition=~models.Q(choice=SuccessorChoice.REOPEN) | ~models.Q(wish=""),
                name="ratification_reopens_with_a_wish",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~models.Q(answer="") & models.Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="ratification_answered_by_somebody_at_some_time",
            ),
        ]

    @property
    def key(self) -> str:
        return f"{self.version.key} {self.seat.title}"

    @property
    def word(self) -> Word:
        """How a page shows it."""
        return SuccessorChoice(self.choice).word
