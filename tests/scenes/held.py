"""Versions that are frozen or in force without anybody having been asked in the test: what the database wants."""

from datetime import date, datetime

from executives.models import Seat
from executives.states import DecisionRole
from mandates.control_states import AmendmentClass
from mandates.models import ConsensusRound, MandateVersion, RoundItem, Signature, SignatureRequest
from mandates.services.freezing import freeze
from mandates.states import RoundState, SignatureState, VersionState
from pmo import clock

WAYS = {
    VersionState.IN_CONSENSUS: [VersionState.IN_CONSENSUS],
    VersionState.AGREED: [VersionState.IN_CONSENSUS, VersionState.AGREED],
    VersionState.OUT_FOR_SIGNATURE: [VersionState.OUT_FOR_SIGNATURE],
    VersionState.ON_NOTICE: [VersionState.ON_NOTICE],
    VersionState.SUPERSEDED: [VersionState.SUPERSEDED],
    VersionState.RETIRED: [VersionState.RETIRED],
    VersionState.WITHDRAWN: [VersionState.WITHDRAWN],
}


def as_if_agreed(version: MandateVersion) -> MandateVersion:
    """Return the version with a round behind it that ended on its statements as they are; rounds have their own tests.

    The first one's number is 0: before any round that a test opens itself.
    """
    if version.rounds.filter(state__in=[RoundState.CLOSED, RoundState.SETTLED]).exists():
        return version
    held = ConsensusRound.objects.create(
        mandate=version.mandate,
        version=version,
        number=version.mandate.rounds.count(),
        state=RoundState.PLANNED,
        seats_counted=1,
        needed=1,
        deadline=clock.today("UTC"),
        deadline_at=clock.now(),
        opened_by=version.opened_by,
    )
    RoundItem.objects.bulk_create(
        RoundItem(round=held, line_id=each.line_id, order=each.order, text=each.text, content="{}", digest=each.digest)
        for each in version.statements.all()
    )
    for state in (RoundState.OPEN, RoundState.SETTLED):
        ConsensusRound.objects.filter(pk=held.pk).update(state=state)
    return version


def as_if_signed(version: MandateVersion, at: datetime | None = None) -> MandateVersion:
    """Return a frozen version in force, signed for one seat that is closed since: signing has its own tests.

    The version that was in force is superseded.
    """
    moment = at or clock.now()
    _as_if_given(version, moment)
    version.mandate.versions.filter(state=VersionState.IN_FORCE).update(state=VersionState.SUPERSEDED)
    version.in_force_at = moment
    return _moved(version, VersionState.IN_FORCE)


def _as_if_given(version: MandateVersion, moment: datetime) -> None:
    office = version.mandate.office
    seat, _new = Seat.objects.get_or_create(
        office=office,
        title="A seat of old",
        defaults={"decision_role": DecisionRole.INFORMED, "order": 999, "closed_on": date(2020, 1, 1)},
    )
    SignatureRequest.objects.create(version=version, seat=seat, must=True, state=SignatureState.SIGNED)
    _moved(version, VersionState.OUT_FOR_SIGNATURE)
    Signature.objects.create(
        version=version, seat=seat, person=version.opened_by, digest=version.digest, at=moment, method="password"
    )


def _moved(version: MandateVersion, state: VersionState) -> MandateVersion:
    version.state = state
    if state == VersionState.ON_NOTICE:
        version.objections_until, version.objections_until_at = clock.today("UTC"), clock.now()
    version.save(update_fields=["state", "in_force_at", "objections_until", "objections_until_at"])
    return version


def brought_to(version: MandateVersion, state: VersionState) -> MandateVersion:
    """Freeze a version and bring it to a state, as rounds and signatures would."""
    if state not in (VersionState.DRAFT, VersionState.IN_CONSENSUS):
        is_wording = state == VersionState.ON_NOTICE
        amendment_class = AmendmentClass.EDITORIAL if is_wording else AmendmentClass.MAJOR
        freeze(as_if_agreed(version), version.opened_by, amendment_class=amendment_class)
    if state in (VersionState.IN_FORCE, VersionState.SUPERSEDED, VersionState.RETIRED):
        as_if_signed(version)
    if state == VersionState.ON_NOTICE:
        _as_if_given(version, clock.now())
    for step in WAYS.get(state, ()):
        _moved(version, step)
    return version
