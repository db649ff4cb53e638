"""Who may send out, sign or decline a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from mandates.models import MandateVersion, SignatureRequest
from mandates.states import SignatureState, VersionState
from pmo.access.address_letters import hour_of
from pmo.access.models import Person, Proof
from pmo.access.proofs import GOOD_FOR
from pmo.access.rules import is_manager
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role

LONGEST = 4000


def purpose(version: MandateVersion) -> str:
    """Return what a proof of identity must have been given for."""
    return f"sign:{version.pk}"


@dataclass(frozen=True)
class Signing:
    """A version before the person who is to sign it for a seat (`request` is None when the seat is not asked)."""

    version: MandateVersion
    request: SignatureRequest | None
    shown_digest: str
    now: datetime


def may_send_for_signature(
    standing: Standing,
    version: MandateVersion,
    *,
    vacant: Sequence[str],
    changed: Sequence[str],
    due: date | None,
    today: date,
) -> Verdict:
    """Grant the sending of an agreed version whose required seats are all held."""
    if not (verdict := is_manager(standing)):
        return verdict
    if version.state != VersionState.AGREED:
        return refused(_("Only an agreed version goes out for signature: first every statement must be agreed."))
    if changed:
        return refused(
            _("The seats that must sign are not those the version was agreed for: %(seats)s. Put that right first.")
            % {"seats": get_text_list(list(changed), _("and"))}
        )
    if vacant:
        return refused(
            _("Nobody holds %(seats)s, and that seat must sign. Fill it, then send the version out.")
            % {"seats": get_text_list(list(vacant), _("and"))}
        )
    if due and due < today:
        return wrong_input(_("That day is over. Give a day that is still to come."))
    return GRANTED


def may_open_for_signature(standing: Standing, signing: Signing) -> Verdict:
    """Grant the sight of what is to be signed to the holder of a seat that is asked."""
    if signing.request is None:
        return wrong_role(_("This seat is not asked to sign this version."))
    if signing.request.seat_id not in standing.seat_ids:
        return wrong_role(_("Only the present holder of a seat signs for it."))
    return GRANTED


def may_answer_request(standing: Standing, signing: Signing) -> Verdict:
    """Grant signing or declining, as far as both need the same: seat, waiting request, exact text."""
    return first_refusal(may_open_for_signature(standing, signing), _is_waiting(signing), _is_the_text_shown(signing))


def may_sign(standing: Standing, signing: Signing, proof: Proof | None, intent: str, reservation: str = "") -> Verdict:
    """Grant a signature to the present holder, on the exact text, with a fresh proof of identity and the intent."""
    if not (verdict := may_answer_request(standing, signing)):
        return verdict
    if not (verdict := may_sign_yet(standing.person, signing.now)):
        return verdict
    if not intent.strip():
        return wrong_input(_("Tick that you have read the version and sign it: without it nothing is signed."))
    if len(reservation) > LONGEST:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})
    return is_fresh(proof, standing, signing)


def may_sign_yet(person: Person, now: datetime) -> Verdict:
    """Refuse signatures for a day after a change of address: time for its owner to say *this was not me*."""
    until = person.signing_blocked_until
    if until is None or now >= until:
        return GRANTED
    said = _("Your address was changed within the last 24 hours. You can sign again from %(hour)s.")
    return refused(said % {"hour": hour_of(until)})


def is_fresh(proof: Proof | None, standing: Standing, signing: Signing) -> Verdict:
    """Grant a proof of this person, for this version, of the last few minutes."""
    if (
        proof
        and proof.person_id == standing.person.pk
        and proof.purpose == purpose(signing.version)
        and proof.proved_at
        and signing.now - GOOD_FOR < proof.proved_at <= signing.now
    ):
        return GRANTED
    return wrong_input(_("Show again that it is you: give your password, or the code that we mail to you."))


def may_decline(standing: Standing, signing: Signing, reason: str) -> Verdict:
    """Grant a refusal to sign, with a reason."""
    if not (verdict := may_answer_request(standing, signing)):
        return verdict
    if not reason.strip():
        return wrong_input(_("Say why you do not sign: the next draft begins with your reason."))
    if len(reason) > LONGEST:
        return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})
    return GRANTED


def _is_waiting(signing: Signing) -> Verdict:
    if signing.version.state != VersionState.OUT_FOR_SIGNATURE:
        return refused(_("This version is not out for signature any more, so there is nothing to sign."))
    if signing.request and signing.request.state != SignatureState.WAITING:
        return refused(_("This seat has answered already, and its answer stands."))
    return GRANTED


def _is_the_text_shown(signing: Signing) -> Verdict:
    if signing.shown_digest and signing.shown_digest == signing.version.digest:
        return GRANTED
    return refused(_("The text is not the one that you were shown. Read it again, then sign."))
