"""Versions that are frozen without anybody having been asked in the test: the round that the database wants to see."""

from mandates.models import ConsensusRound, MandateVersion, RoundItem
from mandates.states import RoundState
from pmo import clock


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
