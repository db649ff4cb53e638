"""Revisiting the mandate: the cadence, the reviews, what each executive answered."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.models.versions import Line, Mandate, MandateVersion
from mandates.review_states import ReviewAnswerChoice, ReviewOutcome, ReviewState
from pmo import clock
from pmo.access.models import Office
from pmo.ui.words import Word


class ReviewCadence(models.Model):
    """How often an office revisits its mandate: every n months from an anchor; months are never chained."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="review_cadence")
    months = models.PositiveSmallIntegerField(
        _("every how many months"), default=3, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    anchor = models.DateField(_("counted from"))
    lead_days = models.PositiveSmallIntegerField(
        _("opens how many days before"), default=30, validators=[MaxValueValidator(90)]
    )
    active = models.BooleanField(_("active"), default=True)

    @property
    def key(self) -> str:
        return str(_("review cadence"))


class Review(models.Model):
    """One revisiting of the version in force, due on a day of the cadence (or set by hand)."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveIntegerField()
    due = models.DateField()
    state = models.CharField(max_length=20, choices=ReviewState.choices, default=ReviewState.PLANNED)
    outcome = models.CharField(max_length=20, choices=ReviewOutcome.choices, blank=True)
    reason = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty when the cadence opened it.",
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["mandate", "number"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "number"], name="review_one_a_number"),
            models.UniqueConstraint(fields=["mandate", "due"], name="review_one_a_day"),
            models.UniqueConstraint(
                fields=["mandate"], condition=models.Q(state=ReviewState.OPEN), name="review_one_open"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ReviewState.CLOSED) | ~models.Q(outcome=""), name="review_closed_has_outcome"
            ),
        ]

    @property
    def key(self) -> str:
        return str(_("review %(number)d") % {"number": self.number})

    @property
    def word(self) -> Word:
        """How it ended, or how it stands."""
        return ReviewOutcome(self.outcome).word if self.outcome else ReviewState(self.state).word


class ReviewAnswer(models.Model):
    """What a seat answered in a review, on the digest in force; one that counts a seat."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="answers")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="review_answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=20, choices=ReviewAnswerChoice.choices)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wish = models.TextField(_("what should change"), max_length=4000, blank=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "seat"],
                condition=models.Q(superseded_at__isnull=True),
                name="review_answer_one_counts",
            ),
            models.CheckConstraint(
                condition=~models.Q(choice=ReviewAnswerChoice.CHANGE) | ~models.Q(wish=""),
                name="review_change_has_wish",
            ),
        ]

    @property
    def word(self) -> Word:
        """How a page shows the answer."""
        return ReviewAnswerChoice(self.choice).word
