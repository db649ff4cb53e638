"""People at their browsers, signed in by password; and the codes of their authenticator apps."""

from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from tests.scenes.executives import PASSWORD

MINE = "/preferences/sign-in/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(person, agent=FIREFOX):
    """A browser of its own, in which somebody signed in by password."""
    client = Client(headers={"user-agent": agent})
    client.post("/account/login/", {"login": person.email, "password": PASSWORD})
    return client


def code_now(secret):
    """What the app shows."""
    return _code(secret, 1)


def next_code(secret):
    """What the app shows next; a clock that is a little behind may type it already."""
    return _code(secret, 2)


def _code(secret, which):
    return totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[which]))
