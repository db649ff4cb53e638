"""Reads of people and offices."""

from django.db.models import QuerySet

from pmo.access.models import Membership, Office, Person


def offices_of(person: Person) -> QuerySet[Office]:
    """Return the offices in which a person has a role now (seats are added by `standing`)."""
    return Office.objects.filter(memberships__person=person, memberships__until__isnull=True).distinct()


def memberships_of(office: Office) -> QuerySet[Membership]:
    """Return the open memberships of an office with their people, by name."""
    return office.memberships.filter(until__isnull=True).select_related("person").order_by("person__name", "role")


def office_by_slug(slug: str) -> Office | None:
    """Return an office by its address, or None."""
    return Office.objects.filter(slug=slug).first()
