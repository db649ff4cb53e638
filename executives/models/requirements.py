"""What executives want, in their own words."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from executives.models.seats import Seat
from executives.states import Priority, RequirementKind, RequirementState
from pmo import clock
from pmo.access.models import Office
from pmo.ui.words import Word


class Requirement(models.Model):
    """One thing that an executive wants; what it says is its current wording.

    It belongs to the seat that said it, or to all whose requirements it was made from; `seat` is the first of them.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="requirements")
    number = models.PositiveIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="requirements")
    theme = models.ForeignKey(
        "executives.Theme", on_delete=models.PROTECT, null=True, blank=True, related_name="requirements"
    )
    state = models.CharField(max_length=20, choices=RequirementState.choices, default=RequirementState.RECORDED)
    wording = models.ForeignKey(
        "executives.Wording", on_delete=models.PROTECT, null=True, related_name="+", help_text="The current one."
    )
    source_ref = models.CharField(max_length=100, blank=True)
    confirm_by = models.DateField(null=True, blank=True, help_text="The day of its last play-back, while it waits.")
    decline_reason = models.TextField(blank=True)
    undone = models.BooleanField(default=False, help_text="What it was made from stands again in its place.")
    reported_confirmed_by = models.CharField(max_length=200, blank=True)
    reported_confirmed_at = models.DateTimeField(null=True, blank=True)
    interview = models.ForeignKey(
        "executives.Interview", on_delete=models.PROTECT, null=True, blank=True, related_name="requirements"
    )

    class Meta:
        ordering = ["office", "number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="requirement_one_a_number"),
            models.UniqueConstraint(
                fields=["office", "source_ref"], condition=~models.Q(source_ref=""), name="requirement_one_a_source_ref"
            ),
        ]
        indexes = [models.Index(fields=["seat", "state"], name="requirement_of_seat")]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What people say in meetings: REQ-12."""
        return self.key_of(self.number)

    @staticmethod
    def key_of(number: int) -> str:
        """Return the key of the requirement with a number, where its row is not loaded."""
        return f"REQ-{number}"

    @property
    def word(self) -> Word:
        """Where it stands, as a status."""
        return RequirementState(self.state).word

    @cached_property
    def owner_ids(self) -> tuple[int, ...]:
        """The seats to which it belongs, by their numbers."""
        return tuple(each.seat_id for each in self.ownerships.all() if each.left_at is None)


class Wording(models.Model):
    """What a requirement says in one of its versions; confirmed by the seat's holder, or not.

    The digest covers statement, kind, priority and every field shown when confirming.
    """

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=20, choices=RequirementKind.choices)
    priority = models.CharField(_("priority"), max_length=20, choices=Priority.choices, default=Priority.SHOULD)
    statement = models.TextField(_("in their own words"), max_length=8000)
    consequence_today = models.TextField(_("what it costs today"), max_length=8000, blank=True)
    benefit_wanted = models.TextField(_("what they want instead"), max_length=8000, blank=True)
    measure = models.TextField(_("how they would know"), max_length=2000, blank=True)
    wanted_by = models.DateField(_("by when"), null=True, blank=True)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    on_paper = models.ForeignKey(
        "executives.PaperConsent",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="A paper that the confirmation stands on, where it was not their own click.",
    )

    class Meta:
        ordering = ["requirement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["requirement", "number"], name="wording_one_a_number"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="wording_confirmed_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=models.Q(on_paper__isnull=True) | models.Q(confirmed_at__isnull=False),
                name="wording_on_paper_is_confirmed",
            ),
        ]

    def __str__(self) -> str:
        return self.statement
