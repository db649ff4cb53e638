"""Browsers in which somebody proved by a mailed code who they are: for 30 days a personal link needs no further code.

The cookie holds a random secret and the database only a digest of it and of the person: copied to somebody else's
browser it opens nothing of theirs, and read in the database it is no cookie.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

from pmo import clock
from pmo.access.models import Person, TrustedBrowser

COOKIE = "pmo_browser"
GOOD_FOR = timedelta(days=30)


def _digest(person: Person, secret: str) -> str:
    return salted_hmac("pmo.access.browsers", f"{person.pk}:{secret}", algorithm="sha256").hexdigest()


@transaction.atomic
def trust_browser(request: HttpRequest, response: HttpResponseBase, person: Person) -> TrustedBrowser:
    """Trust the browser that was just proved by code: by a fresh secret, so that a planted cookie is worth nothing."""
    if known := trusted_browser(request, person):
        _revoke(person, pk=known.pk)
    secret = secrets.token_urlsafe(32)
    response.set_cookie(
        COOKIE,
        secret,
        max_age=GOOD_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return TrustedBrowser.objects.create(person=person, digest=_digest(person, secret))


def trusted_browser(request: HttpRequest, person: Person) -> TrustedBrowser | None:
    """Return the proof that this browser was this person's within the last 30 days, or None."""
    secret = request.COOKIES.get(COOKIE, "")
    if not secret:
        return None
    good = TrustedBrowser.objects.filter(revoked_at__isnull=True, proved_at__gt=clock.now() - GOOD_FOR)
    return good.filter(person=person, digest=_digest(person, secret)).first()


def revoke_browsers(person: Person) -> int:
    """Trust none of a person's browsers any more; return how many were trusted."""
    return _revoke(person)


def _revoke(person: Person, **which: int) -> int:
    mine = TrustedBrowser.objects.filter(person=person, revoked_at__isnull=True, **which)
    return mine.update(revoked_at=clock.now())
