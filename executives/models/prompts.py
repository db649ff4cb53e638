"""How executives are asked for their words: prompts, what others say, what is typed and not sent, and the request."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models.seats import Seat
from executives.states import CatalogueKind, Fills, RequestEnd
from pmo import clock
from pmo.access.models import Office


class Prompt(models.Model):
    """An office's own words for a question, or a question of its own; without a row the product's words are asked."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="prompts")
    name = models.SlugField(max_length=60)
    fills = models.CharField(_("what the answer is"), max_length=20, choices=Fills.choices)
    question = models.CharField(_("question"), max_length=200)
    hint = models.CharField(_("a line below the question"), max_length=400, blank=True)
    hidden = models.BooleanField(_("not asked"), default=False)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="prompt_one_a_name")]

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return self.name


class CatalogueEntry(models.Model):
    """An office's own words for an entry of the catalogue, or an entry of its own."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="catalogue_entries")
    name = models.SlugField(max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=CatalogueKind.choices)
    text = models.CharField(_("what people say"), max_length=400)
    example = models.CharField(_("a plain example"), max_length=600, blank=True)
    hidden = models.BooleanField(_("not offered"), default=False)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["office", "name"], name="catalogue_one_a_name")]

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return self.name


class Unfinished(models.Model):
    """What a seat's holder has typed and not sent: nobody else ever sees it, and it goes when it is sent.

    `number` grows with each save; `device` is the browser that saved last, by a digest of its session; `replaced` is
    what another device had kept and a later one wrote over.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="unfinished")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unfinished")
    fields = models.JSONField(default=dict)
    replaced = models.JSONField(default=dict)
    number = models.PositiveIntegerField(default=1)
    device = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "person"], name="unfinished_one_a_seat_and_person")]


class WordsRequest(models.Model):
    """A seat was asked for its words, until a day; one open request a seat."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="words_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    due = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=20, choices=RequestEnd.choices, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(ended_at__isnull=True), name="words_request_one_open_a_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_as="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(ended_as="")),
                name="words_request_ended_somehow",
            ),
        ]

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return self.seat.title
