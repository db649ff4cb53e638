"""Deeds on offices."""

from typing import Any

from django.db import transaction

from pmo.access.models import Office, Person
from pmo.access.services.roles import give
from pmo.access.states import Role
from pmo.audit.services import record


@transaction.atomic
def open_office(*, administrator: Person, **fields: Any) -> Office:
    """Open an office with its first administrator: the operator's deed."""
    office = Office(**fields)
    office.full_clean()
    office.save()
    record("office.opened", about=office, office=office, by=None, payload={"name": office.name})
    give(office, administrator, Role.ADMINISTRATOR, by=administrator)
    return office
