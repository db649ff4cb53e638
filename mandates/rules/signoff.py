"""Who may open, sign, decline or revoke: the holder of a seat whose turn it is, or their delegate."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from mandates.control_states import LIGHT, DelegationScope
from mandates.models import Delegation, MandateVersion, Signature, SignatureRequest
from mandates.rules.rounds import is_given
from mandates.states import ASKED_TO_SIGN, SignatureState, VersionState
from pmo.access.address_letters import hour_of
from pmo.access.models import Person, Proof
from pmo.access.proofs import GOOD_FOR
from pmo.access.standing import Standing
from pmo.access.verdicts import GRANTED, Verdict, first_refusal, refused, wrong_input, wrong_role
from pmo.clock.calendar import end_of
from pmo.ui.dates import in_words
from pmo.ui.series import in_a_sentence

LONGEST = 4000


def purpose(version: MandateVersion) -> str:
    """Return what a proof of identity must have been given for."""
    return f"sign:{version.pk}"


@dataclass(frozen=True)
class Signing:
    """A version before the person who is to sign it for a seat (`request` is None when the seat is not asked).

    `before`: the seats that its stage waits for, `enough`: as many of them as the rule needs. `delegation`: what lets
    the person sign in the holder's place, and `delegates`: whether the office allows that at all.
    """

    version: MandateVersion
    request: SignatureRequest | None
    shown_digest: str
    now: datetime
    before: Sequence[str] = ()
    delegation: Delegation | None = None
    delegates: bool = False
    enough: bool = False


@dataclass(frozen=True)
class Given:
    """What somebody gives with a signature: intent and consent, name, reservation or condition."""

    intent: str
    typed_name: str = ""
    reservation: str = ""
    condition: NewCondition | None = None


@dataclass(frozen=True)
class NewCondition:
    """Under what somebody signs: what must be done, by which seat, until when, before it comes into force or not."""

    text: str
    owner_id: int | None
    due: date
    is_precondition: bool = False


def may_open_for_signature(standing: Standing, signing: Signing) -> Verdict:
    """Grant the sight of what is to be signed to the holder of a seat that is asked, and to their delegate."""
    if signing.request is None:
        return wrong_role(_("This seat is not asked to sign this version."))
    if signing.request.seat_id in standing.seat_ids:
        return GRANTED
    if signing.delegation is None:
        return wrong_role(_("Only the present holder of a seat signs for it."))
    return may_stand_in(standing, signing)


def may_stand_in(standing: Standing, signing: Signing) -> Verdict:
    """Grant a delegate who holds a seat what the holder named them for, on its days; never a PMO manager."""
    delegation, today = signing.delegation, _today(signing)
    assert delegation is not None
    if not signing.delegates:
        return wrong_role(_("In this office nobody signs for somebody else. The holder of the seat signs."))
    if standing.is_manager:
        return wrong_role(_("A PMO manager signs for nobody else. The holder of the seat signs."))
    if not standing.seat_ids:
        return wrong_role(_("Only somebody who holds a seat stands in for another. The holder of the seat signs."))
    if delegation.ended_at or today > delegation.last:
        return wrong_role(_("You could sign for this seat in the past, and that is over. Its holder signs."))
    if today < delegation.first:
        said = _("You sign for this seat from %(day)s on, not before.")
        return wrong_role(said % {"day": in_words(delegation.first, today=today, style="day")})
    if not covers(delegation.scope, signing.version.amendment_class):
        return wrong_role(_("You may sign minor amendments for this seat. This version is for its holder to sign."))
    return GRANTED


def covers(scope: str, amendment_class: str) -> bool:
    """Say whether a delegation for minor amendments, or for all versions, is one for a version of this class."""
    return scope == DelegationScope.ALL or amendment_class in LIGHT


def may_answer_request(standing: Standing, signing: Signing) -> Verdict:
    """Grant signing or declining, as far as both need the same: seat, turn, exact text."""
    return first_refusal(may_open_for_signature(standing, signing), may_be_signed_now(signing))


def may_be_signed_now(signing: Signing) -> Verdict:
    """Grant an answer of a seat that was asked, has not answered, whose turn it is, to exactly the text shown."""
    return first_refusal(_is_waiting(signing), _is_its_turn(signing), _is_shown(signing))


def may_sign(standing: Standing, signing: Signing, proof: Proof | None, given: Given) -> Verdict:
    """Grant a signature in time, on the exact text, with intent, one's own name and a fresh proof of identity."""
    if not (verdict := may_answer_request(standing, signing)):
        return verdict
    return first_refusal(
        is_in_time(signing),
        may_sign_yet(standing.person, signing.now),
        _is_meant(given),
        is_ones_name(given.typed_name, standing.person.name),
        _is_one_manner(given),
        _is_sound_condition(given.condition, _today(signing)),
        is_fresh(proof, standing, signing),
    )


def is_in_time(signing: Signing) -> Verdict:
    """Refuse a signature after the last day, by the office's clock."""
    due = signing.request.due if signing.request else None
    if due is None or signing.now < end_of(due, _zone(signing)):
        return GRANTED
    said = _("The last day to sign was %(day)s. Ask the PMO manager for more time, then sign.")
    return refused(said % {"day": in_words(due, today=due, style="weekday")})


def may_sign_yet(person: Person, now: datetime) -> Verdict:
    """Refuse signatures for a day after a change of address: time for its owner to say *this was not me*."""
    until = person.signing_blocked_until
    if until is None or now >= until:
        return GRANTED
    said = _("Your address was changed within the last 24 hours. You can sign again from %(hour)s.")
    return refused(said % {"hour": hour_of(until)})


def is_ones_name(typed: str, name: str) -> Verdict:
    """Grant one's own name, whatever its capitals, spaces and way of writing an accent."""
    if not typed.strip():
        return wrong_input(_("Type your name: it stands under the signature."))
    if not name.strip() or _loosely(typed) == _loosely(name):
        return GRANTED
    said = _("You typed “%(typed)s”. Your name here is %(name)s: type it as it stands there.")
    return wrong_input(said % {"typed": typed.strip()[:200], "name": name})


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
    """Grant a refusal to sign, with a reason, on the last day and after it."""
    if not (verdict := may_answer_request(standing, signing)):
        return verdict
    return is_given(reason, _("Say why you do not sign: the next draft begins with your reason."))


def may_revoke(standing: Standing, version: MandateVersion, signature: Signature | None, reason: str) -> Verdict:
    """Grant taking back one's own signature, or a delegate's for one's own seat, before the version is in force."""
    if signature is None:
        return refused(_("There is no signature of this seat to take back."))
    if signature.person_id != standing.person.pk and not (
        signature.delegation_id and signature.seat_id in standing.seat_ids
    ):
        return wrong_role(_("Only who signed takes a signature back."))
    if signature.seat_id not in standing.seat_ids and not signature.delegation_id:
        return wrong_role(_("You do not hold this seat any more. What you signed for it stays."))
    if version.state == VersionState.ON_NOTICE:
        return refused(_("This version is open to objections: object to it instead, which ends it."))
    if version.state != VersionState.OUT_FOR_SIGNATURE:
        return refused(_("This version is not out for signature any more: what was signed stands."))
    return is_given(reason, _("Say why you take your signature back: everybody who is asked to sign reads it."))


def _is_waiting(signing: Signing) -> Verdict:
    if signing.version.state != VersionState.OUT_FOR_SIGNATURE:
        return refused(_("This version is not out for signature any more, so there is nothing to sign."))
    if signing.request and signing.request.state not in (*ASKED_TO_SIGN, SignatureState.LATER):
        return refused(_("This seat has answered already, and its answer stands."))
    return GRANTED


def _is_its_turn(signing: Signing) -> Verdict:
    if signing.request is None or signing.request.state != SignatureState.LATER:
        return GRANTED
    if not signing.before:
        return refused(_("It is not yet the turn of this seat. You get a mail when it is."))
    said = _("It is not yet the turn of this seat: first %(seats)s. You get a mail when it is.")
    if signing.enough:
        said = _(
            "It is not yet the turn of this seat: as many as the rule needs of %(seats)s come first. You get a mail."
        )
    return refused(said % {"seats": in_a_sentence(signing.before)})


def _is_shown(signing: Signing) -> Verdict:
    if signing.shown_digest and signing.shown_digest == signing.version.digest:
        return GRANTED
    return refused(_("The text is not the one that you were shown. Read it again, then sign."))


def _is_meant(given: Given) -> Verdict:
    if given.intent.strip():
        return GRANTED
    return wrong_input(_("Tick that you have read the version and sign it: without it nothing is signed."))


def _is_one_manner(given: Given) -> Verdict:
    if given.reservation.strip() and given.condition:
        return wrong_input(_("Sign with a reservation or with a condition, not with both."))
    return _is_short(given.reservation)


def _is_short(words: str) -> Verdict:
    if len(words) <= LONGEST:
        return GRANTED
    return wrong_input(_("That is longer than %(most)d characters. Say it shorter.") % {"most": LONGEST})


def _is_sound_condition(condition: NewCondition | None, today: date) -> Verdict:
    if condition is None:
        return GRANTED
    if not (verdict := is_given(condition.text, _("Say what must be done for your signature to hold."))):
        return verdict
    if condition.owner_id is None:
        return wrong_input(_("Choose the seat that sees to it."))
    if condition.due < today:
        return wrong_input(_("That day is over. Give a day until which it can still be done."))
    return GRANTED


def _loosely(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold()).split())


def _zone(signing: Signing) -> str:
    return signing.version.mandate.office.time_zone


def _today(signing: Signing) -> date:
    return signing.now.astimezone(ZoneInfo(_zone(signing))).date()
