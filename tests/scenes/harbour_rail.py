"""Harbour Rail's three recorded rounds, replayed by calling the services at the times when they happened."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache

from executives.services import seats
from mandates.models import ConsensusRound, MandateVersion
from mandates.profiles import BenefitProfile, ObjectiveProfile
from mandates.services import drafting, rounds, statements
from mandates.states import LineKind
from mandates.terms import Terms
from pmo.access.models import Office
from pmo.access.services import add_person
from pmo.clock import shifting
from tests.architecture.source import ROOT
from tests.scenes.executives import a_vacant_seat, an_office, manager_of

DATA = ROOT / "pmo" / "desk" / "demonstration" / "data"
OPENED = {1: date(2025, 10, 20), 2: date(2025, 11, 17), 3: date(2026, 1, 5)}
CLOSES = {1: date(2025, 10, 31), 2: date(2025, 11, 28), 3: date(2026, 1, 16)}
KINDS = {"G": LineKind.GOAL, "O": LineKind.OBJECTIVE, "X": LineKind.EXCLUSION, "B": LineKind.BENEFIT}


@cache
def mandate() -> dict:
    """Return the mandate as agreed in the end."""
    return json.loads((DATA / "mandate.json").read_text())


@cache
def oracle() -> dict:
    """Return the expected figures."""
    return json.loads((ROOT / "tests" / "data" / "harbour-rail" / "oracle.json").read_text())


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the files."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def the_office() -> Office:
    """Return the office with its nine seats and their holders."""
    office = an_office("harbour-rail")
    for row in rows("executives.csv"):
        seat = a_vacant_seat(office, row["seat"], row["decision_role"], sponsor=row["sponsor"] == "yes")
        person = add_person(office=office, email=row["email"], name=row["name"], time_zone=row["time_zone"])
        start = date.fromisoformat(row["active_from"])
        seats.seat_person(seat_id=seat.pk, person=person, start=start, by=manager_of(office))
    return office


def wording(reference: str, final: str, number: int) -> str:
    """Return what a statement said in a round."""
    earlier = {(each["statement"], each["round"]): each["text"] for each in mandate()["draft_history"]}
    return earlier.get((reference, number), final)


def everything(office: Office) -> list[tuple[str, LineKind, str, object]]:
    """Return reference, kind, final text and profile of all statements, each benefit owned by its seat."""
    found = mandate()
    purpose = [(each["id"], _kind_of_purpose(each), each["text"], None) for each in found["purpose"]]
    owners = dict(office.seats.values_list("title", "pk"))
    benefits = [
        (each["id"], LineKind.BENEFIT, each["title"], _profile(each, owners[each["owner_seat"]]))
        for each in found["benefits"]
    ]
    goals = [(each["id"], LineKind.GOAL, each["text"], None) for each in found["goals"]]
    aims = [(each["id"], LineKind.OBJECTIVE, each["text"], _aim(each)) for each in found["objectives"]]
    exclusions = [(each["id"], LineKind.EXCLUSION, each["text"], None) for each in found["exclusions"]]
    return [*purpose, *benefits, *goals, *aims, *exclusions]


def _kind_of_purpose(each: dict) -> LineKind:
    return LineKind.ISSUE if each["kind"] == "issue" else LineKind.OPPORTUNITY


def _profile(each: dict, owner_id: int) -> BenefitProfile:
    return BenefitProfile(
        owner_id=owner_id,
        description=each["description"],
        measure=each["measure"],
        unit=each["unit"],
        data_source=each["data_source"],
        baseline=Decimal(str(each["baseline"])),
        baseline_date=date.fromisoformat(each["baseline_date"]),
        target=Decimal(str(each["target"])),
        target_date=date.fromisoformat(each["target_date"]),
        direction=each["direction"],
        tolerance=Decimal(str(each["tolerance"])),
    )


def _aim(each: dict) -> ObjectiveProfile:
    return ObjectiveProfile(measure=each["measure"], target=each["target"], due=date.fromisoformat(each["due"]))


def the_first_draft(office: Office) -> MandateVersion:
    """Return the draft as it was asked about in the first round."""
    by = manager_of(office)
    version = drafting.open_draft(office_id=office.pk, by=by)
    for reference, kind, text, profile in everything(office):
        statements.add_statement(
            version_id=version.pk,
            kind=kind,
            text=wording(reference, text, 1),
            profile=profile,
            source_ref=reference,
            by=by,
        )
    return version


def rewrite(version: MandateVersion, number: int) -> None:
    """Bring the draft to what was asked about in a later round."""
    standing = {each.line.source_ref: each for each in version.statements.select_related("line")}
    for reference, _kind, final, profile in everything(version.mandate.office):
        statement = standing[reference]
        if statement.text != (text := wording(reference, final, number)):
            statements.change_statement(
                statement_id=statement.pk,
                text=text,
                profile=profile,
                shown_digest=statement.digest,
                by=manager_of(version.mandate.office),
            )


def opened(version: MandateVersion, number: int) -> ConsensusRound:
    """Open a round on its day."""
    shifting.set_time(datetime.combine(OPENED[number], datetime.min.time(), UTC) + timedelta(hours=6))
    return rounds.open_round(
        version_id=version.pk,
        deadline=CLOSES[number],
        terms=Terms(),
        by=manager_of(version.mandate.office),
    )


def answered(round_: ConsensusRound, number: int) -> ConsensusRound:
    """Take all recorded answers of a round."""
    items = {each.line.source_ref: each for each in round_.items.select_related("line")}
    asked = {each.person.email: each for each in round_.participants.select_related("person", "seat")}
    for row in rows("stances.csv"):
        if row["round"] == str(number):
            rounds.take_stance(
                item_id=items[row["statement"]].pk,
                seat_id=asked[row["executive_email"]].seat_id,
                choice=row["stance"],
                reason=row["reason"],
                proposed_change=row["proposed_change"],
                shown_digest=items[row["statement"]].digest,
                by=asked[row["executive_email"]].person,
            )
    return round_


def three_rounds(office: Office) -> list[ConsensusRound]:
    """Return the three rounds, closed in turn; the third one agrees on everything."""
    version, done = the_first_draft(office), []
    for number in (1, 2, 3):
        if number > 1:
            rewrite(version, number)
        asked = answered(opened(version, number), number)
        done.append(rounds.close_round(round_id=asked.pk, by=manager_of(office)))
    return done
