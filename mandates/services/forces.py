"""What follows from a signature: the next stage is asked, the version comes into force, or it is withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from mandates import signing_mails
from mandates.locks import lock_version
from mandates.models import MandateVersion, SignatureRequest
from mandates.selectors.in_force import in_the_way
from mandates.selectors.signoff import places_of, requests_of, rule_of
from mandates.services.drafting import draft_from
from mandates.services.notice import give_notice, waits_for_objections
from mandates.signing_rules import is_met, turn
from mandates.states import GOING_INTO_FORCE, SignatureState, VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.audit.services import record

OPEN = (SignatureState.WAITING, SignatureState.LATER, SignatureState.REVOKED)


def proceed(version: MandateVersion, *, by: Person | None, requests: Sequence[SignatureRequest] | None = None) -> bool:
    """Put the version in force when nothing is in the way, else ask the stage whose turn it is; return whether it did.

    An editorial amendment opens to objections first. The caller holds the locks. `requests`: who was asked, as they
    stand in the database.
    """
    asked = list(requests_of(version)) if requests is None else list(requests)
    is_signed = is_met(rule_of(version), places_of(asked))
    if is_signed and waits_for_objections(version, asked):
        give_notice(version, by=by)
        return False
    if not is_signed or next(in_the_way(version, clock.now(), asked), None) is not None:
        give_turns(version, asked)
        return False
    put_in_force(version, by=by)
    return True


def give_turns(version: MandateVersion, requests: Sequence[SignatureRequest]) -> None:
    """Ask the seats whose stage has its turn now, and tell their holders."""
    later = [each for each in requests if each.state == SignatureState.LATER]
    if not later:
        return
    now = turn(rule_of(version), places_of(requests))
    called = [each for each in later if each.stage <= now]
    if called:
        moment = clock.now()
        for each in called:
            each.state, each.asked_at = SignatureState.WAITING, moment
        SignatureRequest.objects.bulk_update(called, ["state", "asked_at"])
        signing_mails.out_for_signature(version, [each.seat_id for each in called], called[0].due)


def put_in_force(version: MandateVersion, *, by: Person | None) -> None:
    """Put a version in force and supersede the one before, in the same transaction; the caller has asked the rules."""
    office = version.mandate.office
    end_requests(version)
    previous = version.mandate.versions.filter(state=VersionState.IN_FORCE).first()
    if previous:
        previous.ended_at = clock.now()
        move(previous, VersionState.SUPERSEDED, "ended_at")
        record("version.superseded", about=previous, office=office, by=by, payload={"by_version": version.key})
    version.in_force_at = clock.now()
    move(version, VersionState.IN_FORCE, "in_force_at")
    payload = {"number": version.key, "digest": version.digest}
    record("version.in_force", about=version, office=office, by=by, payload=payload)
    signing_mails.in_force(version)


def withdraw(version: MandateVersion, *, reason: str, by: Person, raised_to: str = "") -> MandateVersion:
    """Withdraw a version with the reason and open the draft that is copied from it; the caller has asked the rules.

    An amendment keeps why the mandate changes. `raised_to`: the class that the draft has at least, since somebody did
    not take it for a lighter one.
    """
    end_requests(version)
    version.ended_at, version.withdrawn_reason = clock.now(), reason
    move(version, VersionState.WITHDRAWN, "ended_at", "withdrawn_reason")
    record("version.withdrawn", about=version, office=version.mandate.office, by=by, payload={"reason": reason})
    return draft_from(version.mandate, version, reason=_still(version) or reason, raised_to=raised_to, by=by)


def _still(version: MandateVersion) -> str:
    """Return why the mandate in force changes: that stays so when the amendment itself is turned down."""
    amends = version.mandate.versions.filter(state=VersionState.IN_FORCE).exists()
    return version.reason if amends else ""


def end_requests(version: MandateVersion) -> None:
    """Ask nobody any more: the version is in force, or withdrawn."""
    open_now = version.signature_requests.filter(state__in=OPEN)
    open_now.update(state=SignatureState.ENDED, settled_at=clock.now())


def move(version: MandateVersion, state: VersionState, *also: str) -> None:
    """Move a version to another state."""
    version.state = state
    version.save(update_fields=["state", *also])


@transaction.atomic
def put_in_force_when_due(version_id: int) -> bool:
    """Put a version in force whose day has come, if nothing else is in the way; asked as often as one likes."""
    version = lock_version(version_id)
    return version.state in GOING_INTO_FORCE and proceed(version, by=None)


def put_due_in_force(now: datetime) -> list[int]:
    """Put in force what only waited for its day, each version in a transaction of its own; return those it put.

    Its day: before which it does not hold, or the end of the window in which one may object.
    """
    dated = Q(state=VersionState.OUT_FOR_SIGNATURE, not_before__isnull=False)
    over = Q(state=VersionState.ON_NOTICE, objections_until_at__lte=now)
    asked = MandateVersion.objects.filter(dated | over).select_related("mandate__office").order_by("pk")
    due = [version.pk for version in asked if next(in_the_way(version, now), None) is None]
    return [number for number in due if put_in_force_when_due(number)]
