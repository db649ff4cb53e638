"""Proving again who one is, for one purpose, in one session, for five minutes.

By password, by a mailed code, by a passkey, or by a code of an authenticator app. Every try locks the person, so that
tries at the same time are counted one by one and nothing is used twice.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access import authenticators, passkeys
from pmo.access.locks import lock_person
from pmo.access.models import Person, Proof
from pmo.access.verdicts import GRANTED, Verdict, refused, wrong_input
from pmo.audit.services import record

GOOD_FOR = timedelta(minutes=5)
CODE_GOOD_FOR = timedelta(minutes=10)
TRIES = 5
WINDOW = timedelta(minutes=15)


def place_of(request: HttpRequest) -> str:
    """Return where somebody proves: this session in this browser. Elsewhere, a copied session proves nothing."""
    return f"{request.session.session_key} {request.headers.get('User-Agent', '')}"


def session_digest(session_key: str) -> str:
    """Return what is kept of a session's key: enough to know it again, not enough to use it."""
    return hashlib.sha256(f"{settings.SECRET_KEY}:{session_key}".encode()).hexdigest()


def _code_digest(code: str, proof_id: int) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{proof_id}:{code}".encode(), hashlib.sha256).hexdigest()


def may_try(person: Person, purpose: str) -> Verdict:
    """Refuse further tries for a while after five wrong ones; the way in stays open in the meantime."""
    if _tries(person, purpose) < TRIES:
        return GRANTED
    return refused(_("That was wrong five times. Wait a quarter of an hour, then try again."))


def may_ask_for_code(person: Person, purpose: str) -> Verdict:
    """Refuse a sixth code within a quarter of an hour, so that nobody's mailbox is filled."""
    asked = Proof.objects.filter(person=person, purpose=purpose, method="code", asked_at__gt=clock.now() - WINDOW)
    if asked.count() < TRIES:
        return may_try(person, purpose)
    return refused(_("We have mailed you five codes. Take the newest one, or ask again in a quarter of an hour."))


@transaction.atomic
def prove_by_password(person: Person, password: str, *, purpose: str, session_key: str) -> Verdict:
    """Check the password and keep the proof."""
    lock_person(person.pk)
    if not (verdict := may_try(person, purpose)):
        return verdict
    right = person.has_usable_password() and person.check_password(password)
    keep(person, "password", purpose, session_key, right=right)
    return GRANTED if right else wrong_input(_("That is not your password. Try again, or have a code mailed to you."))


@transaction.atomic
def prove_by_authenticator(
    person: Person, code: str, *, purpose: str, session_key: str, note_recovery: Callable[[Person], object]
) -> Verdict:
    """Check a code of the authenticator app, or a recovery code, and use it up; a recovery code is noted and told."""
    lock_person(person.pk)
    if not (verdict := may_try(person, purpose)):
        return verdict
    found = authenticators.matching(person, code)
    keep(person, "authenticator", purpose, session_key, right=found is not None)
    if found is not None and found.type == authenticators.Kind.RECOVERY_CODES:
        note_recovery(person)
    return (
        GRANTED
        if found is not None
        else wrong_input(_("That is not the code, or it was used already. Wait for the next one."))
    )


@transaction.atomic
def prove_by_passkey(person: Person, answer: Mapping[str, Any], *, purpose: str, session_key: str) -> Verdict:
    """Check what a device signed, asked for this purpose in this session, once. Nobody guesses, so nobody waits."""
    lock_person(person.pk)
    wrong = wrong_input(_("That passkey did not prove it. Try again, or take your password or a mailed code."))
    passkey = passkeys.proved(person, answer, purpose=purpose, session=session_digest(session_key))
    if passkey is None:
        return wrong
    spent = passkeys.challenge_digest(answer)
    if Proof.objects.filter(person=person, method="passkey", code_digest=spent).exists():
        return wrong
    passkey.last_used_at = clock.now()
    passkey.save(update_fields=["last_used_at"])
    keep(person, "passkey", purpose, session_key, spent=spent)
    return GRANTED


def ask_passkey(person: Person, *, purpose: str, session_key: str) -> dict[str, Any]:
    """Return what the browser is asked for a proof by passkey; empty when the person has none."""
    return passkeys.asked_to_prove(person, purpose=purpose, session=session_digest(session_key))


def keep(person: Person, method: str, purpose: str, session_key: str, *, right: bool = True, spent: str = "") -> None:
    """Keep a proof, or a try that failed."""
    Proof.objects.create(
        person=person,
        purpose=purpose,
        session_digest=session_digest(session_key),
        method=method,
        proved_at=clock.now() if right else None,
        code_digest=spent,
        tries=0 if right else 1,
    )
    if not right:
        _note_series(person, purpose)


def _note_series(person: Person, purpose: str) -> None:
    """Write the fifth wrong try in a row into the ledger: one line, however many come after it."""
    if _tries(person, purpose) == TRIES:
        record("identity.refused", about=person, office=None, by=person, payload={"purpose": purpose})


def _tries(person: Person, purpose: str) -> int:
    recent = Proof.objects.filter(person=person, purpose=purpose, asked_at__gt=clock.now() - WINDOW)
    return sum(recent.values_list("tries", flat=True))


@transaction.atomic
def new_code(person: Person, *, purpose: str, session_key: str) -> str:
    """Return a fresh six-digit code to be mailed at once; earlier codes for the purpose lose their worth."""
    lock_person(person.pk)
    Proof.objects.filter(person=person, purpose=purpose, proved_at__isnull=True).exclude(code_digest="").update(
        code_digest=""
    )
    code = f"{secrets.randbelow(1_000_000):06d}"
    proof = Proof.objects.create(
        person=person, purpose=purpose, session_digest=session_digest(session_key), method="code"
    )
    proof.code_digest = _code_digest(code, proof.pk)
    proof.save(update_fields=["code_digest"])
    return code


@transaction.atomic
def prove_by_code(person: Person, code: str, *, purpose: str, session_key: str) -> Verdict:
    """Check a mailed code, good for ten minutes, once, in the session that asked for it."""
    lock_person(person.pk)
    if not (verdict := may_try(person, purpose)):
        return verdict
    proof = (
        Proof.objects.filter(
            person=person,
            purpose=purpose,
            session_digest=session_digest(session_key),
            asked_at__gt=clock.now() - CODE_GOOD_FOR,
            proved_at__isnull=True,
        )
        .exclude(code_digest="")
        .last()
    )
    if proof is None:
        return wrong_input(_("There is no code waiting. Have a new one mailed to you."))
    right = hmac.compare_digest(proof.code_digest, _code_digest("".join(code.split()), proof.pk))
    if right:
        proof.proved_at, proof.code_digest = clock.now(), ""
    else:
        proof.tries += 1
    proof.save(update_fields=["proved_at", "code_digest", "tries"])
    if not right:
        _note_series(person, purpose)
    return (
        GRANTED
        if right
        else wrong_input(_("That is not the code that we sent last. Look again, or have a new one mailed."))
    )


def standing_proof(person: Person, *, purpose: str, session_key: str, good_for: timedelta = GOOD_FOR) -> Proof | None:
    """Return the proof that is still good for the purpose in this session, or None."""
    return Proof.objects.filter(
        person=person,
        purpose=purpose,
        session_digest=session_digest(session_key),
        proved_at__gt=clock.now() - good_for,
    ).last()
