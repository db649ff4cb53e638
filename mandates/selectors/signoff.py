"""Reads of signing: who is asked, who has signed, what one signed before."""

from django.db.models import QuerySet

from executives.models import Seat
from executives.selectors.seats import seats_of
from executives.states import DecisionRole
from mandates.models import MandateVersion, Signature, SignatureRequest
from mandates.selectors.versions import versions_of
from mandates.states import SignatureState, VersionState
from pmo.access.models import Office, Person


def required_seats(version: MandateVersion) -> list[Seat]:
    """Return the seats that must sign: the signatory ones, each with today's holder in `.now`."""
    seats = seats_of(version.mandate.office)
    return [seat for seat in seats if seat.decision_role == DecisionRole.SIGNATORY]


def requests_of(version: MandateVersion) -> QuerySet[SignatureRequest]:
    """Return who was asked to sign, in the order of the seats."""
    return version.signature_requests.select_related("seat")


def signatures_of(version: MandateVersion) -> QuerySet[Signature]:
    """Return the signatures in the order in which they were given."""
    return version.signatures.select_related("seat", "person")


def version_to_sign(office: Office) -> MandateVersion | None:
    """Return the version that is out for signature, or None."""
    return versions_of(office).filter(state=VersionState.OUT_FOR_SIGNATURE).first()


def waiting_requests(office: Office, seat_ids: tuple[int, ...]) -> QuerySet[SignatureRequest]:
    """Return the signatures that wait for these seats."""
    return SignatureRequest.objects.filter(
        version__mandate__office=office,
        version__state=VersionState.OUT_FOR_SIGNATURE,
        seat__in=seat_ids,
        state=SignatureState.WAITING,
    ).select_related("seat", "version__mandate__office")


def last_signed(person: Person, seat: Seat, before: MandateVersion) -> Signature | None:
    """Return the person's newest signature for the seat on an earlier version, or None."""
    return (
        Signature.objects.filter(person=person, seat=seat, version__mandate=before.mandate)
        .exclude(version=before)
        .select_related("version__mandate__office")
        .order_by("at")
        .last()
    )
