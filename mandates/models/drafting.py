"""What stands beside a draft: comments on its lines, and what somebody has typed and not saved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mandates.models.versions import Line, MandateVersion
from mandates.states import LineKind
from pmo import clock
from pmo.ui.words import Word, settled, waiting


class Comment(models.Model):
    """A remark on a line of a draft, with the text that stood then; answers hang on it; somebody resolves it."""

    version = models.ForeignKey(MandateVersion, on_delete=models.PROTECT, related_name="comments")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="comments")
    answers_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    digest = models.CharField(max_length=64)
    text = models.TextField(_("comment"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="comment_says_something"),
            models.CheckConstraint(
                condition=models.Q(resolved_by__isnull=True, resolved_at__isnull=True)
                | models.Q(resolved_by__isnull=False, resolved_at__isnull=False, answers_to__isnull=True),
                name="comment_resolved_by_somebody_at_some_time",
            ),
        ]

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def is_open(self) -> bool:
        """Whether nobody has resolved it."""
        return self.resolved_at is None

    @property
    def word(self) -> Word:
        """How it stands."""
        return waiting(_("Open")) if self.is_open else settled(_("Resolved"))


class UnsavedStatement(models.Model):
    """What a manager has typed into a statement (or into a new one of a kind) and not saved: theirs alone.

    `begun` is the digest of the statement as it stood when they began; `number` grows with each keeping.
    """

    version = models.ForeignKey(MandateVersion, on_delete=models.CASCADE, related_name="unsaved")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    line = models.ForeignKey(Line, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=4, choices=LineKind.choices)
    fields = models.JSONField(default=dict)
    begun = models.CharField(max_length=64, blank=True)
    number = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person", "line"],
                condition=models.Q(line__isnull=False),
                name="unsaved_one_a_line_and_person",
            ),
            models.UniqueConstraint(
                fields=["version", "person", "kind"],
                condition=models.Q(line__isnull=True),
                name="unsaved_one_new_a_kind_and_person",
            ),
        ]
