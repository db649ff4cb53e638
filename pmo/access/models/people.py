"""People: whoever signs in, in any number of offices."""

import re
from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.naming import typed_name


def validate_zone(name: str) -> None:
    """Accept only the name of a time zone that this machine knows."""
    if name not in available_timezones():
        raise ValidationError(
            _("There is no time zone “%(name)s”. Give one such as Europe/London."), params={"name": name}
        )


READS_AS_AN_ADDRESS = re.compile(r"[@<>{}\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|://|\bwww\.", re.IGNORECASE)


def validate_name(name: str) -> None:
    """Refuse a name that would read as somebody's address, a link, or the head of a mail."""
    if READS_AS_AN_ADDRESS.search(name):
        raise ValidationError(_("A name holds no address, link or line break. Give the name alone."))


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
    name = models.CharField(_("name"), max_length=200, validators=[validate_name])
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/London", validators=[validate_zone])
    language = models.CharField(_("language"), max_length=12, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=clock.now)
    quiet_from = models.PositiveSmallIntegerField(
        _("quiet from"), null=True, blank=True, validators=[MaxValueValidator(23)]
    )
    quiet_until = models.PositiveSmallIntegerField(
        _("quiet until"), null=True, blank=True, validators=[MaxValueValidator(23)]
    )
    signing_blocked_until = models.DateTimeField(null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_one_an_address"),
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__lte=23, quiet_until__lte=23),
                name="person_quiet_from_and_until",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name as shown."""
        return self.name

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **how: Any) -> "Person":
        """Load a person by the name that the office behind whose door we are knows them by."""
        person = super().from_db(db, field_names, values, **how)
        if typed := typed_name(person.pk):
            person.name = typed
        return person

    def get_session_auth_hash(self) -> str:
        """Return what every session of the person carries: one more `sessions_ended`, and none of them is good."""
        return salted_hmac("access.sessions", f"{self.sessions_ended}:{super().get_session_auth_hash()}").hexdigest()

    @property
    def first_name(self) -> str:
        """The word by which a page addresses the person."""
        return self.name.split(" ")[0]
