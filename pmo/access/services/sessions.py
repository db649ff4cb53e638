"""Ending what lets a person in without proving again who they are."""

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from pmo.access.agents import words_of
from pmo.access.browsers import revoke_browsers
from pmo.access.links import revoke_links
from pmo.access.locks import lock_person
from pmo.access.models import Person
from pmo.access.services.telling import tell_change
from pmo.audit.services import record

in_the_readers_words = lazy(words_of, str)


@transaction.atomic
def end_sessions(person: Person) -> None:
    """Sign a person out everywhere at once: no session of theirs is good any more."""
    Person.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    person.refresh_from_db(fields=["sessions_ended"])


@transaction.atomic
def end_session(*, person: Person, number: int) -> None:
    """End one session; the second click finds it gone."""
    found = UserSession.objects.filter(user=person, pk=number).first()
    if found:
        browser = in_the_readers_words(found.user_agent)
        found.end()
        record("session.ended", about=person, office=None, by=person, payload={"browser": str(browser)})
        tell_change(person, _("You were signed out in one browser: %(browser)s."), browser=browser)


@transaction.atomic
def sign_out_everywhere(*, person: Person, by: Person | None) -> None:
    """End all sessions of a person, and let no browser and no link in without a code any more."""
    lock_person(person.pk)
    end_sessions(person)
    for session in UserSession.objects.filter(user=person):
        session.end()
    payload = {"browsers": revoke_browsers(person), "links": revoke_links(person)}
    record("person.signed_out_everywhere", about=person, office=None, by=by, payload=payload)
    tell_change(person, _("You were signed out everywhere. Links in earlier mails lead nowhere any more."))


def note_sign_in(*, person: Person, methods: list[str]) -> None:
    """Write down that somebody came in, and by what."""
    record("person.signed_in", about=person, office=None, by=person, payload={"methods": methods})
