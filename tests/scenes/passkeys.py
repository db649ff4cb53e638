"""A device of somebody's that makes and uses passkeys, without a browser."""

import json
import secrets
import struct
from hashlib import sha256

from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

from pmo.access import passkeys

SESSION = "a session"
ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


class Device:
    """One authenticator with one passkey: P-256, as phones have it."""

    def __init__(self, origin=ORIGIN, *, verified=True):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.origin, self.flags = origin, PRESENT | (VERIFIED if verified else 0)

    def registers(self, options):
        """Answer `navigator.credentials.create`."""
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        credential = bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        data = self._data(options["publicKey"]["rp"]["id"], ATTESTED) + credential
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        said = {"clientDataJSON": self._said("webauthn.create", options), "attestationObject": attestation}
        return self._answer(said, {"credProps": {"rk": True}})

    def signs(self, options, *, user=None):
        """Answer `navigator.credentials.get`."""
        data, said = self._data(options["publicKey"]["rpId"]), self._said("webauthn.get", options)
        signature = self.key.sign(data + sha256(said).digest(), ec.ECDSA(SHA256()))
        handle = {"userHandle": user} if user else {}
        return self._answer({"clientDataJSON": said, "authenticatorData": data, "signature": signature} | handle, {})

    def _data(self, host, more=0):
        return sha256(host.encode()).digest() + bytes([self.flags | more]) + struct.pack(">I", 0)

    def _said(self, kind, options):
        challenge = websafe_encode(websafe_decode(options["publicKey"]["challenge"]))
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response, extensions):
        said = {name: websafe_encode(value) for name, value in response.items()}
        name = websafe_encode(self.id)
        return {
            "id": name,
            "rawId": name,
            "type": "public-key",
            "response": said,
            "clientExtensionResults": extensions,
            "authenticatorAttachment": "platform",
        }


def a_passkey(person, name="My phone"):
    """A device whose passkey the person has added."""
    device = Device()
    answer = device.registers(passkeys.asked_to_add(person, session=SESSION))
    assert passkeys.added(person, answer, session=SESSION)
    WebAuthn.add(person, name, answer)
    return device
