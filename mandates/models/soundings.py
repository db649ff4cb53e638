"""Soundings: what the executives think of some statements; they inform, bind nothing and change no version."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.models.versions import Line, Mandate, MandateVersion
from mandates.sounding_states import THRESHOLD, SoundingMethod, SoundingState
from pmo import clock
from pmo.access.models import Office
from pmo.ui.words import Word


class Sounding(models.Model):
    """One question on some statements; statements, people, words and deadline are frozen at opening.

    An anonymous one keeps a `secret` while it is open: an answer hangs on its HMAC with the seat.
    """

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="soundings")
    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="soundings")
    number = models.PositiveIntegerField()
    method = models.CharField(max_length=20, choices=SoundingMethod.choices)
    question = models.CharField(_("question"), max_length=200)
    state = models.CharField(max_length=20, choices=SoundingState.choices, default=SoundingState.PLANNED)
    meanings = models.JSONField(default=list, help_text="The steps of the scale as they read at opening.")
    threshold = models.PositiveSmallIntegerField(default=THRESHOLD)
    digest = models.CharField(max_length=64)
    blind = models.BooleanField(_("answers stay closed until the end"), default=True)
    anonymous = models.BooleanField(_("nobody learns who said what"), default=False)
    secret = models.CharField(max_length=64, blank=True)
    deadline = models.DateField(_("answers until"))
    deadline_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["mandate", "number"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "number"], name="sounding_one_a_number"),
            models.CheckConstraint(
                condition=models.Q(anonymous=False) | models.Q(blind=True), name="sounding_anonymous_is_blind"
            ),
            models.CheckConstraint(
                condition=models.Q(secret="")
                | models.Q(anonymous=True, state__in=[SoundingState.PLANNED, SoundingState.OPEN]),
                name="sounding_keeps_no_secret",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        return str(_("sounding %(number)d") % {"number": self.number})

    @property
    def word(self) -> Word:
        """The word of its status."""
        return SoundingState(self.state).word


class SoundingExtension(models.Model):
    """A later deadline of a sounding, announced to all who are asked: from which day to which, by whom."""

    sounding = models.ForeignKey(Sounding, on_delete=models.PROTECT, related_name="extensions")
    was = models.DateField()
    until = models.DateField(_("answers until"))
    until_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["sounding", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("was")), name="sounding_extension_moves_it_later"
            )
        ]


class SoundingItem(models.Model):
    """A statement as it read when the sounding was opened."""

    sounding = models.ForeignKey(Sounding, on_delete=models.PROTECT, related_name="items")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="sounding_items")
    order = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["sounding", "order"]
        constraints = [models.UniqueConstraint(fields=["sounding", "line"], name="sounding_item_once")]

    @property
    def key(self) -> str:
        return self.line.key


class SoundingParticipant(models.Model):
    """A seat that is asked, with its holder on the day of opening, and only whether it has answered: never when."""

    sounding = models.ForeignKey(Sounding, on_delete=models.PROTECT, related_name="participants")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="soundings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["seat__order", "pk"]
        constraints = [models.UniqueConstraint(fields=["sounding", "seat"], name="sounding_once_a_seat")]


class SoundingAnswer(models.Model):
    """What a seat answered, statement key to number. An anonymous one names nobody and has no time or sequence."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sounding = models.ForeignKey(Sounding, on_delete=models.PROTECT, related_name="answers")
    participant = models.ForeignKey(
        SoundingParticipant, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    token = models.CharField(max_length=64, blank=True)
    given = models.JSONField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sounding", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(superseded_at__isnull=True),
                name="sounding_answer_one_counts",
            ),
            models.UniqueConstraint(
                fields=["sounding", "token"], condition=~models.Q(token=""), name="sounding_answer_one_a_token"
            ),
            models.CheckConstraint(
                condition=models.Q(participant__isnull=False, person__isnull=False, at__isnull=False, token="")
                | models.Q(participant__isnull=True, person__isnull=True, at__isnull=True, superseded_at__isnull=True),
                name="sounding_answer_named_or_nobodys",
            ),
        ]


class SoundingWords(models.Model):
    """An office's own words for one step of a scale, in place of the product's."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="sounding_words")
    method = models.CharField(max_length=20, choices=SoundingMethod.choices)
    value = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=60)
    text = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["office", "method", "value"]
        constraints = [models.UniqueConstraint(fields=["office", "method", "value"], name="sounding_words_once_a_step")]


class SoundingThreshold(models.Model):
    """From how many fingers on somebody counts as supporting a statement in an office."""

    office = models.OneToOneField(Office, on_delete=models.PROTECT, related_name="sounding_threshold")
    fingers = models.PositiveSmallIntegerField(default=THRESHOLD)

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return str(_("words of soundings"))
