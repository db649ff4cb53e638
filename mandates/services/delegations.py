"""What an office allows in signing, and whom a holder lets sign for their seat."""

from django.db import transaction

from executives.models import Seat
from mandates import signing_mails
from mandates.models import Delegation, SigningPolicy
from mandates.rules.delegations import NewDelegation, may_delegate, may_end_delegation, may_set_policy
from mandates.selectors.signoff import delegation_allowed
from pmo import clock
from pmo.access.models import Person
from pmo.access.services import lock_office
from pmo.access.standing import standing_of
from pmo.audit import canonical
from pmo.audit.services import record


@transaction.atomic
def set_policy(
    *, office_id: int, paper_counts: bool, delegation: bool, objection_days: int, by: Person
) -> SigningPolicy:
    """Say whether a signature on paper counts, whether somebody may sign for another, how long a window is open."""
    office = lock_office(office_id)
    may_set_policy(standing_of(by, office), objection_days).require()
    new = {"paper_counts": paper_counts, "delegation": delegation, "objection_days": objection_days}
    policy = SigningPolicy.objects.filter(office=office).first()
    if policy and all(getattr(policy, name) == value for name, value in new.items()):
        return policy
    kept = {**new, "changed_by": by, "changed_at": clock.now()}
    policy, _is_new = SigningPolicy.objects.update_or_create(office=office, defaults=kept)
    record("signing.policy", about=policy, office=office, by=by, payload=new)
    return policy


@transaction.atomic
def name_delegate(*, seat_id: int, given: NewDelegation, by: Person) -> Delegation:
    """Let somebody sign for one's seat; whoever was named before is named no more."""
    seat = Seat.objects.get(pk=seat_id)
    seat.office = office = lock_office(seat.office_id)
    open_now = Delegation.objects.filter(seat=seat, ended_at__isnull=True).select_related("seat__office").first()
    if open_now and _is_same(open_now, given, by):
        return open_now
    whose = standing_of(given.delegate, office) if given.delegate else None
    allowed, today = delegation_allowed(office), clock.today(office.time_zone)
    may_delegate(standing_of(by, office), seat_id, given, whose, allowed=allowed, today=today).require()
    assert given.delegate is not None
    if open_now:
        _end(open_now, by)
    made = Delegation.objects.create(
        seat=seat,
        delegate=given.delegate,
        scope=given.scope,
        first=given.first,
        last=given.last,
        reason=canonical.text(given.reason),
        by=by,
    )
    payload = {"to": made.delegate_id, "scope": str(made.scope), "first": made.first, "last": made.last}
    record("delegation.named", about=made, office=office, by=by, payload=payload | {"reason": made.reason})
    signing_mails.delegate_named(made)
    return made


@transaction.atomic
def end_delegation(*, delegation_id: int, by: Person) -> Delegation:
    """End a delegation; what was signed by it stands."""
    lock_office(Delegation.objects.values_list("seat__office_id", flat=True).get(pk=delegation_id))
    delegation = Delegation.objects.select_related("seat__office").get(pk=delegation_id)
    may_end_delegation(standing_of(by, delegation.seat.office), delegation).require()
    if delegation.ended_at is None:
        _end(delegation, by)
    return delegation


def _is_same(delegation: Delegation, given: NewDelegation, by: Person) -> bool:
    asked = (given.delegate.pk if given.delegate else None, given.scope, given.first, given.last, by.pk)
    return asked == (
        delegation.delegate_id,
        delegation.scope,
        delegation.first,
        delegation.last,
        delegation.by_id,
    )


def _end(delegation: Delegation, by: Person) -> None:
    delegation.ended_at, delegation.ended_by = clock.now(), by
    delegation.save(update_fields=["ended_at", "ended_by"])
    payload = {"to": delegation.delegate_id}
    record("delegation.ended", about=delegation, office=delegation.seat.office, by=by, payload=payload)
