"""Deeds of signing: send out, open, sign, decline; the last required signature puts the version in force."""

from datetime import date

from django.db import transaction

from executives.selectors.seats import person_in
from mandates import announcements
from mandates.agreement import needed
from mandates.control_states import Manner
from mandates.locks import lock_version
from mandates.models import MandateVersion, Signature, SignatureRequest
from mandates.rules.signoff import Signing, may_decline, may_open_for_signature, may_send_for_signature, may_sign
from mandates.selectors.signoff import required_seats
from mandates.services.drafting import draft_from
from mandates.services.reservations import keep_signed_reservation
from mandates.states import SignatureState, VersionState
from pmo import clock
from pmo.access.locks import lock_person
from pmo.access.models import Person, Proof
from pmo.access.origins import Origin
from pmo.access.rules import is_manager
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def send_for_signature(*, version_id: int, due: date | None = None, by: Person) -> MandateVersion:
    """Ask every required seat to sign an agreed version; a vacant one blocks."""
    version = lock_version(version_id)
    office = version.mandate.office
    standing = standing_of(by, office)
    is_manager(standing).require()
    if version.state == VersionState.OUT_FOR_SIGNATURE:
        return version
    seats = required_seats(version)
    may_send_for_signature(
        standing,
        version,
        vacant=[seat.title for seat in seats if not person_in(seat)],
        changed=sorted({seat.title for seat in seats} ^ set(version.required_seats)),
        due=due,
        today=clock.today(office.time_zone),
    ).require()
    SignatureRequest.objects.bulk_create([SignatureRequest(version=version, seat=seat, due=due) for seat in seats])
    _move(version, VersionState.OUT_FOR_SIGNATURE)
    payload = {"seats": [seat.title for seat in seats], "due": due, "digest": version.digest}
    record("version.sent_for_signature", about=version, office=office, by=by, payload=payload)
    announcements.out_for_signature(version, seats, due)
    return version


@transaction.atomic
def open_for_signature(*, version_id: int, seat_id: int, by: Person) -> SignatureRequest:
    """Record, once a seat and version, that the person asked has opened what is to be signed."""
    version = lock_version(version_id)
    request = _request(version, seat_id)
    signing = Signing(version, request, version.digest, clock.now())
    may_open_for_signature(standing_of(by, version.mandate.office), signing).require()
    assert request is not None
    if request.opened_at is None and request.state == SignatureState.WAITING:
        request.opened_at = clock.now()
        request.save(update_fields=["opened_at"])
        payload = {"seat": request.seat.title}
        record("version.opened_for_signature", about=version, office=version.mandate.office, by=by, payload=payload)
    return request


@transaction.atomic
def sign(
    *,
    version_id: int,
    seat_id: int,
    shown_digest: str,
    proof: Proof | None,
    intent: str,
    reservation: str = "",
    origin: Origin | None = None,
    by: Person,
) -> Signature:
    """Sign a frozen version for a seat; the last required signature puts it in force.

    The person is read anew, behind a lock: an address that changed a moment ago blocks, too.

    `origin` is evidence beside the chain: its entry covers it by a salted digest, and it may be erased later.
    """
    version = lock_version(version_id)
    office = version.mandate.office
    if signature := version.signatures.filter(seat_id=seat_id, person=by).first():
        return signature
    by = lock_person(by.pk)
    request = _request(version, seat_id)
    signing = Signing(version, request, shown_digest, clock.now())
    may_sign(standing_of(by, office), signing, proof, intent, reservation).require()
    assert request is not None
    assert proof is not None
    signature = Signature.objects.create(
        version=version,
        seat=request.seat,
        person=by,
        digest=version.digest,
        intent=canonical.text(intent),
        method=proof.method,
        reservation=canonical.text(reservation),
        manner=Manner.RESERVATION if reservation.strip() else Manner.PLAIN,
    )
    signature.version = version
    keep_signed_reservation(signature)
    _settle(request, SignatureState.SIGNED)
    record("version.signed", about=version, office=office, by=by, payload=_evidence(signature, origin or Origin()))
    if _is_met(version):
        _put_in_force(version, by=by)
    return signature


def _evidence(signature: Signature, origin: Origin) -> dict[str, object]:
    return {
        "seat": signature.seat.title,
        "digest": signature.digest,
        "method": signature.method,
        "intent": signature.intent,
        "reservation": signature.reservation,
        "address": origin.address,
        "agent": origin.agent,
    }


def _is_met(version: MandateVersion) -> bool:
    asked = version.signature_requests.count()
    signed = version.signature_requests.filter(state=SignatureState.SIGNED).count()
    return signed >= needed(version.signing_rule, asked)


def _put_in_force(version: MandateVersion, *, by: Person) -> None:
    office = version.mandate.office
    previous = version.mandate.versions.filter(state=VersionState.IN_FORCE).first()
    if previous:
        previous.ended_at = clock.now()
        _move(previous, VersionState.SUPERSEDED, "ended_at")
        record("version.superseded", about=previous, office=office, by=by, payload={"by_version": version.key})
    version.in_force_at = clock.now()
    _move(version, VersionState.IN_FORCE, "in_force_at")
    _revoke_the_rest(version)
    payload = {"number": version.key, "digest": version.digest}
    record("version.in_force", about=version, office=office, by=by, payload=payload)
    announcements.in_force(version)


@transaction.atomic
def decline(*, version_id: int, seat_id: int, shown_digest: str, reason: str, by: Person) -> MandateVersion:
    """Refuse to sign, with a reason: the version is withdrawn, and a new draft copied from it; returns that draft."""
    version = lock_version(version_id)
    office = version.mandate.office
    request = _request(version, seat_id)
    if request and request.state == SignatureState.DECLINED and seat_id in standing_of(by, office).seat_ids:
        return version.amendments.order_by("pk").last() or version
    may_decline(standing_of(by, office), Signing(version, request, shown_digest, clock.now()), reason).require()
    assert request is not None
    said = canonical.text(reason)
    request.reason = said
    _settle(request, SignatureState.DECLINED, "reason")
    record(
        "version.declined", about=version, office=office, by=by, payload={"seat": request.seat.title, "reason": said}
    )
    _revoke_the_rest(version)
    version.ended_at, version.withdrawn_reason = clock.now(), said
    _move(version, VersionState.WITHDRAWN, "ended_at", "withdrawn_reason")
    record("version.withdrawn", about=version, office=office, by=by, payload={"reason": said})
    draft = draft_from(version.mandate, version, reason=said, by=by)
    announcements.declined(version, request, by)
    return draft


def _request(version: MandateVersion, seat_id: int) -> SignatureRequest | None:
    return version.signature_requests.select_related("seat").filter(seat_id=seat_id).first()


def _settle(request: SignatureRequest, state: SignatureState, *also: str) -> None:
    request.state, request.settled_at = state, clock.now()
    request.save(update_fields=["state", "settled_at", *also])


def _revoke_the_rest(version: MandateVersion) -> None:
    """Nobody is asked any more: the version is in force, or withdrawn."""
    waiting = version.signature_requests.filter(state=SignatureState.WAITING)
    waiting.update(state=SignatureState.ENDED, settled_at=clock.now())


def _move(version: MandateVersion, state: VersionState, *also: str) -> None:
    version.state = state
    version.save(update_fields=["state", *also])
