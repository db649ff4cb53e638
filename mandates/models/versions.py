"""The mandate, its versions, and the lines that keep their identity through all of them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.control_states import AmendmentClass
from mandates.states import FROZEN_STATES, OPEN_STATES, SIGNING_RULES, AgreementRule, LineKind, VersionState
from pmo import clock
from pmo.access.models import Office
from pmo.ui.words import Word


class Mandate(models.Model):
    """What an office exists for; one current mandate an office."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="mandates")
    current = models.BooleanField(default=True)
    started_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office"], condition=models.Q(current=True), name="mandate_one_current")
        ]

    @property
    def key(self) -> str:
        return str(_("mandate"))


class MandateVersion(models.Model):
    """One version: rows while drafting; content and digest once frozen. It gets its number at freezing."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="versions")
    major = models.PositiveIntegerField(null=True, blank=True)
    minor = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=VersionState.choices, default=VersionState.DRAFT)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    reason = models.TextField(_("reason of the amendment"), blank=True)
    title = models.CharField(_("title"), max_length=200)
    served = models.TextField(_("who is served"), blank=True)
    authority = models.TextField(_("authority and decision rights"), blank=True)
    expected = models.TextField(_("what is expected of others"), blank=True)
    distribution = models.TextField(_("distribution"), blank=True)
    signing_rule = models.CharField(
        _("signing rule"), max_length=20, choices=SIGNING_RULES, default=AgreementRule.UNANIMITY
    )
    signing_needed = models.PositiveSmallIntegerField(
        _("how many must sign"), null=True, blank=True, help_text="Where the rule is a number that is named."
    )
    not_before = models.DateField(_("not in force before"), null=True, blank=True)
    amendment_class = models.CharField(
        max_length=10, choices=AmendmentClass.choices, blank=True, help_text="Empty until it is frozen."
    )
    raised_to = models.CharField(
        _("raised to"),
        max_length=10,
        choices=AmendmentClass.choices,
        blank=True,
        help_text="Never lower than computed.",
    )
    required_seats = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    content = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    frozen_at = models.DateTimeField(null=True, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    objections_until = models.DateField(null=True, blank=True)
    objections_until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["mandate", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "major", "minor"], name="version_one_a_number"),
            models.UniqueConstraint(
                fields=["mandate"], condition=models.Q(state__in=OPEN_STATES), name="version_one_open"
            ),
            models.UniqueConstraint(
                fields=["mandate"], condition=models.Q(state=VersionState.IN_FORCE), name="version_one_in_force"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=FROZEN_STATES)
                | (models.Q(major__isnull=False, minor__isnull=False, frozen_at__isnull=False) & ~models.Q(digest="")),
                name="version_frozen_has_number_and_digest",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=VersionState.ON_NOTICE)
                | models.Q(objections_until__isnull=False, objections_until_at__isnull=False),
                name="version_on_notice_until_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What people say: *2.1*, or *draft* before it is frozen."""
        return f"{self.major}.{self.minor}" if self.major is not None else "draft"

    @property
    def word(self) -> Word:
        """The word by which a page shows the state."""
        return VersionState(self.state).word

    @property
    def is_frozen(self) -> bool:
        """Whether content and digest stand for good."""
        return bool(self.digest)


class SigningSeat(models.Model):
    """A place of a seat in the order of signing of one version: its stage, and whether nothing is in force without it.

    A seat without a row signs in the first stage, and is required where the rule says so.
    """

    version = models.ForeignKey(MandateVersion, on_delete=models.CASCADE, related_name="signing_seats")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    stage = models.PositiveSmallIntegerField(_("stage"), default=1)
    must = models.BooleanField(_("must sign"), default=False)

    class Meta:
        ordering = ["version", "stage", "seat__order", "seat_id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "seat"], name="signing_seat_once_a_version"),
            models.CheckConstraint(condition=models.Q(stage__gte=1, stage__lte=9), name="signing_stage_of_nine"),
        ]


class SigningPolicy(models.Model):
    """What an office allows in signing; without a row nothing is signed on paper or by a delegate."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="signing_policy")
    paper_counts = models.BooleanField(_("a signature on paper counts"), default=False)
    delegation = models.BooleanField(_("somebody else may sign for a seat"), default=False)
    objection_days = models.PositiveSmallIntegerField(
        _("days to object to a change of wording"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=clock.now)

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return str(_("signing"))


class Line(models.Model):
    """The identity of a statement through all versions; its number is never used again."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=4, choices=LineKind.choices)
    number = models.PositiveIntegerField()
    source_ref = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["mandate", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "kind", "number"], name="line_one_a_number"),
            models.UniqueConstraint(
                fields=["mandate", "source_ref"], condition=~models.Q(source_ref=""), name="line_one_a_source_ref"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What people say in meetings: BEN-3."""
        return f"{self.kind}-{self.number}"
