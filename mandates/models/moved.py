"""The words that a statement came from when it was asked about, and what was said when they moved on."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Requirement, Wording
from mandates.models.rounds import RoundItem
from mandates.models.versions import Line
from mandates.round_states import SourceStanding
from pmo import clock
from pmo.ui.words import Word


class ItemSource(models.Model):
    """A wording that a statement came from at opening, and how it stood then; frozen with the round."""

    item = models.ForeignKey(RoundItem, on_delete=models.PROTECT, related_name="sources")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="asked_about")
    standing = models.CharField(max_length=10, choices=SourceStanding.choices)
    reason = models.TextField(blank=True, help_text="Why its executive left it out.")

    class Meta:
        ordering = ["item", "pk"]
        constraints = [models.UniqueConstraint(fields=["item", "wording"], name="item_source_once")]

    @property
    def word(self) -> Word:
        """How it stood at opening."""
        return SourceStanding(self.standing).word


class SourceAnswer(models.Model):
    """A statement is still right as it stands, though words that it comes from have moved on: why, and who says so.

    It holds for this very statement and these very words: `digest` is the statement's, `moved_to` names where the
    source has gone (the digest of the new wording, after the state where its executive took it back).
    """

    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="source_answers")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="source_answers")
    digest = models.CharField(max_length=64)
    moved_to = models.CharField(max_length=80)
    reason = models.TextField(_("why it is still right"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["line", "requirement", "digest", "moved_to"], name="source_answer_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="source_answer_says_why"),
        ]

    @property
    def key(self) -> str:
        return f"{self.line.key} {self.requirement.key}"
