"""Offices, and who is what in which."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models.people import Person, validate_zone
from pmo.access.states import Role

RESERVED_SLUGS = frozenset(
    "account gallery healthz readyz static media mailbox api offices preferences verify metrics favicon.ico".split()
    + "l why unsubscribe welcome address".split()
)


def validate_slug_is_free(slug: str) -> None:
    """Refuse a slug that would hide one of the site's own addresses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” is an address of the site itself. Choose another."), params={"slug": slug})


class Office(models.Model):
    """One PMO and the organisation that it serves; nobody sees another office's data."""

    slug = models.SlugField(_("address"), max_length=60, unique=True, validators=[validate_slug_is_free])
    name = models.CharField(_("name"), max_length=200)
    organisation = models.CharField(_("organisation"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/London", validators=[validate_zone])
    country = models.CharField(_("country"), max_length=2, default="GB", validators=[RegexValidator("^[A-Z]{2}$")])
    currency = models.CharField(_("currency"), max_length=3, default="GBP", validators=[RegexValidator("^[A-Z]{3}$")])

    class Meta:
        ordering = ["organisation", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """The word by which the ledger names the office."""
        return self.slug


class Membership(models.Model):
    """A person's role in an office, from a day on; ended ones are kept."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "person", "role"],
                condition=models.Q(until__isnull=True),
                name="membership_once_a_role",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"
