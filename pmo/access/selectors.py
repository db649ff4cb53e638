"""Reads of people and offices."""

from datetime import timedelta

from django.db.models import QuerySet

from pmo import clock
from pmo.access.models import AddressChange, Invitation, Membership, Office, Person
from pmo.access.registry import OFFICES
from pmo.access.states import Role


def offices_of(person: Person) -> QuerySet[Office]:
    """Return the offices in which a person has a part now: by a role, or by what other apps know (a seat)."""
    by_role = Membership.objects.filter(person=person, until__isnull=True).values_list("office_id", flat=True)
    otherwise = {office_id for source in OFFICES.all() for office_id in source(person)}
    return Office.objects.filter(pk__in=otherwise.union(by_role))


def memberships_of(office: Office) -> QuerySet[Membership]:
    """Return the open memberships of an office with their people, by name."""
    return office.memberships.filter(until__isnull=True).select_related("person").order_by("person__name", "role")


def office_by_slug(slug: str) -> Office | None:
    """Return an office by its address, or None."""
    return Office.objects.filter(slug=slug).first()


UNDO_WITHIN = timedelta(hours=24)


def known_by(email: str) -> Person | None:
    """Return who signs in with an address, in any case; for a day after a change, the earlier one still means them."""
    wanted = email.strip().lower()
    if found := Person.objects.filter(email__iexact=wanted).first():
        return found
    changes = AddressChange.objects.filter(
        old_email__iexact=wanted, done_at__gt=clock.now() - UNDO_WITHIN, refused_at__isnull=True
    )
    change = changes.select_related("person").first()
    return change.person if change else None


def open_invitations(office: Office | None = None) -> QuerySet[Invitation]:
    """Return the invitations, of an office or of all, that are neither taken up nor taken back, the newest first."""
    invitations = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True)
    return invitations.filter(office=office) if office else invitations


def typed_names(office: Office) -> dict[int, str]:
    """Return how an office typed the names of people who have not come in yet: {person: name}."""
    return dict(open_invitations(office).exclude(name="").values_list("person_id", "name"))


def typed_names_for(reader: Person) -> dict[int, str]:
    """Return how the offices of a reader typed the names of people who have not come in there yet."""
    open_ones = open_invitations().filter(office__in=offices_of(reader)).exclude(name="")
    return dict(open_ones.values_list("person_id", "name"))


def is_at_home(person: Person, office: Office) -> bool:
    """Say whether a person has a part in an office and has come in: by an invitation, or before there were any."""
    if not offices_of(person).filter(pk=office.pk).exists():
        return False
    latest = Invitation.objects.filter(person=person, office=office).first()
    return latest.accepted_at is not None if latest else person.last_login is not None


def invitations_of(office: Office) -> QuerySet[Invitation]:
    """Return all invitations of an office with their people, the newest first."""
    return office.invitations.select_related("person", "by", "office")


def administrators_beside(person: Person, office: Office) -> int:
    """Count the other people who administer an office, can sign in, and are not still waited for."""
    others = memberships_of(office).filter(role=Role.ADMINISTRATOR, person__is_active=True)
    waited_for = open_invitations(office).values("person")
    return others.exclude(person=person).exclude(person__in=waited_for).count()


def invitation_for(person: Person, number: int) -> Invitation | None:
    """Return a person's own invitation, unless it was taken back."""
    mine = Invitation.objects.filter(person=person, revoked_at__isnull=True)
    return mine.select_related("office", "by").filter(pk=number).first()


def open_change(person: Person) -> AddressChange | None:
    """Return the change of address that waits for the person, or None."""
    waiting = AddressChange.objects.filter(person=person, done_at__isnull=True, refused_at__isnull=True)
    return waiting.select_related("person", "office", "by").first()


def change_numbered(number: int) -> AddressChange | None:
    """Return a change of address, or None."""
    return AddressChange.objects.select_related("person", "office", "by").filter(pk=number).first()


def asked_lately(person: Person) -> int:
    """Count the new addresses asked for or proposed within a day."""
    return AddressChange.objects.filter(person=person, asked_at__gt=clock.now() - UNDO_WITHIN).count()


def is_taken(email: str, person: Person) -> Person | None:
    """Return somebody else who signs in with an address, or did until a change that can still be undone."""
    other = known_by(email)
    return other if other and other != person else None


def parts_in(office: Office, person: Person) -> bool:
    """Say whether a person has a part in an office."""
    return offices_of(person).filter(pk=office.pk).exists()
