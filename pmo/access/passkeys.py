"""Passkeys: what a browser is asked, and whether what it answers is true. They are kept by the sign-in package."""

import hashlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import get_credentials
from django.conf import settings
from django.db.models import QuerySet
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from pmo.access.challenges import is_ours, new_challenge
from pmo.access.models import Person

SITE = "PMO Mandate"
ADDING = "passkey:add"
NONSENSE = (AttributeError, IndexError, KeyError, TypeError, ValueError)  # what made-up answers break on
VERIFIED = UserVerificationRequirement.REQUIRED


def host() -> str:
    """Return the host for which passkeys are made: the site's own, never the one that a request names."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def server() -> Fido2Server:
    """Return what knows the rules of WebAuthn for this site."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=host(), name=SITE))


def passkeys_of(person: Person) -> QuerySet[Authenticator]:
    """Return a person's passkeys, the oldest first."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("created_at", "pk")


def asked_to_add(person: Person, *, session: str) -> dict[str, Any]:
    """Return what a browser is asked for a new passkey: one that tells who it is, on a device that asks for a finger,
    a face or a PIN."""
    user = PublicKeyCredentialUserEntity(
        id=user_pk_to_url_str(person).encode(), name=person.email, display_name=person.name
    )
    options, _state = server().register_begin(
        user,
        get_credentials(person),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=VERIFIED,
        challenge=new_challenge(str(person.pk), ADDING, session),
    )
    return dict(options)


def added(person: Person, answer: Mapping[str, Any], *, session: str) -> bool:
    """Say whether the answer is a new passkey, asked for by this person in this session."""
    try:
        challenge = RegistrationResponse.from_dict(answer).response.client_data.challenge
        if not is_ours(challenge, str(person.pk), ADDING, session):
            return False
        made = server().register_complete(_state(challenge), answer)
    except NONSENSE:
        return False
    known = {each.credential_id for each in get_credentials(person)}
    return isinstance(made.credential_data, AttestedCredentialData) and made.credential_data.credential_id not in known


def asked_to_prove(person: Person, *, purpose: str, session: str) -> dict[str, Any]:
    """Return what a browser is asked when a person is to prove with a passkey who they are; empty without one."""
    if not (known := get_credentials(person)):
        return {}
    options, _state = server().authenticate_begin(
        known,
        user_verification=VERIFIED,
        challenge=new_challenge(str(person.pk), purpose, session),
    )
    return dict(options)


def proved(person: Person, answer: Mapping[str, Any], *, purpose: str, session: str) -> Authenticator | None:
    """Return the passkey that answered truly to what was asked for this purpose in this session, else None."""
    try:
        challenge = AuthenticationResponse.from_dict(answer).response.client_data.challenge
        if not is_ours(challenge, str(person.pk), purpose, session):
            return None
        used = server().authenticate_complete(_state(challenge), get_credentials(person), answer)
    except NONSENSE:
        return None
    for passkey in passkeys_of(person):
        if passkey.wrap().authenticator_data.credential_data.credential_id == used.credential_id:
            return passkey
    return None


def challenge_digest(answer: Mapping[str, Any]) -> str:
    """Return what is kept of a challenge that was answered truly, so that it is answered once."""
    return hashlib.sha256(AuthenticationResponse.from_dict(answer).response.client_data.challenge).hexdigest()


def _state(challenge: bytes) -> dict[str, Any]:
    return {"challenge": websafe_encode(challenge), "user_verification": VERIFIED}
