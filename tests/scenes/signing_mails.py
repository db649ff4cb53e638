"""The mails of signing: how things stand before the deed, then the deed that writes it."""

from collections.abc import Iterator
from datetime import timedelta

from mandates.control_states import DelegationScope
from mandates.models import MandateVersion
from mandates.rules.delegations import NewDelegation
from mandates.rules.signoff import NewCondition
from mandates.services import conditions, delegations, paper_signatures, signoff
from pmo.access.models import Office, Person
from tests.scenes import rounds as in_round
from tests.scenes.executives import administrator_of, holder_of, manager_of
from tests.scenes.letters import an_office_with_seats

SCAN = b"%PDF-1.7 a scan"


def a_condition(office: Office, version, *, precondition: bool = False):
    """Return the condition under which the first seat signed, which the second one sees to."""
    first, second = office.seats.all()[:2]
    until = in_round.in_days(office, 5)
    under = NewCondition("The survey is done.", second.pk, until, precondition)
    return in_round.signed(version, first, condition=under).condition


def allowed(office: Office, **given) -> None:
    """Allow something in signing."""
    usual = {"paper_counts": False, "delegation": False, "objection_days": 10}
    delegations.set_policy(office_id=office.pk, by=administrator_of(office), **usual | given)


def sent_out() -> Iterator[None]:
    office = an_office_with_seats()
    version = in_round.an_agreed_version(office)
    yield
    signoff.send_for_signature(version_id=version.pk, due=in_round.in_days(office, 7), by=manager_of(office))


def in_force() -> Iterator[None]:
    version = in_round.a_version_out_for_signature(an_office_with_seats())
    first, last = version.signature_requests.select_related("seat")
    in_round.signed(version, first.seat)
    yield
    in_round.signed(version, last.seat)


def declined() -> Iterator[None]:
    version = in_round.a_version_out_for_signature(an_office_with_seats())
    seat = version.signature_requests.select_related("seat")[0].seat
    yield
    told = {"shown_digest": version.digest, "reason": "X.", "by": holder_of(seat)}
    signoff.decline(version_id=version.pk, seat_id=seat.pk, **told)


def extended() -> Iterator[None]:
    office = an_office_with_seats()
    version, by = in_round.an_agreed_version(office), manager_of(office)
    signoff.send_for_signature(version_id=version.pk, due=in_round.in_days(office, 7), by=by)
    yield
    signoff.extend_signing(version_id=version.pk, due=in_round.in_days(office, 9), by=by)


def recalled() -> Iterator[None]:
    office = an_office_with_seats()
    version = in_round.a_version_out_for_signature(office)
    yield
    signoff.recall(version_id=version.pk, reason="X.", by=manager_of(office))


def revoked() -> Iterator[None]:
    office = an_office_with_seats()
    version, seat = in_round.a_version_out_for_signature(office), office.seats.all()[0]
    in_round.signed(version, seat)
    yield
    signoff.revoke(version_id=version.pk, seat_id=seat.pk, reason="X.", by=holder_of(seat))


def signed_on_paper() -> Iterator[None]:
    office = an_office_with_seats()
    allowed(office, paper_counts=True)
    version, seat = in_round.a_version_out_for_signature(office), office.seats.all()[0]
    yield
    paper_signatures.record_signature(
        version_id=version.pk,
        seat_id=seat.pk,
        day=in_round.in_days(office, 0),
        name="scan.pdf",
        data=SCAN,
        shown_digest=version.digest,
        by=manager_of(office),
    )


def condition_set() -> Iterator[None]:
    office = an_office_with_seats()
    version = in_round.a_version_out_for_signature(office)
    yield
    a_condition(office, version)


def condition_reported() -> Iterator[None]:
    office = an_office_with_seats()
    condition = a_condition(office, in_round.a_version_out_for_signature(office))
    yield
    conditions.report_on(condition_id=condition.pk, report="X.", by=holder_of(condition.owner))


def delegate_named() -> Iterator[None]:
    office = an_office_with_seats()
    allowed(office, delegation=True)
    seat, other = office.seats.all()[:2]
    today = in_round.in_days(office, 0)
    yield
    given = NewDelegation(holder_of(other), DelegationScope.ALL, today, today + timedelta(days=9))
    delegations.name_delegate(seat_id=seat.pk, given=given, by=holder_of(seat))


def _delegated() -> tuple[MandateVersion, Person]:
    """Return an agreed version, and who may sign it for the first seat of its office."""
    office = an_office_with_seats()
    version = in_round.an_agreed_version(office)
    allowed(office, delegation=True)
    (seat, other), today = office.seats.all()[:2], in_round.in_days(office, 0)
    given = NewDelegation(holder_of(other), DelegationScope.ALL, today, today + timedelta(days=9))
    delegations.name_delegate(seat_id=seat.pk, given=given, by=holder_of(seat))
    return version, holder_of(other)


def delegate_asked() -> Iterator[None]:
    version, _delegate = _delegated()
    yield
    due = in_round.in_days(version.mandate.office, 7)
    signoff.send_for_signature(version_id=version.pk, due=due, by=manager_of(version.mandate.office))


def signed_for_you() -> Iterator[None]:
    version, delegate = _delegated()
    out = signoff.send_for_signature(version_id=version.pk, by=manager_of(version.mandate.office))
    yield
    seat = out.mandate.office.seats.all()[0]
    shown = {"version_id": out.pk, "seat_id": seat.pk, "shown_digest": out.digest}
    signoff.sign(**shown, proof=in_round.a_proof(out, delegate), given=in_round.given_by(delegate), by=delegate)


OUT = [sent_out, delegate_asked]
KEPT = {
    "version.in_force": [in_force],
    "version.declined": [declined],
    "signature.for_you": [signed_for_you],
    "version.extended": [extended],
    "version.recalled": [recalled],
    "version.revoked": [revoked],
    "version.signed_on_paper": [signed_on_paper],
    "condition.set": [condition_set],
    "condition.reported": [condition_reported],
    "delegation.named": [delegate_named],
}
