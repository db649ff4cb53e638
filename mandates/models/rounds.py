"""Rounds: who was asked what, on which text, and what they said."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.models.versions import Line, Mandate, MandateVersion
from mandates.round_states import Abstentions, ReasonDue, RoundMethod, word_of
from mandates.states import AgreementRule, RoundState, StanceChoice
from pmo import clock
from pmo.access.models import Person
from pmo.ui.words import Word


class ConsensusRound(models.Model):
    """One asking of the seats on an exact draft; items, participants and rule are frozen at opening."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="rounds")
    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=20, choices=RoundState.choices, default=RoundState.OPEN)
    method = models.CharField(max_length=10, choices=RoundMethod.choices, default=RoundMethod.STANCE)
    rule = models.CharField(max_length=20, choices=AgreementRule.choices, default=AgreementRule.UNANIMITY)
    needed_of = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many must agree, where the rule is a number of seats."
    )
    abstentions = models.CharField(max_length=10, choices=Abstentions.choices, default=Abstentions.COUNT)
    reason_due = models.CharField(max_length=12, choices=ReasonDue.choices, default=ReasonDue.OBJECTIONS)
    overruling = models.BooleanField(
        default=False, help_text="Whether an objection may be overruled where the rule is met without it."
    )
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
            models.CheckConstraint(
                condition=models.Q(method=RoundMethod.CONSENT, rule=AgreementRule.CONSENT)
                | (~models.Q(method=RoundMethod.CONSENT) & ~models.Q(rule=AgreementRule.CONSENT)),
                name="round_consent_is_method_and_rule",
            ),
            models.CheckConstraint(
                condition=models.Q(rule=AgreementRule.N_OF_M, needed_of__isnull=False, needed_of=models.F("needed"))
                | (~models.Q(rule=AgreementRule.N_OF_M) & models.Q(needed_of__isnull=True)),
                name="round_number_named_where_the_rule_wants_it",
            ),
            models.CheckConstraint(
                condition=models.Q(needed__gte=1, needed__lte=models.F("seats_counted")),
                name="round_needs_some_and_no_more_than_there_are",
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


class Extension(models.Model):
    """A later deadline, announced to all: from which day to which, by whom."""

    round = models.ForeignKey(ConsensusRound, on_delete=models.PROTECT, related_name="extensions")
    was = models.DateField()
    until = models.DateField(_("answers until"))
    until_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("was")), name="extension_moves_it_later")
        ]


class RoundItem(models.Model):
    """A statement as asked: its canonical content at opening, by which stances stay meaningful."""

    round = models.ForeignKey(ConsensusRound, on_delete=models.PROTECT, related_name="items")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="round_items")
    order = models.PositiveIntegerField()
    text = models.TextField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    same_words = models.TextField(
        blank=True, help_text="Digests of what the line said before changes of wording alone: answers to them stand."
    )
    changed = models.BooleanField(default=True, help_text="Asked because it is new or changed.")

    class Meta:
        ordering = ["round", "order"]
        constraints = [models.UniqueConstraint(fields=["round", "line"], name="round_item_once")]

    def is_same(self, digest: str) -> bool:
        """Say whether an answer to a text is one to this: the very text, or one that differs in wording alone."""
        return digest == self.digest or digest in self.same_words

    @property
    def key(self) -> str:
        return self.line.key


class Participant(models.Model):
    """A seat asked in a round, with its holder on the day of opening; signatory seats are counted.

    When the seat changed hands before the close, `holder_at_close` names whose answers count: set once, at the close.
    """

    round = models.ForeignKey(ConsensusRound, on_delete=models.PROTECT, related_name="participants")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="participations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    counted = models.BooleanField()
    required = models.BooleanField(default=False, help_text="Nothing is agreed unless this seat agrees.")
    holder_at_close = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-counted", "seat__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "seat"], name="participant_once_a_seat"),
            models.CheckConstraint(
                condition=models.Q(required=False) | models.Q(counted=True), name="participant_required_is_counted"
            ),
        ]

    @property
    def speaker(self) -> Person:
        """Whose answers count for the seat: who held it at the close, or holds it while the round is open."""
        return getattr(self, "held_by", None) or self.holder_at_close or self.person

    @property
    def has_changed_hands(self) -> bool:
        """Whether another person than the one asked at opening speaks for the seat."""
        return self.speaker.pk != self.person_id


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
        ]

    @property
    def word(self) -> Word:
        """The answer in the words of the round's method; wants the round loaded."""
        return word_of(self.choice, self.item.round.method)
