"""The manager's deeds around signing: send a version out, give more time, call it back; the sponsor's waiver."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from executives.models import Seat
from executives.selectors.seats import person_in
from mandates import signing_mails
from mandates.locks import lock_version
from mandates.models import MandateVersion, SignatureRequest, Waiver
from mandates.rules.sending import may_extend_signing, may_recall, may_send_for_signature, may_waive
from mandates.selectors.checks import lacking_in
from mandates.selectors.signoff import places_for, requests_of, required_seats, rule_of, vacant_of, waived_of
from mandates.services.forces import OPEN, move, proceed, withdraw
from mandates.signing_rules import turn
from mandates.states import SignatureState, VersionState
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.rules import is_manager
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def send_for_signature(*, version_id: int, due: date | None = None, by: Person) -> MandateVersion:
    """Ask the seats that sign an agreed version, those of the first stage at once; a vacant required one blocks."""
    version = lock_version(version_id)
    office = version.mandate.office
    standing = standing_of(by, office)
    is_manager(standing).require()
    if version.state == VersionState.OUT_FOR_SIGNATURE:
        return version
    seats = required_seats(version)
    asked = [seat for seat in seats if seat.pk not in waived_of(version)]
    may_send_for_signature(
        standing,
        version,
        vacant=[seat.title for seat in vacant_of(version, seats)],
        changed=sorted({seat.title for seat in seats} ^ set(version.required_seats)),
        due=due,
        today=clock.today(office.time_zone),
        held=sum(person_in(seat) is not None for seat in asked),
        needed=rule_of(version).needed(len(asked)) if asked else 1,
        missing=lacking_in(version),
    ).require()
    ask_to_sign(version, asked, due=due, by=by)
    return version


def ask_to_sign(version: MandateVersion, seats: list[Seat], *, due: date | None, by: Person) -> None:
    """Send a version to seats: the first stage is asked, the others wait for their turn; the caller has asked rules."""
    places = {place.seat_id: place for place in places_for(version, seats)}
    now = turn(rule_of(version), list(places.values()))
    requests = [
        SignatureRequest(
            version=version,
            seat=seat,
            stage=places[seat.pk].stage,
            must=places[seat.pk].must,
            state=SignatureState.WAITING if places[seat.pk].stage <= now else SignatureState.LATER,
            due=due,
        )
        for seat in seats
    ]
    SignatureRequest.objects.bulk_create(requests)
    move(version, VersionState.OUT_FOR_SIGNATURE)
    payload = {"seats": [seat.title for seat in seats], "due": due, "digest": version.digest}
    record("version.sent_for_signature", about=version, office=version.mandate.office, by=by, payload=payload)
    first = [each.seat_id for each in requests if each.state == SignatureState.WAITING]
    signing_mails.out_for_signature(version, first, due)


@transaction.atomic
def extend_signing(*, version_id: int, due: date, by: Person) -> MandateVersion:
    """Give everybody who has not answered more time to sign: a later last day, never an earlier one."""
    version = lock_version(version_id)
    office = version.mandate.office
    standing = standing_of(by, office)
    is_manager(standing).require()
    last = last_day_of(version)
    if last == due and version.state == VersionState.OUT_FOR_SIGNATURE:
        return version
    may_extend_signing(standing, version, last=last, due=due, today=clock.today(office.time_zone)).require()
    version.signature_requests.filter(state__in=OPEN).update(due=due)
    record("version.signing_extended", about=version, office=office, by=by, payload={"was": last, "until": due})
    waiting = version.signature_requests.filter(state__in=(SignatureState.WAITING, SignatureState.REVOKED))
    signing_mails.signing_extended(version, list(waiting.values_list("seat_id", flat=True)), due)
    return version


def last_day_of(version: MandateVersion) -> date | None:
    """Return the last day on which a version can be signed, or None where there is none."""
    open_now = version.signature_requests.filter(state__in=OPEN)
    return open_now.aggregate(last=Max("due"))["last"]


@transaction.atomic
def recall(*, version_id: int, reason: str, by: Person) -> MandateVersion:
    """Call a version back that is out for signature; return the draft that is copied from it."""
    version = lock_version(version_id)
    standing, said = standing_of(by, version.mandate.office), canonical.text(reason)
    is_manager(standing).require()
    if version.state == VersionState.WITHDRAWN and version.withdrawn_reason == said:
        return version.amendments.order_by("pk").last() or version
    may_recall(standing, version, reason).require()
    record("version.recalled", about=version, office=version.mandate.office, by=by, payload={"reason": said})
    draft = withdraw(version, reason=said, by=by)
    signing_mails.recalled(version, by)
    return draft


@transaction.atomic
def waive_seat(*, version_id: int, seat_id: int, reason: str, by: Person) -> Waiver:
    """Let a version be signed without a seat that nobody holds, as the sponsor; what waited for it alone goes on."""
    version = lock_version(version_id)
    office, seat = version.mandate.office, Seat.objects.get(pk=seat_id)
    if waiver := version.waivers.filter(seat=seat).first():
        return waiver
    vacant = any(seat_id == each.pk for each in vacant_of(version, required_seats(version)))
    standing, sponsor = standing_of(by, office), sponsor_of(office)
    may_waive(standing, version, seat, sponsor, is_vacant=vacant, reason=reason).require()
    waiver = Waiver.objects.create(version=version, seat=seat, reason=canonical.text(reason), by=by)
    payload = {"seat": seat.title, "reason": waiver.reason}
    record("seat.waived", about=version, office=office, by=by, payload=payload)
    if version.state == VersionState.OUT_FOR_SIGNATURE:
        asked = version.signature_requests.filter(seat=seat, state__in=OPEN)
        asked.update(state=SignatureState.ENDED, settled_at=clock.now())
        proceed(version, by=by, requests=list(requests_of(version)))
    return waiver


def sponsor_of(office: Office) -> int | None:
    """Return the seat of the sponsor, or None."""
    return Seat.objects.filter(office=office, sponsor=True, closed_on__isnull=True).values_list("pk", flat=True).first()
