"""Ending what lets a person in without proving again who they are."""

from django.db import transaction
from django.db.models import F

from pmo.access.models import Person


@transaction.atomic
def end_sessions(person: Person) -> None:
    """Sign a person out everywhere at once: no session of theirs is good any more."""
    Person.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    person.refresh_from_db(fields=["sessions_ended"])
