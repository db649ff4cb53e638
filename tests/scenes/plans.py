"""Scenes of the business plan: offices with a mandate in force, and plans on it.

Versions are written as rows, without a round and signatures. Everything on the plan itself is reached by services.
"""

import csv
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache

from businessplans.fields import ItemFields
from businessplans.models import BusinessPlan, PlanItem
from businessplans.services.items import add_item
from businessplans.services.plans import make_plan
from businessplans.states import Level
from executives.models import Holder, Requirement, Seat, Wording
from executives.states import DecisionRole, RequirementKind, RequirementState
from executives.words import Words
from mandates.content import statement_digest
from mandates.models import Benefit, Line, Mandate, MandateVersion, Objective, Source, Statement, StatementLink
from mandates.states import LineKind, LinkKind, VersionState
from pmo import clock
from pmo.access.models import Membership, Office, Person
from pmo.access.states import Role
from pmo.desk.demonstration.plan import load_plan
from tests.architecture.source import ROOT
from tests.scenes.held import as_if_agreed, as_if_signed
from tests.scenes.remembered import remembered

DATA = ROOT / "pmo" / "desk" / "demonstration" / "data"
SIGNED = datetime(2026, 1, 31, 9, tzinfo=UTC)


def read(name: str) -> dict:
    return json.loads((DATA / name).read_text())


@cache
def rows(name: str) -> list[dict]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def oracle() -> dict:
    return json.loads((ROOT / "tests" / "data" / "harbour-rail" / "oracle.json").read_text())


def an_office(slug: str = "harbour-rail") -> Office:
    return Office.objects.create(slug=slug, name="Group Project Office", organisation="Harbour Rail")


def a_person(office: Office, role: str | None = None, name: str = "Joan Murray") -> Person:
    email = f"person{Person.objects.count() + 1}@example.org"
    person = Person.objects.create_user(email=email, name=name, password="a long pass phrase")
    if role:
        Membership.objects.create(office=office, person=person, role=role)
    return person


def a_manager(office: Office) -> Person:
    return a_person(office, Role.MANAGER)


def a_seat(office: Office, title: str = "Chief Operating Officer", holder: str = "Helen Brandreth") -> Seat:
    order = office.seats.count()
    seat = Seat.objects.create(office=office, title=title, decision_role=DecisionRole.SIGNATORY, order=order)
    if holder:
        person = a_person(office, None, holder)
        Holder.objects.create(seat=seat, person=person, start=date(2025, 1, 1))
    return seat


def a_version(office: Office, by: Person) -> MandateVersion:
    """An empty draft, to be filled and then put in force."""
    mandate, _new = Mandate.objects.get_or_create(office=office, current=True)
    return MandateVersion.objects.create(mandate=mandate, title="Mandate", opened_by=by)


def put_in_force(version: MandateVersion) -> MandateVersion:
    """Freeze a draft and put it in force, as rows: signing has its own tests. The one before it is superseded."""
    before = version.mandate.versions.filter(state=VersionState.IN_FORCE)
    version.major = before.count() + version.mandate.versions.filter(state=VersionState.SUPERSEDED).count() + 1
    as_if_agreed(version)
    version.statements.update(frozen=True)
    version.minor, version.frozen_at = 0, SIGNED
    version.digest, version.content = f"{version.major:064d}", "{}"
    version.save()
    return as_if_signed(version, SIGNED)


def a_mandate(office: Office, by: Person, *references: str) -> MandateVersion:
    """A version in force with these benefits."""
    version = a_version(office, by)
    for reference in references:
        a_benefit(version, reference)
    return put_in_force(version)


def a_statement(version: MandateVersion, kind: str, text: str, ref: str = "", **profile) -> Statement:
    """A statement; `ref` names its line, so that the next version can say something else on it."""
    mandate = version.mandate
    line = Line.objects.filter(mandate=mandate, source_ref=ref).first() if ref else None
    if line is None:
        number = Line.objects.filter(mandate=mandate, kind=kind).count() + 1
        line = Line.objects.create(mandate=mandate, kind=kind, number=number, source_ref=ref)
    order = version.statements.count()
    statement = Statement.objects.create(
        version=version, line=line, order=order, text=text, edited_by=version.opened_by, digest=""
    )
    if kind == LineKind.BENEFIT:
        Benefit.objects.create(statement=statement, **profile)
    if kind == LineKind.OBJECTIVE:
        Objective.objects.create(statement=statement, **profile)
    statement.digest = statement_digest(statement)
    statement.save(update_fields=["digest"])
    return statement


def a_benefit(version: MandateVersion, ref: str = "B1", text: str = "", **profile) -> Statement:
    profile.setdefault("target", Decimal(1))
    return a_statement(version, LineKind.BENEFIT, text or f"Benefit {ref}", ref, **profile)


def serve(objective: Statement, *benefits: Statement) -> None:
    for benefit in benefits:
        StatementLink.objects.create(upper=benefit, lower=objective, kind=LinkKind.SERVES)


def an_objective(version: MandateVersion, ref: str, *benefits: Statement) -> Statement:
    objective = a_statement(version, LineKind.OBJECTIVE, f"Objective {ref}", ref)
    serve(objective, *benefits)
    return objective


def a_plan(office: Office, by: Person, **period) -> BusinessPlan:
    return make_plan(office_id=office.pk, by=by, **period)


def an_item(plan: BusinessPlan, by: Person, level: str = Level.PRIORITY, parent: PlanItem | None = None, **fields):
    fields.setdefault("title", f"A {level}")
    given = ItemFields(level=level, parent_id=parent.pk if parent else None, **fields)
    return add_item(plan_id=plan.pk, fields=given, by=by)


def a_branch(plan: BusinessPlan, by: Person) -> tuple[PlanItem, PlanItem, PlanItem]:
    """A priority, an objective under it and an action under that."""
    priority = an_item(plan, by)
    objective = an_item(plan, by, Level.OBJECTIVE, priority)
    return priority, objective, an_item(plan, by, Level.ACTION, objective)


@remembered
def harbour_rail(slug: str = "harbour-rail") -> tuple[Office, Person, MandateVersion]:
    """The office of the demonstration with its mandate 1.0 in force."""
    office = an_office(slug)
    manager = a_manager(office)
    data = read("mandate.json")
    seats = {row["seat"]: a_seat(office, row["seat"], row["name"]) for row in rows("executives.csv")}
    return office, manager, write_version(office, manager, data, seats)


def write_version(office: Office, by: Person, data: dict, seats: dict) -> MandateVersion:
    """Write a file such as mandate.json as a version in force."""
    version = a_version(office, by)
    said = {}
    kinds = {"issue": LineKind.ISSUE, "opportunity": LineKind.OPPORTUNITY}
    for row in data["purpose"]:
        said[row["id"]] = a_statement(version, kinds[row["kind"]], row["text"], row["id"])
        _say(said[row["id"]], row["requirements"], seats)
    for row in data["benefits"]:
        said[row["id"]] = a_statement(version, LineKind.BENEFIT, row["title"], row["id"], **_profile(row, seats))
        _link(said[row["id"]], row["addresses"], said, LinkKind.ADDRESSES)
        _say(said[row["id"]], row["requirements"], seats)
    for row in data["objectives"]:
        profile = {"measure": row["measure"], "target": row["target"], "due": row["due"]}
        said[row["id"]] = a_statement(version, LineKind.OBJECTIVE, row["text"], row["id"], **profile)
        _link(said[row["id"]], [key for key in row["benefits"] if key in said], said, LinkKind.SERVES)
    return put_in_force(version)


def _profile(row: dict, seats: dict) -> dict:
    figures = {name: Decimal(str(row[name])) for name in ("baseline", "target", "tolerance")}
    plain = {name: row[name] for name in ("measure", "unit", "baseline_date", "target_date", "direction")}
    return {**figures, **plain, "owner": seats[row["owner_seat"]]}


def _link(lower: Statement, uppers: list[str], said: dict, kind: str) -> None:
    for key in uppers:
        StatementLink.objects.create(upper=said[key], lower=lower, kind=kind)


def _say(statement: Statement, references: list[str], seats: dict) -> None:
    office = statement.version.mandate.office
    held = {row["email"]: seats[row["seat"]] for row in rows("executives.csv")}
    said = {row["ref"]: row for row in rows("requirements.csv")}
    for reference in references:
        found = office.requirements.filter(source_ref=reference).first()
        found = found or _requirement(said[reference], held[said[reference]["executive_email"]])
        Source.objects.create(statement=statement, wording=found.wording)


def _requirement(row: dict, seat: Seat) -> Requirement:
    by = seat.holders.get().person
    words = Words(kind=RequirementKind.NEED, statement=row["statement"])
    found = Requirement.objects.create(
        office=seat.office,
        number=int(row["ref"].strip("R")),
        seat=seat,
        source_ref=row["ref"],
        state=RequirementState.CONFIRMED,
    )
    found.wording = Wording.objects.create(
        requirement=found,
        number=1,
        kind=words.kind,
        statement=words.statement,
        digest=words.digest,
        by=by,
        confirmed_by=by,
        confirmed_at=clock.now(),
    )
    found.save(update_fields=["wording"])
    return found


@remembered
def the_plan(name: str = "plan.json") -> tuple[Office, Person, BusinessPlan]:
    """The demonstration's plan on its mandate, put in by services."""
    office, manager, _version = harbour_rail()
    return office, manager, load_plan(office, read(name), manager)


def ten_times(plan: BusinessPlan) -> None:
    """Nine further copies of every item with its traces: written as rows, to measure pages at size."""
    items = list(plan.items.all())
    number = max(item.number for item in items)
    for _copy in range(9):
        twins: dict[int, PlanItem] = {}
        for item in items:
            number += 1
            twin = PlanItem(
                plan=plan, number=number, order=number, level=item.level, title=item.title, owner_id=item.owner_id
            )
            twin.start, twin.end, twin.parent = item.start, item.end, twins.get(item.parent_id)
            twin.save()
            twins[item.pk] = twin
            for link in item.traces.all():
                link.pk, link.item = None, twin
                link.save(force_insert=True)
