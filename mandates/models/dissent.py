"""What stays open after a round: objections until they are resolved, reservations until their seat lets them go."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models import Seat
from mandates.models.rounds import ConsensusRound, Stance
from mandates.models.signoff import Signature
from mandates.round_states import Resolution
from pmo import clock
from pmo.access.models import Person
from pmo.ui.words import Word, partly, settled, waiting


class Objection(models.Model):
    """An objection that counted when its round closed: what the manager answered, and how it was resolved.

    `amended_text` is what the draft said when the objection was resolved by an amendment; empty when the statement had
    been taken out.
    """

    stance = models.OneToOneField(Stance, on_delete=models.PROTECT, related_name="objection")
    answer = models.TextField(_("what became of it"), max_length=4000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    resolution = models.CharField(max_length=12, choices=Resolution.choices, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    amended_text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resolution="", resolved_by__isnull=True, resolved_at__isnull=True)
                | (~models.Q(resolution="") & models.Q(resolved_by__isnull=False, resolved_at__isnull=False)),
                name="objection_resolved_by_somebody_at_some_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(resolution=Resolution.OVERRULED) | ~models.Q(answer=""),
                name="objection_overruled_says_why",
            ),
        ]

    @property
    def key(self) -> str:
        return f"{self.stance.item.key} {self.stance.participant.seat.title}"

    @property
    def is_open(self) -> bool:
        """Whether nothing has resolved it yet."""
        return not self.resolution

    @property
    def word(self) -> Word:
        """How it stands."""
        if self.resolution:
            return Resolution(self.resolution).word
        return partly(_("Answered, not resolved")) if self.answer else waiting(_("Still open"))


class Reservation(models.Model):
    """An agreement with a reservation that counted when its round closed, or a signature with one.

    The seat owns it until its holder closes it; it stands on the agenda of every review until then.
    """

    stance = models.OneToOneField(Stance, on_delete=models.PROTECT, null=True, blank=True, related_name="reserved")
    round = models.ForeignKey(
        ConsensusRound, on_delete=models.PROTECT, null=True, blank=True, related_name="reservations"
    )
    signature = models.OneToOneField(
        Signature, on_delete=models.PROTECT, null=True, blank=True, related_name="reserved"
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reservations")
    at = models.DateTimeField(default=clock.now)
    word_at_close = models.TextField(_("why it can be closed"), max_length=4000, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_by__isnull=True, closed_at__isnull=True, word_at_close="")
                | (models.Q(closed_by__isnull=False, closed_at__isnull=False) & ~models.Q(word_at_close="")),
                name="reservation_closed_with_a_word",
            ),
            models.CheckConstraint(
                condition=models.Q(stance__isnull=False, round__isnull=False, signature__isnull=True)
                | models.Q(stance__isnull=True, round__isnull=True, signature__isnull=False),
                name="reservation_of_a_stance_or_a_signature",
            ),
        ]

    @property
    def key(self) -> str:
        return f"{self.about_key} {self.seat.title}"

    @property
    def about_key(self) -> str:
        """The statement, or the version that was signed."""
        return self.stance.item.key if self.stance else self.signed.version.key

    @property
    def about_text(self) -> str:
        """The statement as asked, or the title of the version."""
        return self.stance.item.text if self.stance else self.signed.version.title

    @property
    def reason(self) -> str:
        """What was put on record."""
        return self.stance.reason if self.stance else self.signed.reservation

    @property
    def person(self) -> Person:
        """Who said it."""
        return self.stance.person if self.stance else self.signed.person

    @property
    def signed(self) -> Signature:
        """The signature that it came with, where it came with no stance."""
        assert self.signature is not None
        return self.signature

    @property
    def is_open(self) -> bool:
        """Whether it still comes back at every review."""
        return self.closed_at is None

    @property
    def word(self) -> Word:
        """How it stands."""
        return partly(_("On the agenda")) if self.is_open else settled(_("Closed by its seat"))
