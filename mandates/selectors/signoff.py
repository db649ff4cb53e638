"""Reads of signing: who is asked, whose turn it is, who has signed, what one signed before."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from executives.models import Holder, Seat
from executives.selectors.seats import holders_on, person_in, seats_of
from executives.states import DecisionRole
from mandates.control_states import LIGHT, AmendmentClass, DelegationScope
from mandates.models import Delegation, MandateVersion, Signature, SignatureRequest, SigningPolicy
from mandates.rules.signoff import Signing
from mandates.selectors.versions import versions_of
from mandates.signing_rules import Place, SigningRule, cannot_go_without, waited_for
from mandates.states import ASKED_TO_SIGN, SignatureState, VersionState
from pmo import clock
from pmo.access.models import Office, Person
from pmo.access.selectors import memberships_of
from pmo.access.standing import Standing
from pmo.access.states import Role

OUT = {"version__state": VersionState.OUT_FOR_SIGNATURE}


def required_seats(version: MandateVersion) -> list[Seat]:
    """Return the seats that sign, each with today's holder: the signatory ones, or those that a light one names."""
    seats = seats_of(version.mandate.office)
    if version.is_frozen and version.amendment_class in LIGHT:
        return [seat for seat in seats if seat.title in version.required_seats]
    return [seat for seat in seats if seat.decision_role == DecisionRole.SIGNATORY]


def rule_of(version: MandateVersion) -> SigningRule:
    """Return the rule by which a version is signed, given its class."""
    return SigningRule(
        version.signing_rule, version.signing_needed, version.amendment_class or AmendmentClass.MAJOR.value
    )


def places_for(version: MandateVersion, seats: Iterable[Seat]) -> list[Place]:
    """Return the places that seats will have in the order of signing, none of which has signed."""
    rule, set_to = rule_of(version), {each.seat_id: each for each in version.signing_seats.all()}
    return [
        Place(seat.pk, found.stage if found else 1, must=rule.is_of_all or bool(found and found.must))
        for seat in seats
        for found in (set_to.get(seat.pk),)
    ]


def places_of(requests: Iterable[SignatureRequest]) -> list[Place]:
    """Return the places of the seats that are asked, as they stand; a seat that was waived is asked no more."""
    return [
        Place(each.seat_id, each.stage, must=each.must, signed=each.state == SignatureState.SIGNED)
        for each in requests
        if each.state != SignatureState.ENDED
    ]


def requests_of(version: MandateVersion) -> QuerySet[SignatureRequest]:
    """Return who was asked to sign, in the order of the stages and seats."""
    return version.signature_requests.select_related("seat")


def signatures_of(version: MandateVersion) -> QuerySet[Signature]:
    """Return the signatures in the order in which they were given, those that were taken back with them."""
    return version.signatures.select_related("seat", "person", "delegation__by", "paper__by", "condition__owner")


def vacant_of(version: MandateVersion, seats: Iterable[Seat]) -> list[Seat]:
    """Return the seats that nobody holds, that the sponsor has not waived and that signing cannot go without."""
    seats = list(seats)
    vacant = [seat for seat in seats if not person_in(seat)]
    if not vacant:
        return []
    if version.state == VersionState.OUT_FOR_SIGNATURE:
        places = places_of(version.signature_requests.all())
    else:
        waived = waived_of(version)
        places = [place for place in places_for(version, seats) if place.seat_id not in waived]
    needed = cannot_go_without(places, {seat.pk for seat in vacant})
    return [seat for seat in vacant if seat.pk in needed]


def vacant_seats(office: Office) -> QuerySet[Seat]:
    """Return the signatory seats that nobody holds today."""
    signing = Seat.objects.filter(office=office, decision_role=DecisionRole.SIGNATORY, closed_on__isnull=True)
    return signing.exclude(Exists(holders_on(clock.today(office.time_zone)).filter(seat=OuterRef("pk"))))


def waived_of(version: MandateVersion) -> set[int]:
    """Return the seats without which the sponsor lets a version be signed."""
    return set(version.waivers.values_list("seat_id", flat=True))


def waiting_requests(office: Office, seat_ids: tuple[int, ...]) -> QuerySet[SignatureRequest]:
    """Return the signatures that wait for these seats."""
    return _waiting(office).filter(seat__in=seat_ids)


def requests_to_sign(standing: Standing) -> QuerySet[SignatureRequest]:
    """Return the signatures that wait for a person: for their own seats, and for those they may sign for."""
    own = Q(seat__in=standing.seat_ids)
    if standing.is_manager or not standing.seat_ids:
        return _waiting(standing.office).filter(own)
    return _waiting(standing.office).filter(own | Exists(_standing_in(standing)))


def with_counts(requests: QuerySet[SignatureRequest]) -> QuerySet[SignatureRequest]:
    """Return requests with how many seats their version asks, and how many of those have signed."""
    beside = SignatureRequest.objects.filter(version=OuterRef("version")).order_by().values("version")
    asked = beside.exclude(state=SignatureState.ENDED).annotate(number=Count("pk")).values("number")
    signed = beside.filter(state=SignatureState.SIGNED).annotate(number=Count("pk")).values("number")
    return requests.annotate(asked=Coalesce(Subquery(asked), 0), signed=Coalesce(Subquery(signed), 0))


def counts_of(request: SignatureRequest) -> tuple[int, int]:
    """Return how many seats a request's version asks, and how many of them have signed; no query `with_counts`."""
    if hasattr(request, "asked") and hasattr(request, "signed"):
        return request.asked, request.signed
    states = list(request.version.signature_requests.values_list("state", flat=True))
    return len(states) - states.count(SignatureState.ENDED), states.count(SignatureState.SIGNED)


def has_more_to_sign(standing: Standing) -> bool:
    """Say whether something waits for a person's signature still, once they have signed for a seat."""
    if len(standing.seat_ids) > 1 and waiting_requests(standing.office, standing.seat_ids).exists():
        return True
    named = Delegation.objects.filter(delegate=standing.person, ended_at__isnull=True)
    return named.exists() and requests_to_sign(standing).exists()


def _waiting(office: Office) -> QuerySet[SignatureRequest]:
    asked = SignatureRequest.objects.filter(version__mandate__office=office, **OUT, state__in=ASKED_TO_SIGN)
    return asked.select_related("seat", "version__mandate__office")


def _standing_in(standing: Standing) -> QuerySet[Delegation]:
    """Return what lets somebody sign for the seat of a request today, while whoever named them holds it."""
    today = clock.today(standing.office.time_zone)
    minor = Q(scope=DelegationScope.MINOR) & Exists(
        MandateVersion.objects.filter(pk=OuterRef(OuterRef("version")), amendment_class__in=LIGHT)
    )
    open_now = Delegation.objects.filter(
        Q(scope=DelegationScope.ALL) | minor,
        seat=OuterRef("seat"),
        delegate=standing.person,
        ended_at__isnull=True,
        first__lte=today,
        last__gte=today,
    )
    allowed = SigningPolicy.objects.filter(office=standing.office, delegation=True)
    return open_now.filter(Exists(allowed), Exists(_still_held(today)))


def _still_held(today: date) -> QuerySet[Holder]:
    return holders_on(today).filter(seat=OuterRef("seat"), person=OuterRef("by"))


def delegation_for(seat: Seat, person: Person) -> Delegation | None:
    """Return the newest delegation by which a person was named for a seat by whoever holds it now, or None."""
    today = clock.today(seat.office.time_zone)
    named = Delegation.objects.filter(seat=seat, delegate=person)
    return named.filter(Exists(_still_held(today))).select_related("by").order_by("pk").last()


def delegations_now(office: Office, seat_ids: Iterable[int], amendment_class: str) -> list[Delegation]:
    """Return by which delegations a version of a class may be signed today, in the place of seats' holders."""
    today, scopes = clock.today(office.time_zone), [DelegationScope.ALL]
    if amendment_class in LIGHT:
        scopes.append(DelegationScope.MINOR)
    found = Delegation.objects.filter(seat__in=list(seat_ids), scope__in=scopes, ended_at__isnull=True)
    found = found.filter(first__lte=today, last__gte=today, seat__office__signing_policy__delegation=True)
    managing = memberships_of(office).filter(role=Role.MANAGER).values("person")
    found = found.filter(Exists(_still_held(today))).exclude(delegate__in=managing)
    return list(found.select_related("seat", "delegate", "by"))


def delegation_allowed(office: Office) -> bool:
    """Return whether an office lets anybody sign for somebody else."""
    return SigningPolicy.objects.filter(office=office, delegation=True).exists()


def overdue_versions(office: Office) -> QuerySet[MandateVersion]:
    """Return the versions that are out for signature though their last day is over and somebody has not signed."""
    late = SignatureRequest.objects.filter(version=OuterRef("pk"), state__in=ASKED_TO_SIGN)
    late = late.filter(due__lt=clock.today(office.time_zone))
    return versions_of(office).filter(Exists(late), state=VersionState.OUT_FOR_SIGNATURE)


def last_signed(person: Person, seat: Seat, before: MandateVersion) -> Signature | None:
    """Return the person's newest signature for the seat on an earlier version that they did not take back, or None."""
    return (
        Signature.objects.filter(person=person, seat=seat, version__mandate=before.mandate, revoked_at__isnull=True)
        .exclude(version=before)
        .select_related("version__mandate__office")
        .order_by("at")
        .last()
    )


def signing_of(
    version: MandateVersion,
    seat_id: int,
    shown_digest: str,
    standing: Standing,
    asked: list[SignatureRequest] | None = None,
) -> Signing:
    """Return the version before the person: the seat's request, whom its stage waits for, in whose place they sign."""
    requests = list(requests_of(version)) if asked is None else asked
    request = next((each for each in requests if each.seat_id == seat_id), None)
    before = _before(version, request, requests)
    enough = len(before) > 1 and not all(each.must for each in before)
    titles = [each.seat.title for each in before]
    signing = Signing(version, request, shown_digest, clock.now(), titles, enough=enough)
    if request is None or seat_id in standing.seat_ids:
        return signing
    delegation = delegation_for(Seat.objects.select_related("office").get(pk=seat_id), standing.person)
    if delegation is None:
        return signing
    return replace(signing, delegation=delegation, delegates=delegation_allowed(version.mandate.office))


def _before(
    version: MandateVersion, request: SignatureRequest | None, asked: list[SignatureRequest]
) -> list[SignatureRequest]:
    """Return the seats for which a seat whose turn has not come waits."""
    if request is None or request.state != SignatureState.LATER:
        return []
    before = waited_for(rule_of(version), places_of(asked), request.seat_id)
    return [each for each in asked if each.seat_id in before]
