"""Where a person is signed in: each session with its browser in words and when it was last seen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from pmo import clock
from pmo.access.agents import words_of
from pmo.access.models import Person
from pmo.clock.reading import machine_time

SEEN = "pmo_seen"
EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Place:
    """One session as its owner sees it; `here` is the one that asks."""

    number: int
    browser: str
    seen_at: datetime
    here: bool


def note_seen(request: HttpRequest) -> datetime:
    """Note that a session is in use now, and return when that is."""
    now = clock.now()
    request.session[SEEN] = now.isoformat()
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)
    return now


def is_due(request: HttpRequest) -> bool:
    """Say whether a session was last noted more than ten minutes ago: so reading a page writes next to nothing."""
    seen = request.session.get(SEEN)
    return seen is not None and abs(clock.now() - datetime.fromisoformat(seen)) > EVERY


def places_of(person: Person, *, session_key: str) -> list[Place]:
    """Return where the person is signed in, this browser first."""
    good = set(_good_keys(person))
    known = UserSession.objects.filter(user=person, session_key__in=good).order_by("-last_seen_at")
    found = [
        Place(each.pk, words_of(each.user_agent), each.last_seen_at, each.session_key == session_key) for each in known
    ]
    return sorted(found, key=lambda place: not place.here)


def _good_keys(person: Person) -> Iterator[str]:
    """Yield the keys of sessions that have neither run out nor been ended with all others."""
    keys = UserSession.objects.filter(user=person).values("session_key")
    right = person.get_session_auth_hash()
    for session in Session.objects.filter(session_key__in=keys, expire_date__gt=machine_time()):
        if constant_time_compare(session.get_decoded().get(HASH_SESSION_KEY, ""), right):
            yield session.session_key
