"""Deeds of those who sign: open, sign, decline, revoke; the last required signature puts the version in force."""

from django.db import transaction

from executives.models import Seat
from mandates import signing_mails
from mandates.control_states import AmendmentClass, Manner
from mandates.locks import lock_version
from mandates.models import Condition, MandateVersion, Signature, SignatureRequest
from mandates.rules.signoff import (
    Given,
    NewCondition,
    Signing,
    may_decline,
    may_open_for_signature,
    may_revoke,
    may_sign,
)
from mandates.selectors.signoff import signing_of
from mandates.services.forces import move, proceed, put_in_force, withdraw
from mandates.services.reservations import close_with_its_signature, keep_signed_reservation
from mandates.services.sending import extend_signing, recall, send_for_signature, waive_seat
from mandates.states import ASKED_TO_SIGN, SignatureState, VersionState
from pmo import clock
from pmo.access.locks import lock_person
from pmo.access.models import Person, Proof
from pmo.access.origins import Origin
from pmo.access.standing import Standing, standing_of
from pmo.audit import canonical
from pmo.audit.services import record

__all__ = [
    "decline",
    "extend_signing",
    "move",
    "open_asked",
    "open_for_signature",
    "put_in_force",
    "recall",
    "revoke",
    "send_for_signature",
    "sign",
    "waive_seat",
]


def open_for_signature(*, version_id: int, seat_id: int, by: Person) -> SignatureRequest:
    """Record, once a seat and version, that the person asked has opened what is to be signed."""
    version = MandateVersion.objects.select_related("mandate__office").get(pk=version_id)
    standing = standing_of(by, version.mandate.office)
    return open_asked(signing_of(version, seat_id, version.digest, standing), standing)


@transaction.atomic
def open_asked(signing: Signing, standing: Standing) -> SignatureRequest:
    """Record the same of what is loaded already, once the version is locked and still out."""
    may_open_for_signature(standing, signing).require()
    request, version = signing.request, signing.version
    assert request is not None
    out = MandateVersion.objects.select_for_update().filter(pk=version.pk, state=VersionState.OUT_FOR_SIGNATURE)
    waiting = SignatureRequest.objects.filter(pk=request.pk, opened_at__isnull=True, state__in=ASKED_TO_SIGN)
    if out.values_list("pk", flat=True).first() and waiting.update(opened_at=signing.now):
        payload, office = {"seat": request.seat.title}, version.mandate.office
        record("version.opened_for_signature", about=version, office=office, by=standing.person, payload=payload)
        request.opened_at = signing.now
    return request


@transaction.atomic
def sign(
    *,
    version_id: int,
    seat_id: int,
    shown_digest: str,
    proof: Proof | None,
    given: Given,
    origin: Origin | None = None,
    by: Person,
) -> Signature:
    """Sign a frozen version for a seat; the last required signature puts it in force.

    The person is read anew, behind a lock: an address that changed a moment ago blocks, too.

    `origin` is evidence beside the chain: its entry covers it by a salted digest, and it may be erased later.
    """
    version = lock_version(version_id)
    office = version.mandate.office
    if signature := version.signatures.filter(seat_id=seat_id, person=by, revoked_at__isnull=True).first():
        return signature
    by = lock_person(by.pk)
    standing, asked = standing_of(by, office), list(version.signature_requests.all())
    signing = signing_of(version, seat_id, shown_digest, standing, asked)
    may_sign(standing, signing, proof, given).require()
    request = signing.request
    assert request is not None
    assert proof is not None
    signature = _write(signing, request, given, proof.method, by)
    condition = _set_condition(signature, given.condition)
    settle(request, SignatureState.SIGNED)
    evidence = _evidence(signature, condition, origin or Origin())
    record("version.signed", about=version, office=office, by=by, payload=evidence)
    proceed(version, by=by, requests=asked)
    if condition:
        signing_mails.condition_set(condition)
    if signing.delegation:
        signing_mails.signed_for(signature, signing.delegation)
    return signature


def _write(signing: Signing, request: SignatureRequest, given: Given, method: str, by: Person) -> Signature:
    reservation = canonical.text(given.reservation)
    manner = Manner.CONDITION if given.condition else Manner.RESERVATION if reservation else Manner.PLAIN
    signature = Signature.objects.create(
        version=signing.version,
        seat=request.seat,
        person=by,
        digest=signing.version.digest,
        intent=canonical.text(given.intent),
        typed_name=canonical.text(given.typed_name),
        method=method,
        reservation=reservation,
        manner=manner,
        delegation=signing.delegation,
    )
    keep_signed_reservation(signature)
    return signature


def _set_condition(signature: Signature, given: NewCondition | None) -> Condition | None:
    if given is None:
        return None
    assert given.owner_id is not None, "the rule has refused a condition that nobody sees to"
    owner = Seat.objects.get(pk=given.owner_id, office_id=signature.version.mandate.office_id)
    return Condition.objects.create(
        signature=signature,
        text=canonical.text(given.text),
        owner=owner,
        due=given.due,
        is_precondition=given.is_precondition,
    )


def _evidence(signature: Signature, condition: Condition | None, origin: Origin) -> dict[str, object]:
    evidence: dict[str, object] = {
        "seat": signature.seat.title,
        "digest": signature.digest,
        "method": signature.method,
        "intent": signature.intent,
        "typed_name": signature.typed_name,
        "manner": str(signature.manner),
        "reservation": signature.reservation,
        "address": origin.address,
        "agent": origin.agent,
    }
    if signature.delegation:
        evidence["in_the_place_of"] = signature.delegation.by_id
    if condition:
        evidence["condition"] = {
            "text": condition.text,
            "owner": condition.owner.title,
            "due": condition.due,
            "before_in_force": condition.is_precondition,
        }
    return evidence


@transaction.atomic
def decline(*, version_id: int, seat_id: int, shown_digest: str, reason: str, by: Person) -> MandateVersion:
    """Refuse to sign, with a reason: the version is withdrawn, and a new draft copied from it; returns that draft."""
    version = lock_version(version_id)
    office = version.mandate.office
    standing = standing_of(by, office)
    signing = signing_of(version, seat_id, shown_digest, standing)
    request = signing.request
    if request and request.state == SignatureState.DECLINED and seat_id in standing.seat_ids:
        return version.amendments.order_by("pk").last() or version
    may_decline(standing, signing, reason).require()
    assert request is not None
    request.reason = canonical.text(reason)
    settle(request, SignatureState.DECLINED, "reason")
    payload = {"seat": request.seat.title, "reason": request.reason}
    record("version.declined", about=version, office=office, by=by, payload=payload)
    is_wording = version.amendment_class == AmendmentClass.EDITORIAL
    draft = withdraw(version, reason=request.reason, by=by, raised_to=AmendmentClass.MINOR if is_wording else "")
    signing_mails.declined(version, request, by)
    return draft


@transaction.atomic
def revoke(*, version_id: int, seat_id: int, reason: str, by: Person) -> Signature:
    """Take a signature back before the version is in force: it stays as evidence, and counts no more."""
    version = lock_version(version_id)
    office = version.mandate.office
    given = version.signatures.filter(seat_id=seat_id).select_related("seat", "delegation").order_by("pk")
    signature = given.filter(revoked_at__isnull=True).last()
    if signature is None and (before := given.last()) and before.revoked_by_id == by.pk:
        return before
    may_revoke(standing_of(by, office), version, signature, reason).require()
    assert signature is not None
    signature.revoked_at, signature.revoked_by, signature.revoked_reason = clock.now(), by, canonical.text(reason)
    signature.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    request = version.signature_requests.get(seat_id=seat_id)
    settle(request, SignatureState.REVOKED)
    close_with_its_signature(signature, by=by)
    payload = {"seat": signature.seat.title, "reason": signature.revoked_reason}
    record("version.revoked", about=version, office=office, by=by, payload=payload)
    signing_mails.revoked(version, signature, by)
    return signature


def settle(request: SignatureRequest, state: SignatureState, *also: str) -> None:
    """Write down what a seat did."""
    request.state, request.settled_at = state, clock.now()
    request.save(update_fields=["state", "settled_at", *also])
