"""A seat outlives its holder."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.states import DecisionRole
from pmo import clock
from pmo.access.models import Office


class Seat(models.Model):
    """A place at the table, such as *Chief Financial Officer*: seats decide, persons act."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="seats")
    title = models.CharField(_("seat"), max_length=200)
    decision_role = models.CharField(_("part in the decision"), max_length=20, choices=DecisionRole.choices)
    sponsor = models.BooleanField(_("sponsor"), default=False)
    order = models.PositiveSmallIntegerField(default=0)
    source_ref = models.CharField(max_length=100, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["office", "title"], name="seat_one_a_title"),
            models.UniqueConstraint(
                fields=["office", "source_ref"], condition=~models.Q(source_ref=""), name="seat_one_a_source_ref"
            ),
            models.UniqueConstraint(
                fields=["office"], condition=models.Q(sponsor=True, closed_on__isnull=True), name="seat_one_sponsor"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """The word by which the ledger names the seat."""
        return self.title


class Holder(models.Model):
    """A person holds a seat from a day to a day, both inclusive; one open holder a seat."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="held")
    start = models.DateField(_("from"))
    end = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["seat", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(end__isnull=True), name="holder_one_open_a_seat"
            ),
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="holder_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.seat}"

    def is_open_on(self, day: date) -> bool:
        """Say whether the person holds the seat on a day."""
        return self.start <= day and (self.end is None or day <= self.end)


class Assistant(models.Model):
    """A person who sees what a seat's holder owes and by when, and never answers for them."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="assistants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assists")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["seat", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "person"], condition=models.Q(until__isnull=True), name="assistant_once_a_seat"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.seat}"

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return self.seat.title
