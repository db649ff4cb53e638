"""Talks with executives, one by one and all together."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from executives.models.seats import Seat
from executives.states import Presence, TalkKind
from pmo import clock
from pmo.access.models import Office


class Interview(models.Model):
    """A talk that was held with the holder of a seat, and what the PMO manager noted; what they want is a requirement.

    `revision` counts the changes, of the private note too, so that nobody overwrites what somebody else noted.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="interviews")
    number = models.PositiveIntegerField()
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="interviews")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what it was about"), max_length=20, choices=TalkKind.choices, default=TalkKind.WANTS)
    day = models.DateField(_("held on"))
    notes = models.TextField(_("notes"), max_length=20000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["office", "number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="interview_one_a_number")]
        indexes = [models.Index(fields=["seat", "day"], name="interview_of_seat")]

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """What people say: talk 3."""
        return str(_("talk %(number)d") % {"number": self.number})


class PrivateNote(models.Model):
    """What only the PMO managers of the office read: in no export, log, ledger payload, nor on anybody else's page."""

    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="private")
    text = models.TextField(_("private notes"), max_length=20000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)


class KickOff(models.Model):
    """The meeting with all leaders before the talks begin: planned, then held."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="kick_offs")
    day = models.DateField(_("day"))
    summary = models.TextField(_("what was said"), max_length=20000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["office", "-day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="kick_off_one_a_day")]

    @property
    def key(self) -> str:
        return self.day.isoformat()


class Attendance(models.Model):
    """Whether a seat was present at the kick-off, by itself, by a stand-in, or by being told beforehand."""

    kick_off = models.ForeignKey(KickOff, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendances")
    presence = models.CharField(max_length=20, choices=Presence.choices)
    stand_in = models.CharField(_("stand-in"), max_length=200, blank=True)

    class Meta:
        ordering = ["kick_off", "seat__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kick_off", "seat"], name="attendance_once_a_seat"),
            models.CheckConstraint(
                condition=(models.Q(presence=Presence.STAND_IN) & ~models.Q(stand_in=""))
                | (~models.Q(presence=Presence.STAND_IN) & models.Q(stand_in="")),
                name="attendance_names_stand_in",
            ),
        ]
