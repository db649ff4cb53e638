"""Opening a round: what is asked, whom, and by which rule, all frozen at once."""

from datetime import date

from django.db import transaction

from mandates import announcements
from mandates.agreement import needed
from mandates.locks import lock_version
from mandates.models import ConsensusRound, MandateVersion, Participant, RoundItem
from mandates.rules.rounds import Opening, may_open_round, may_run_rounds
from mandates.selectors.checks import check_of
from mandates.selectors.openings import Asked, next_round_number, would_ask
from mandates.services.objections import settle_amended
from mandates.services.sources import keep_sources
from mandates.states import RoundState, VersionState
from mandates.terms import Terms
from pmo import clock
from pmo.access.models import Person
from pmo.access.standing import standing_of
from pmo.audit.services import record
from pmo.clock.calendar import end_of


@transaction.atomic
def open_round(*, version_id: int, deadline: date, terms: Terms, by: Person) -> ConsensusRound:
    """Ask the seats about an exact draft; items, participants and rule are frozen, the version is in consensus."""
    version = lock_version(version_id)
    office = version.mandate.office
    standing = standing_of(by, office)
    may_run_rounds(standing).require()
    if found := _just_opened(version, deadline, terms, by):
        return found
    asked = would_ask(version, terms.method)
    opening = Opening(
        version=version,
        statements=len(asked.items),
        unconfirmed=asked.unconfirmed,
        vacant=asked.vacant,
        counted=[seat.pk for seat in asked.counted],
        owed=asked.owed,
        terms=terms,
        deadline_at=end_of(deadline, office.time_zone),
        now=clock.now(),
        missing=check_of(version).sentences,
    )
    may_open_round(standing, opening).require()
    settle_amended(version, by=by)
    round_ = _plan(opening, deadline, by)
    _keep(round_, asked, terms)
    round_.state = RoundState.OPEN
    round_.save(update_fields=["state"])
    version.state = VersionState.IN_CONSENSUS
    version.save(update_fields=["state"])
    record("round.opened", about=round_, office=office, by=by, payload=_what_is_frozen(round_, asked))
    announcements.round_opened(round_, asked.participants)
    return round_


def _just_opened(version: MandateVersion, deadline: date, terms: Terms, by: Person) -> ConsensusRound | None:
    same = {"state": RoundState.OPEN, "opened_by": by, "deadline": deadline, **terms.as_fields()}
    return version.rounds.filter(**same).first()


def _plan(opening: Opening, deadline: date, by: Person) -> ConsensusRound:
    """Write the round down as planned: what it asks can be added to it until it is open."""
    terms, seats = opening.terms, len(opening.counted)
    return ConsensusRound.objects.create(
        mandate=opening.version.mandate,
        version=opening.version,
        number=next_round_number(opening.version),
        state=RoundState.PLANNED,
        seats_counted=seats,
        needed=needed(terms.rule, seats, terms.named),
        deadline=deadline,
        deadline_at=opening.deadline_at,
        opened_by=by,
        **terms.as_fields(),
    )


def _keep(round_: ConsensusRound, asked: Asked, terms: Terms) -> None:
    for item in asked.items:
        item.round = round_
    for participant in asked.participants:
        participant.round = round_
        participant.required = participant.seat_id in terms.required
        participant.finished_at = None if asked.owed_by(participant) else round_.opened_at
    RoundItem.objects.bulk_create(asked.items)
    Participant.objects.bulk_create(asked.participants)
    keep_sources(round_)


def _what_is_frozen(round_: ConsensusRound, asked: Asked) -> dict[str, object]:
    return {
        "rule": str(round_.rule),
        "method": str(round_.method),
        "needed": round_.needed,
        "of": round_.seats_counted,
        "abstentions": str(round_.abstentions),
        "reason_due": str(round_.reason_due),
        "overruling": round_.overruling,
        "required": [each.seat.title for each in asked.participants if each.required],
        "deadline": round_.deadline,
        "blind": round_.blind,
        "items": {item.line.key: item.digest for item in asked.items},
        "changed": [item.line.key for item in asked.items if item.changed],
        "counted": [each.seat.title for each in asked.participants if each.counted],
        "asked_only": [each.seat.title for each in asked.participants if not each.counted],
    }
