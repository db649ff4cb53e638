"""Deeds on how a person comes in: each needs a fresh proof, is a ledger entry, and is told to the person by mail."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pmo import clock
from pmo.access import passkeys
from pmo.access.authenticators import Kind, moment_of, recovery_codes_of
from pmo.access.locks import lock_person
from pmo.access.models import Person, Proof
from pmo.access.proofs import session_digest
from pmo.access.rules import may_change_means
from pmo.access.services.telling import tell_change
from pmo.access.verdicts import wrong_input
from pmo.audit.services import record


@transaction.atomic
def add_passkey(
    *, person: Person, name: str, answer: Mapping[str, Any], session_key: str, proof: Proof | None
) -> Authenticator:
    """Keep a new passkey, asked for in this session."""
    lock_person(person.pk)
    may_change_means(person, proof, clock.now()).require()
    if not passkeys.added(person, answer, session=session_digest(session_key)):
        wrong_input(_("That passkey could not be added. Perhaps it is here already; else try again.")).require()
    passkey: Authenticator = WebAuthn.add(person, name.strip() or gettext("Passkey"), dict(answer)).instance
    Authenticator.objects.filter(pk=passkey.pk).update(created_at=clock.now())
    _note(person, "passkey.added", _("The passkey “%(name)s” was added."), by=person, name=str(passkey))
    return passkey


@transaction.atomic
def rename_passkey(*, person: Person, passkey_id: int, name: str) -> Authenticator:
    """Give a passkey another name."""
    passkey = passkeys.passkeys_of(person).select_for_update().get(pk=passkey_id)
    old, passkey.data["name"] = passkey.data["name"], name.strip()
    if passkey.data["name"] != old:
        passkey.save(update_fields=["data"])
        record("passkey.renamed", about=person, office=None, by=person, payload={"old": old, "new": str(passkey)})
    return passkey


@transaction.atomic
def remove_passkey(*, person: Person, passkey_id: int, proof: Proof | None) -> None:
    """Forget a passkey; the second click finds it gone."""
    lock_person(person.pk)
    may_change_means(person, proof, clock.now()).require()
    passkey = passkeys.passkeys_of(person).filter(pk=passkey_id).first()
    if passkey:
        name = str(passkey)
        passkey.delete()
        _note(person, "passkey.removed", _("The passkey “%(name)s” was removed."), by=person, name=name)


@transaction.atomic
def turn_on_authenticator(*, person: Person, secret: str, code: str, proof: Proof | None) -> None:
    """Ask for a code of an authenticator app at every sign-in from now on; recovery codes come with it."""
    lock_person(person.pk)
    may_change_means(person, proof, clock.now()).require()
    if Authenticator.objects.filter(user=person, type=Kind.TOTP).exists():
        return
    moment = moment_of(secret, code)
    if moment is None:
        wrong_input(_("That is not the code that the app shows. Wait for the next one and type that.")).require()
    app = TOTP.activate(person, secret).instance
    app.data["moment"], app.created_at = moment, clock.now()
    app.save(update_fields=["data", "created_at"])
    _new_codes(person)
    _note(person, "authenticator.on", _("An authenticator app was set up as the second step at sign-in."), by=person)


@transaction.atomic
def turn_off_authenticator(*, person: Person, proof: Proof | None) -> None:
    """Ask for no second step any more; recovery codes go with it."""
    lock_person(person.pk)
    may_change_means(person, proof, clock.now()).require()
    forget_second_step(person=person, by=person)


@transaction.atomic
def forget_second_step(*, person: Person, by: Person | None) -> bool:
    """Take away the second step of somebody who lost it: by themselves with a proof, else the operator's deed."""
    gone, _kinds = Authenticator.objects.filter(user=person, type__in=[Kind.TOTP, Kind.RECOVERY_CODES]).delete()
    if gone:
        _note(person, "authenticator.off", _("The second step at sign-in was taken away."), by=by)
    return bool(gone)


def forget_means_since(person: Person, moment: datetime) -> None:
    """Take away what was added to come in by since a moment, and the password: by whom, nobody can tell.

    Whoever calls it has locked the person, and tells them.
    """
    gone, _kinds = Authenticator.objects.filter(user=person, created_at__gte=moment).delete()
    had_password = person.has_usable_password()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    if gone or had_password:
        record("means.forgotten", about=person, office=None, by=None, payload={"means": gone, "password": had_password})


@transaction.atomic
def renew_recovery_codes(*, person: Person, proof: Proof | None) -> None:
    """Make ten new recovery codes; the earlier ones are worth nothing from now on."""
    lock_person(person.pk)
    may_change_means(person, proof, clock.now()).require()
    if not Authenticator.objects.filter(user=person, type=Kind.TOTP).exists():
        wrong_input(_("Recovery codes belong to an authenticator app. Set one up first.")).require()
    _new_codes(person)
    _note(person, "recovery_codes.renewed", _("New recovery codes were made."), by=person)


@transaction.atomic
def note_recovery_code(person: Person) -> int:
    """Write down, and tell the person, that a recovery code let somebody in or proved it; return how many are left."""
    left = len(recovery_codes_of(person))
    used = _("A recovery code was used. Codes that are left: %(left)s.")
    _note(person, "recovery_code.used", used, by=person, left=str(left))
    return left


def note_new_password(person: Person) -> None:
    """Write down, and tell the person, that the password is another one."""
    _note(person, "password.changed", _("Your password was changed."), by=person)


def _new_codes(person: Person) -> None:
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    codes = RecoveryCodes.activate(person).instance
    Authenticator.objects.filter(pk=codes.pk).update(created_at=clock.now())


def _note(person: Person, event: str, sentence: str | Promise, *, by: Person | None, **parts: str) -> None:
    record(event, about=person, office=None, by=by)
    tell_change(person, sentence, **parts)
