"""A session is good in the browser in which it began: copied to another one, it opens nothing there.

At sign-in the browser gets a second secret, and the session keeps a digest of it and of what the browser says it is,
without versions, which change under way. Whoever takes along the session's cookie alone has half of it.
"""

import hmac
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

COOKIE = "pmo_seal"
KEPT = "pmo_seal"
LONGEST = 60 * 60 * 24 * 400  # what browsers keep at most: the session ends first


def seal(request: HttpRequest, response: HttpResponseBase) -> None:
    """Bind the session that has just begun to this browser."""
    secret = secrets.token_urlsafe(24)
    request.session[KEPT] = _digest(request, secret)
    response.set_cookie(
        COOKIE, secret, max_age=LONGEST, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def is_broken(request: HttpRequest) -> bool:
    """Say whether a session that was sealed is used in another browser than its own."""
    kept = request.session.get(KEPT)
    if not kept:
        return False
    return not hmac.compare_digest(kept, _digest(request, request.COOKIES.get(COOKIE, "")))


def _digest(request: HttpRequest, secret: str) -> str:
    agent = re.sub(r"[\d._]+", "", request.headers.get("User-Agent", ""))
    return salted_hmac("pmo.access.seals", f"{secret}:{agent}", algorithm="sha256").hexdigest()
