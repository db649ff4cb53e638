"""What a device is asked to sign: bound to a person, a purpose and a session, and good for five minutes.

A challenge carries its own instant and an HMAC of all that it is bound to, so showing a page writes nothing. That it
is used once is for whoever accepts the answer to see to.
"""

import hmac
import secrets
from datetime import UTC, datetime, timedelta

from django.utils.crypto import salted_hmac

from pmo import clock

GOOD_FOR = timedelta(minutes=5)
NONCE, INSTANT, SEAL = 16, 8, 32


def new_challenge(*bound_to: str) -> bytes:
    """Return a fresh challenge for what it is bound to."""
    body = secrets.token_bytes(NONCE) + int(clock.now().timestamp() * 1000).to_bytes(INSTANT, "big")
    return body + _seal(body, bound_to)


def is_ours(challenge: bytes, *bound_to: str) -> bool:
    """Say whether we made this challenge for just this, within the last five minutes."""
    body, seal = challenge[: NONCE + INSTANT], challenge[NONCE + INSTANT :]
    if len(challenge) != NONCE + INSTANT + SEAL or not hmac.compare_digest(seal, _seal(body, bound_to)):
        return False
    made = datetime.fromtimestamp(int.from_bytes(body[NONCE:], "big") / 1000, UTC)
    return made <= clock.now() < made + GOOD_FOR


def _seal(body: bytes, bound_to: tuple[str, ...]) -> bytes:
    said = "\n".join([body.hex(), *bound_to])
    return salted_hmac("pmo.access.challenges", said, algorithm="sha256").digest()
