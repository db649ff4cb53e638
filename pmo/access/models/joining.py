"""Coming in, and changing the address by which one comes in."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access.models.offices import Office
from pmo.access.models.people import Person


class Invitation(models.Model):
    """Somebody was asked into an office by mail.

    Who was new takes it up by the first sign-in after it; who was known already takes it up on its own page, and until
    then the office sees the `name` that was typed there, never the one that they gave themselves elsewhere. The `part`
    is the product's own word as it is before any translation, `part_of` the seat that it names; a seat alone has none.
    """

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="invitations")
    part = models.CharField(_("part"), max_length=200)
    part_of = models.CharField(_("part of"), max_length=200, blank=True)
    name = models.CharField(_("name that was typed"), max_length=200, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "person"],
                condition=models.Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open",
            )
        ]

    @property
    def key(self) -> str:
        """The word by which the ledger names it."""
        return self.part_word[:200]

    @property
    def part_word(self) -> str:
        """The part in the language of whoever reads it."""
        if not self.part:
            return self.part_of
        return gettext(self.part) % {"seat": self.part_of} if self.part_of else gettext(self.part)


class AddressChange(models.Model):
    """A new address for a person: asked for by themselves, or proposed by an administrator and accepted by them.

    Done when the code that went to the new address was typed. Done and refused: it was undone within a day.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="address_changes")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    old_email = models.EmailField()
    new_email = models.EmailField(_("new e-mail address"))
    asked_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(done_at__isnull=True, refused_at__isnull=True),
                name="address_change_one_open",
            ),
            models.CheckConstraint(
                condition=~models.Q(new_email=Lower("old_email")), name="address_change_is_a_change"
            ),
        ]

    @property
    def key(self) -> str:
        """The word by which the ledger names it: no address stands in the chain."""
        return "address"
