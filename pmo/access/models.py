"""People, offices, and who is what in which."""

from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.states import Role

RESERVED_SLUGS = frozenset(
    "account gallery healthz readyz static media mailbox api offices preferences verify metrics favicon.ico".split()
)


def validate_zone(name: str) -> None:
    """Accept only the name of a time zone that this machine knows."""
    if name not in available_timezones():
        raise ValidationError(
            _("There is no time zone “%(name)s”. Give one such as Europe/London."), params={"name": name}
        )


def validate_slug_is_free(slug: str) -> None:
    """Refuse a slug that would hide one of the site's own addresses."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("“%(slug)s” is an address of the site itself. Choose another."), params={"slug": slug})


class PersonManager(BaseUserManager["Person"]):
    """Makes people; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """Create a person; without a password they get in by a mailed code."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.full_clean(exclude=["password"])
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, email: str | None) -> "Person":
        """Find a person by address, in any case."""
        return self.get(email__iexact=email)


class Person(AbstractBaseUser):
    """A human being who signs in, in any number of offices."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/London", validators=[validate_zone])
    language = models.CharField(_("language"), max_length=12, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_one_an_address")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name as shown."""
        return self.name

    @property
    def first_name(self) -> str:
        """The word by which a page addresses the person."""
        return self.name.split(" ")[0]


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


class Proof(models.Model):
    """A person proved again who they are, for one purpose, in one session, for a few minutes."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proofs")
    purpose = models.CharField(max_length=80)
    session_digest = models.CharField(max_length=64)
    method = models.CharField(max_length=20)
    proved_at = models.DateTimeField(null=True, blank=True)
    code_digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["person", "purpose", "session_digest"], name="proof_lookup")]
