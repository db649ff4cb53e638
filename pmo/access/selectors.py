"""Reads of people and offices."""

from django.db.models import QuerySet

from pmo.access.models import Membership, Office, Person
from pmo.access.registry import OFFICES


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
