"""The second step: codes of an authenticator app, recovery codes, and how the sign-in package deals with both here."""

import base64
import hashlib
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from pmo.access.models import Person
from pmo.access.passkeys import SITE, host

Kind = Authenticator.Type


class SecondStepAdapter(DefaultMFAAdapter):
    """Only an authenticator app asks for a second step; secrets lie in the database encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That passkey did not let you in. Try again, or sign in another way.")
    }

    def is_mfa_enabled(self, user: Person, types: Any = None) -> bool:
        """A passkey is another way in, never a further lock: who has only that still comes in by a mailed code."""
        if types is not None and Kind.TOTP in types:
            types = [Kind.TOTP]
        return bool(super().is_mfa_enabled(user, types))

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret from the database."""
        return _locks().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        """Name the site as the app shows it."""
        return SITE

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the site's own host, whatever host a request names."""
        return {"id": host(), "name": SITE}


def _locks() -> MultiFernet:
    """Return the locks for secrets: of the present key of the site, and of earlier ones while it is being changed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(f"pmo.access.authenticators:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def authenticator_of(person: Person) -> Authenticator | None:
    """Return a person's authenticator app, or None."""
    return Authenticator.objects.filter(user=person, type=Kind.TOTP).first()


def kinds_of(person: Person) -> frozenset[str]:
    """Return by which kinds of devices a person can show who they are; one query."""
    return frozenset(Authenticator.objects.filter(user=person).values_list("type", flat=True))


def recovery_codes_of(person: Person) -> list[str]:
    """Return the recovery codes that are not used yet."""
    kept = Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
    return list(kept.wrap().get_unused_codes()) if kept else []


@transaction.atomic
def matching(person: Person, code: str) -> Authenticator | None:
    """Return what a code belongs to, the app or the recovery codes, and use it up; None if it is neither."""
    app = Authenticator.objects.select_for_update().filter(user=person, type=Kind.TOTP).first()
    if app and (moment := moment_of(decrypt(app.data["secret"]), code, after=app.data.get("moment", 0))):
        app.data["moment"] = moment
        app.save(update_fields=["data"])
        return app
    codes = Authenticator.objects.select_for_update().filter(user=person, type=Kind.RECOVERY_CODES).first()
    return codes if codes and codes.wrap().validate_code(code) else None


def moment_of(secret: str, code: str, *, after: int = 0) -> int | None:
    """Return the half minute of which a code is, if it is of one of the last, this or the next; each counts once."""
    for moment in yield_hotp_counters_from_time():
        if moment > after and compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, moment))):
            return int(moment)
    return None
