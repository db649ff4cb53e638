"""What somebody signed under: conditions with an owner and a day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.control_states import ConditionEnd
from mandates.models.signoff import Signature
from pmo.ui.words import Word, current, waiting, wrong


class Condition(models.Model):
    """A signature holds under a condition: who sees to it, until when; a pre-condition keeps the version out of force.

    Its owner reports; the holder of the seat that set it says that it is met, or lets it go.
    """

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="condition")
    text = models.TextField(_("what must be done"), max_length=4000)
    owner = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="conditions_owned")
    due = models.DateField(_("until"))
    is_precondition = models.BooleanField(_("before the version comes into force"), default=False)
    report = models.TextField(_("what was done"), max_length=4000, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=10, choices=ConditionEnd.choices, blank=True)
    end_word = models.TextField(max_length=4000, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="condition_says_what"),
            models.CheckConstraint(
                condition=models.Q(ended_as="", ended_by__isnull=True, ended_at__isnull=True)
                | (~models.Q(ended_as="") & models.Q(ended_by__isnull=False, ended_at__isnull=False)),
                name="condition_ended_by_somebody_at_some_time",
            ),
        ]

    @property
    def key(self) -> str:
        return self.signature.key

    @property
    def is_open(self) -> bool:
        """Whether it is neither met nor let go."""
        return not self.ended_as

    @property
    def word(self) -> Word:
        """How it stands."""
        if self.ended_as:
            return ConditionEnd(self.ended_as).word
        if self.reported_at:
            return current(_("Reported, to be confirmed"))
        return wrong(_("Open, in the way")) if self.is_precondition else waiting(_("Open"))
