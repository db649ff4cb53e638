"""Stage *signed*: all signatories sign; the last one puts the mandate in force."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta

from django.db.models import QuerySet

from mandates.models import MandateVersion, SignatureRequest
from mandates.rules.signoff import Given, NewCondition
from mandates.selectors.signing import sign_page_of
from mandates.services import signoff
from mandates.states import SignatureState
from pmo.access.models import Person
from pmo.access.proofs import prove_by_password, standing_proof
from pmo.access.standing import standing_of
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast
from pmo.desk.demonstration.listening import holder
from pmo.desk.demonstration.mailing import post

SENT_OUT = datetime(2026, 1, 19, 9, 0, tzinfo=UTC)
FIRST_SIGNED = datetime(2026, 1, 25, 8, 0, tzinfo=UTC)
SESSION = "demonstration"


def send_out(version: MandateVersion) -> None:
    """Send the version out for signature."""
    set_time(SENT_OUT)
    signoff.send_for_signature(version_id=version.pk, due=date(2026, 1, 31), by=cast.person(cast.MANAGER))
    post()


def sign_by(version: MandateVersion, *, last: date) -> None:
    """Let the signatories sign, one a day, until a day; all have on 31 January 2026."""
    for days, request in enumerate(_requests_of(version)):
        moment = FIRST_SIGNED + timedelta(days=days)
        if moment.date() <= last and request.state == SignatureState.WAITING:
            set_time(moment)
            _sign(request, holder(request.seat_id))


def sign_in_turn(
    version: MandateVersion,
    *,
    first: datetime,
    only: Collection[str] = (),
    reservations: Mapping[str, str] | None = None,
    conditions: Mapping[str, NewCondition] | None = None,
) -> None:
    """Let those who are asked sign, one a day from the first on (`only` some, by their addresses)."""
    moment = first
    for request in _requests_of(version):
        person = holder(request.seat_id)
        if only and person.email not in only:
            continue
        set_time(moment)
        reservation, condition = (reservations or {}).get(person.email, ""), (conditions or {}).get(person.email)
        _sign(request, person, reservation=reservation, condition=condition)
        moment += timedelta(days=1)


def _requests_of(version: MandateVersion) -> QuerySet[SignatureRequest]:
    return SignatureRequest.objects.filter(version=version).select_related("seat", "version__mandate__office")


def _sign(
    request: SignatureRequest, person: Person, *, reservation: str = "", condition: NewCondition | None = None
) -> None:
    purpose = f"sign:{request.version_id}"
    signoff.open_for_signature(version_id=request.version_id, seat_id=request.seat_id, by=person)
    prove_by_password(person, cast.password(), purpose=purpose, session_key=SESSION).require()
    page = sign_page_of(standing_of(person, request.version.mandate.office), str(request.seat_id))
    if page is None:
        raise LookupError(f"Nothing waits for the signature of {request.seat}.")
    signoff.sign(
        version_id=request.version_id,
        seat_id=request.seat_id,
        shown_digest=page.version.digest,
        proof=standing_proof(person, purpose=purpose, session_key=SESSION),
        given=Given(f"{page.intent} {page.consent}", person.name, reservation, condition),
        by=person,
    )
