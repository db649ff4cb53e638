"""Stage *agreed*: three rounds as they were recorded, the draft amended in between."""

from datetime import UTC, date, datetime
from typing import Any

from mandates.models import ConsensusRound, MandateVersion, Objection, Participant, Statement
from mandates.services import rounds, statements
from mandates.terms import Terms
from pmo.access.models import Office
from pmo.clock.shifting import set_time
from pmo.desk.demonstration import cast, material
from pmo.desk.demonstration.drafting import profile_in_round, wording_in_round
from pmo.desk.demonstration.mailing import post

OPENED = {1: date(2025, 10, 20), 2: date(2025, 11, 17), 3: date(2026, 1, 5)}
CLOSES = {1: date(2025, 10, 31), 2: date(2025, 11, 28), 3: date(2026, 1, 16)}
ROUNDS = (1, 2, 3)


def open_recorded_round(version: MandateVersion, number: int) -> ConsensusRound:
    """Open a round on the day on which it was opened."""
    set_time(datetime.combine(OPENED[number], datetime.min.time().replace(hour=6), UTC))
    return rounds.open_round(
        version_id=version.pk, deadline=CLOSES[number], terms=Terms(), by=cast.person(cast.MANAGER)
    )


def answer_as_recorded(asked: ConsensusRound, number: int) -> None:
    """Take all recorded stances of a round, in the order of their instants."""
    items = {item.line.source_ref: item for item in asked.items.select_related("line")}
    seats = {each.person.email: each for each in asked.participants.select_related("person", "seat")}
    rows = [row for row in material.table("stances.csv") if row["round"] == str(number)]
    for row in sorted(rows, key=lambda row: row["answered_at_utc"]):
        set_time(datetime.fromisoformat(row["answered_at_utc"]))
        _answer(items[row["statement"]], seats[row["executive_email"]], row)


def _answer(item: Any, participant: Participant, row: dict[str, str]) -> None:
    rounds.take_stance(
        item_id=item.pk,
        seat_id=participant.seat_id,
        choice=row["stance"],
        reason=row["reason"],
        proposed_change=row["proposed_change"],
        shown_digest=item.digest,
        by=participant.person,
    )


def close_recorded_round(asked: ConsensusRound, number: int) -> None:
    """Close a round on the morning after its last day."""
    set_time(datetime.combine(CLOSES[number], datetime.min.time().replace(hour=16), UTC))
    rounds.close_round(round_id=asked.pk, by=cast.person(cast.MANAGER))


def amend_for_round(office: Office, version: MandateVersion, number: int) -> None:
    """Change the draft to what was put in a round, and tell each objector what became of their objection."""
    manager, mandate = cast.person(cast.MANAGER), material.tree("mandate.json")
    finals = {each["id"]: each for part in ("benefits", "objectives", "exclusions") for each in mandate[part]}
    changed = {}
    for statement in Statement.objects.filter(version=version).select_related("line", "version__mandate__office"):
        ref = statement.line.source_ref
        if ref in finals and wording_in_round(ref, number, finals[ref]) != statement.text:
            changed[ref] = wording_in_round(ref, number, finals[ref])
            statements.change_statement(
                statement_id=statement.pk,
                text=changed[ref],
                profile=profile_in_round(office, ref, number, finals[ref]),
                shown_digest=statement.digest,
                by=manager,
            )
    objections = Objection.objects.filter(stance__item__round__version=version, answered_at__isnull=True)
    for objection in objections.select_related("stance__item__line"):
        answer = changed[objection.stance.item.line.source_ref]
        rounds.answer_objection(objection_id=objection.pk, answer=answer, by=manager)


def reach_consensus(office: Office, version: MandateVersion) -> None:
    """Hold the three recorded rounds; after the third all agree and the version is frozen."""
    for number in ROUNDS:
        if number > 1:
            amend_for_round(office, version, number)
        asked = open_recorded_round(version, number)
        post()
        answer_as_recorded(asked, number)
        close_recorded_round(asked, number)
        post()
