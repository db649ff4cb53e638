"""Rounds: who was asked what, on which text, and what they said."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.models.versions import Line, Mandate, MandateVersion
from mandates.states import REASON_DUE, AgreementRule, RoundState, StanceChoice
from pmo import clock
from pmo.ui.words import Word


class ConsensusRound(models.Model):
    """One asking of the seats on an exact draft; items, participants and rule are frozen at opening."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=RoundState.choices, default=RoundState.OPEN)
    rule = models.CharField(max_length=20, choices=AgreementRule.choices, default=AgreementRule.UNANIMITY)
    seats_counted = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    blind = models.BooleanField(_("answers stay closed until the end"), default=True)
    deadline = models.DateField(_("answers until"))
    deadline_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["mandate", "number"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "number"], name="round_one_a_number"),
            models.UniqueConstraint(
                fields=["mandate"], condition=models.Q(state=RoundState.OPEN), name="round_one_open"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        return str(_("round %(number)d") % {"number": self.number})

    @property
    def word(self) -> Word:
        """The word of its status."""
        return RoundState(self.state).word


class RoundItem(models.Model):
    """A statement as asked: its canonical content at opening, by which stances stay meaningful."""

    round = models.ForeignKey(ConsensusRound, on_delete=models.PROTECT, related_name="items")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="round_items")
    order = models.PositiveIntegerField()
    text = models.TextField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    changed = models.BooleanField(default=True, help_text="Asked because it is new or changed.")

    class Meta:
        ordering = ["round", "order"]
        constraints = [models.UniqueConstraint(fields=["round", "line"], name="round_item_once")]

    @property
    def key(self) -> str:
        return self.line.key


class Participant(models.Model):
    """A seat asked in a round, with its holder on the day of opening; signatory seats are counted."""

    round = models.ForeignKey(ConsensusRound, on_delete=models.PROTECT, related_name="participants")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    counted = models.BooleanField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-counted", "seat__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "seat"], name="participant_once_a_seat")]


class Stance(models.Model):
    """What a seat said to an item, on the digest that was shown; a later one supersedes it, history stays."""

    item = models.ForeignKey(RoundItem, on_delete=models.PROTECT, related_name="stances")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="stances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=30, choices=StanceChoice.choices)
    reason = models.TextField(max_length=4000, blank=True)
    proposed_change = models.TextField(max_length=4000, blank=True)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "participant"], condition=models.Q(superseded_at__isnull=True), name="stance_one_counts"
            ),
            models.CheckConstraint(
                condition=~models.Q(choice__in=REASON_DUE) | ~models.Q(reason=""), name="stance_reason_where_due"
            ),
        ]


class Objection(models.Model):
    """What became of an objection: the answer that the manager gives, on the way to the next round."""

    stance = models.OneToOneField(Stance, on_delete=models.PROTECT, related_name="objection")
    answer = models.TextField(_("what became of it"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    @property
    def key(self) -> str:
        return f"{self.stance.item.key} {self.stance.participant.seat.title}"
