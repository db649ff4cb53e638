"""Opening a round: what is asked, whom, and by which rule, all frozen at once."""

from datetime import date

from django.db import transaction

from mandates import announcements
from mandates.agreement import needed
from mandates.locks import lock_version
from mandates.models import ConsensusRound, MandateVersion, Participant, RoundItem
from mandates.rules.rounds import Opening, may_open_round, may_run_rounds
from mandates.selectors.openings import Asked, next_round_number, would_ask
from mandates.states import AgreementRule, RoundState, VersionState
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit.services import record
from pmo.clock.calendar import end_of


@transaction.atomic
def open_round(
    *, version_id: int, deadline: date, rule: AgreementRule | str, blind: bool = True, by: Person
) -> ConsensusRound:
    """Ask the seats about an exact draft; items, participants and rule are frozen, the version is in consensus."""
    version = lock_version(version_id)
    office = version.mandate.office
    standing = standing_of(by, office)
    may_run_rounds(standing).require()
    if found := _just_opened(version, deadline, rule, blind, by):
        return found
    asked = would_ask(version)
    deadline_at = end_of(deadline, office.time_zone)
    opening = Opening(
        version=version,
        statements=len(asked.items),
        unconfirmed=asked.unconfirmed,
        vacant=asked.vacant,
        counted=asked.counted,
        owed=asked.owed,
        rule=rule,
        deadline_at=deadline_at,
        now=clock.now(),
    )
    may_open_round(standing, opening).require()
    round_ = ConsensusRound.objects.create(
        mandate=version.mandate,
        version=version,
        number=next_round_number(version),
        rule=rule,
        seats_counted=asked.counted,
        needed=needed(rule, asked.counted),
        blind=blind,
        deadline=deadline,
        deadline_at=deadline_at,
        opened_by=by,
    )
    _keep(round_, asked)
    version.state = VersionState.IN_CONSENSUS
    version.save(update_fields=["state"])
    record("round.opened", about=round_, office=office, by=by, payload=_what_is_frozen(round_, asked))
    announcements.round_opened(round_, asked.participants)
    return round_


def _just_opened(version: MandateVersion, deadline: date, rule: str, blind: bool, by: Person) -> ConsensusRound | None:
    same = {"state": RoundState.OPEN, "opened_by": by, "deadline": deadline, "rule": rule, "blind": blind}
    return version.rounds.filter(**same).first()


def _keep(round_: ConsensusRound, asked: Asked) -> None:
    for item in asked.items:
        item.round = round_
    for participant in asked.participants:
        participant.round = round_
        participant.finished_at = None if asked.owed_by(participant) else round_.opened_at
    RoundItem.objects.bulk_create(asked.items)
    Participant.objects.bulk_create(asked.participants)


def _what_is_frozen(round_: ConsensusRound, asked: Asked) -> dict[str, object]:
    return {
        "rule": str(round_.rule),
        "needed": round_.needed,
        "deadline": round_.deadline,
        "blind": round_.blind,
        "items": {item.line.key: item.digest for item in asked.items},
        "changed": [item.line.key for item in asked.items if item.changed],
        "counted": [each.seat.title for each in asked.participants if each.counted],
        "asked_only": [each.seat.title for each in asked.participants if not each.counted],
    }
