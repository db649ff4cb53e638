"""On what an anonymous answer hangs: a sign that only who knows the sounding's secret can make again."""

import hashlib
import hmac
import secrets


def new_secret() -> str:
    """Return a secret for one sounding."""
    return secrets.token_hex(32)


def token_of(secret: str, seat_id: int) -> str:
    """Return the HMAC of a seat under a sounding's secret; without the secret nobody can tell whose it is."""
    return hmac.new(bytes.fromhex(secret), str(seat_id).encode(), hashlib.sha256).hexdigest()
