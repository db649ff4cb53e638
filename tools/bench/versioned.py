"""`python -m tools.bench.versioned FILE`: write a mandate of 500 versions row by row, then time its pages."""

import json
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tools.bench import visiting  # sets Django up, and models are there afterwards only

# isort: split
from django.db import connection, transaction

from executives.models import Holder, Seat
from executives.states import DecisionRole
from mandates.content import statement_digest, version_content
from mandates.models import Benefit, Line, Mandate, MandateVersion, Objective, Signature, SignatureRequest, Statement
from mandates.selectors.versions import statements_with_reasons
from mandates.states import Direction, LineKind, SignatureState, VersionState
from pmo.access.models import Membership, Office, Person
from pmo.access.states import Role
from pmo.audit import canonical, guards
from pmo.wsgi import application
from tools.crawling.following import browser, visit

SLUG, FEW, VERSIONS, A_KIND, SEATS, RUNS = "history", 20, 500, 10, 7, 15
START = datetime(2024, 1, 8, 9, tzinfo=UTC)
PAGES = {
    "mandate/": "open",
    "mandate/10.0/": "open",
    "mandate/10.0/BEN-3/": "open",
    "mandate/versions/": "beside",
    "mandate/compare/": "beside",
    "mandate/compare/1.0/{last}.0/": "beside",
    "mandate/since/": "beside",
    "mandate/?on=2024-01-12": "beside",
}


def main(file: Path) -> None:
    """Write a few versions and count queries, write the others, count again, then time in turns."""
    guards.drop_all(connection)  # a history is not written by deeds here
    mandate, people, lines = founded()
    written(mandate, people, lines, range(1, FEW + 1))
    client = browser(people[1], visiting.HOST)
    before = {page: asked(client, page, FEW)[1] for page in PAGES}
    written(mandate, people, lines, range(FEW + 1, VERSIONS + 1))
    found: dict[str, dict[str, Any]] = {}
    for page, kind in PAGES.items():
        address, queries = asked(client, page, VERSIONS)
        if queries != before[page]:
            raise RuntimeError(f"{address} asks {queries} times; of {FEW} versions it asked {before[page]} times.")
        found[address] = {"kind": kind, "queries": [queries], "milliseconds": []}
    for _ in range(RUNS):
        for address, cost in found.items():
            cost["milliseconds"].append(visiting.seconds(application, client, address) * 1000)
    file.write_text(json.dumps(found))


def asked(client: Any, page: str, last: int) -> tuple[str, int]:
    """Visit a page warm; return its address and how often it asks the database."""
    address = f"/{SLUG}/" + page.format(last=last)
    visit(client, address, read=False)
    answer, _response = visit(client, address, read=False)
    if answer.status != 200:
        raise RuntimeError(f"{address} answers {answer.status}. {answer.fault}")
    return address, answer.queries


@transaction.atomic
def founded() -> tuple[Mandate, list[Person], list[Line]]:
    """Write the office, a manager, the seats with their holders, and the lines."""
    office = Office.objects.create(slug=SLUG, name="History", organisation="History", time_zone="Europe/London")
    people = Person.objects.bulk_create(
        Person(email=f"p-{n}@example.org", name=f"Person {n}") for n in range(SEATS + 1)
    )
    Membership.objects.create(office=office, person=people[0], role=Role.MANAGER)
    seats = Seat.objects.bulk_create(
        Seat(office=office, title=f"Director {n}", decision_role=DecisionRole.SIGNATORY, order=n) for n in range(SEATS)
    )
    Holder.objects.bulk_create(
        Holder(seat=seats[n], person=people[n + 1], start=date(2020, 1, 6)) for n in range(SEATS)
    )
    mandate = Mandate.objects.create(office=office)
    lines = [Line(mandate=mandate, kind=kind, number=n + 1) for kind in LineKind for n in range(A_KIND)]
    return mandate, people, Line.objects.bulk_create(lines)


@transaction.atomic
def written(mandate: Mandate, people: list[Person], lines: list[Line], numbers: range) -> None:
    """Write versions, each with other words in every statement; the last of them is in force."""
    mandate.versions.filter(state=VersionState.IN_FORCE).update(
        state=VersionState.SUPERSEDED, ended_at=START + timedelta(days=numbers[0])
    )
    versions = MandateVersion.objects.bulk_create(_version(mandate, people[0], each, numbers[-1]) for each in numbers)
    statements = Statement.objects.bulk_create(
        Statement(version=version, line=line, order=place, text=_text(version, line), edited_by=people[0], frozen=True)
        for version in versions
        for place, line in enumerate(lines)
    )
    Benefit.objects.bulk_create(_benefit(each) for each in statements if each.line.kind == LineKind.BENEFIT)
    Objective.objects.bulk_create(
        Objective(statement=each, measure="Share of jobs", target="100 %", due=date(2027, 9, 30))
        for each in statements
        if each.line.kind == LineKind.OBJECTIVE
    )
    for version in versions:
        frozen(version)
    signed(versions, people)


def _version(mandate: Mandate, by: Person, number: int, last: int) -> MandateVersion:
    began = START + timedelta(days=number)
    return MandateVersion(
        mandate=mandate,
        major=number,
        minor=0,
        state=VersionState.IN_FORCE if number == last else VersionState.SUPERSEDED,
        amendment_class="major",
        title="Mandate of the office",
        authority=f"The office asks for dates, costs and results, as of version {number}. " * 8,
        required_seats=[f"Director {n}" for n in range(SEATS)],
        digest="0" * 64,
        opened_by=by,
        frozen_at=began,
        in_force_at=began,
        ended_at=None if number == last else began + timedelta(days=1),
    )


def _text(version: MandateVersion, line: Line) -> str:
    return f"{line.key} says in version {version.major} that jobs finish {line.number} weeks late and cost more. " * 3


def _benefit(statement: Statement) -> Benefit:
    return Benefit(
        statement=statement,
        description="Jobs are finished on the date first approved, all of them, in every division.",
        measure="Mean of finish less first approved finish",
        unit="months",
        baseline=Decimal("4.6"),
        target=Decimal(statement.version.major or 0) / 100,
        target_date=date(2027, 12, 31),
        direction=Direction.DECREASE,
    )


def frozen(version: MandateVersion) -> None:
    """Write what freezing writes: content and digests."""
    statements = list(statements_with_reasons(version))
    for each in statements:
        each.digest = statement_digest(each)
    Statement.objects.bulk_update(statements, ["digest"])
    content = version_content(version, statements)
    version.content, version.digest = canonical.dump(content), canonical.digest(content)
    version.save(update_fields=["content", "digest"])


def signed(versions: list[MandateVersion], people: list[Person]) -> None:
    """Write the signatures of all seats under every version; the first holder signs the earliest ones alone."""
    seats = list(Seat.objects.filter(office__slug=SLUG).order_by("order"))
    pairs = [(each, seat, people[place + 1]) for each in versions for place, seat in enumerate(seats)]
    SignatureRequest.objects.bulk_create(
        SignatureRequest(version=each, seat=seat, state=SignatureState.SIGNED, asked_at=each.in_force_at or START)
        for each, seat, _person in pairs
    )
    Signature.objects.bulk_create(
        Signature(
            version=each, seat=seat, person=person, digest=each.digest, at=each.in_force_at or START, method="password"
        )
        for each, seat, person in pairs
        if person != people[1] or (each.major or 0) <= FEW // 2
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
