"""One large office for the pages of consensus: 30 executives, 200 statements, 6 closed rounds, written row by row."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from executives.models import Conflict, Holder, Interview, Ownership, Requirement, Seat, Wording
from executives.states import DecisionRole, RequirementState
from mandates.models import (
    ConsensusRound,
    Line,
    Mandate,
    MandateVersion,
    Objection,
    Participant,
    Presounding,
    RoundItem,
    Source,
    Stance,
    Statement,
)
from mandates.states import AgreementRule, RoundState, StanceChoice, VersionState
from pmo.access.models import Membership, Office, Person
from pmo.access.states import Role

SEATS, STATEMENTS, ROUNDS = 30, 200, 6
SLUG, MANAGER = "large", "manager@example.org"
NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
KINDS = ("ISS", "OPP", "BEN", "GOAL", "OBJ")
SAID = (*[StanceChoice.AGREE] * 40, StanceChoice.RESERVATION, StanceChoice.ABSTAIN, StanceChoice.OBJECT)


def digest(text: str) -> str:
    """Return the digest of a text; any will do, as long as other texts have others."""
    return sha256(text.encode()).hexdigest()


def populate() -> Office:
    """Write the office; everybody has answered everything in every round, and each round asks other texts."""
    office = Office.objects.create(slug=SLUG, name="Large", organisation="Large", time_zone="Europe/London")
    people = Person.objects.bulk_create(
        Person(email=f"person-{n}@example.org" if n else MANAGER, name=f"Person Number {n}") for n in range(SEATS + 1)
    )
    Membership.objects.create(office=office, person=people[0], role=Role.MANAGER)
    seats = Seat.objects.bulk_create(
        Seat(office=office, title=f"Director {n}", decision_role=DecisionRole.SIGNATORY, order=n) for n in range(SEATS)
    )
    start = date(2020, 1, 6)
    Holder.objects.bulk_create(Holder(seat=seats[n], person=people[n + 1], start=start) for n in range(SEATS))
    mandate = Mandate.objects.create(office=office)
    version = MandateVersion.objects.create(
        mandate=mandate, state=VersionState.DRAFT, title="Mandate", opened_by=people[0]
    )
    statements = drafted(version, people[0])
    wanted(office, statements, seats, people)
    spoken(office, statements, seats, people)
    for number in range(1, ROUNDS + 1):
        closed(version, number, statements, seats, people)
    return office


def text(statement: Statement, number: int) -> str:
    """Return what a statement said when it was asked about: the last round asked what stands now."""
    return statement.text if number == ROUNDS else f"{statement.text} As of round {number}."


def drafted(version: MandateVersion, by: Person) -> list[Statement]:
    """Write the lines and their statements."""
    each, kinds = STATEMENTS // len(KINDS), len(KINDS)
    lines = Line.objects.bulk_create(
        Line(mandate=version.mandate, kind=KINDS[place], number=n + 1) for place in range(kinds) for n in range(each)
    )
    said = [f"Statement {n} says what a statement of a mandate says, in a sentence." for n in range(STATEMENTS)]
    return Statement.objects.bulk_create(
        Statement(version=version, line=line, order=n, text=said[n], digest=digest(said[n]), edited_by=by)
        for n, line in enumerate(lines)
    )


def wanted(office: Office, statements: list[Statement], seats: list[Seat], people: list[Person]) -> None:
    """Write two requirements a statement, each of another seat, and every tenth pair in conflict."""
    asked = Requirement.objects.bulk_create(
        Requirement(office=office, number=n + 1, seat=seats[n % SEATS], state=RequirementState.CONFIRMED)
        for n in range(2 * len(statements))
    )
    wordings = Wording.objects.bulk_create(
        Wording(
            requirement=each,
            number=1,
            kind="issue",
            priority="must",
            statement=f"What {n} wants.",
            digest=digest(f"w{n}"),
            by=people[0],
        )
        for n, each in enumerate(asked)
    )
    for each, wording in zip(asked, wordings, strict=True):
        each.wording = wording
    Requirement.objects.bulk_update(asked, ["wording"])
    Ownership.objects.bulk_create(Ownership(requirement=each, seat=each.seat) for each in asked)
    Source.objects.bulk_create(
        Source(statement=statements[n // 2], wording=wording) for n, wording in enumerate(wordings)
    )
    Conflict.objects.bulk_create(
        Conflict(office=office, first=asked[n], second=asked[n + 1], note="Both want one crane.", by=people[0])
        for n in range(0, len(asked), 20)
    )


def spoken(office: Office, statements: list[Statement], seats: list[Seat], people: list[Person]) -> None:
    """Write two talks a seat, and what each seat said of every statement."""
    Interview.objects.bulk_create(
        Interview(
            office=office,
            number=n + 1,
            seat=seats[n % SEATS],
            person=people[n % SEATS + 1],
            day=NOW.date() - timedelta(days=n),
            by=people[0],
        )
        for n in range(2 * SEATS)
    )
    Presounding.objects.bulk_create(
        Presounding(
            seat=seats[n],
            person=people[n + 1],
            line=each.line,
            digest=each.digest,
            choice=("for", "for", "unsure", "against")[(n + place) % 4],
            by=people[0],
        )
        for n in range(SEATS)
        for place, each in enumerate(statements)
    )


def closed(
    version: MandateVersion, number: int, statements: list[Statement], seats: list[Seat], people: list[Person]
) -> None:
    """Write a round with the answer of every seat to every statement, then close it."""
    began = NOW + timedelta(days=7 * number)
    asked = ConsensusRound.objects.create(
        mandate=version.mandate,
        version=version,
        number=number,
        state=RoundState.PLANNED,
        rule=AgreementRule.THREE_QUARTERS,
        seats_counted=SEATS,
        needed=23,
        deadline=began.date() + timedelta(days=5),
        deadline_at=began + timedelta(days=5),
        opened_by=people[0],
        opened_at=began,
    )
    items = RoundItem.objects.bulk_create(
        RoundItem(
            round=asked,
            line=each.line,
            order=n,
            text=text(each, number),
            content="{}",
            digest=digest(text(each, number)),
        )
        for n, each in enumerate(statements)
    )
    parts = Participant.objects.bulk_create(
        Participant(round=asked, seat=seat, person=people[n + 1], counted=True, finished_at=began)
        for n, seat in enumerate(seats)
    )
    ConsensusRound.objects.filter(pk=asked.pk).update(state=RoundState.OPEN)
    stances = Stance.objects.bulk_create(
        Stance(
            item=item,
            participant=part,
            person=part.person,
            choice=SAID[(7 * place + 11 * n + 5 * number) % len(SAID)],
            reason="It will not work as it stands.",
            proposed_change="Something else.",
            digest=item.digest,
            at=began,
        )
        for place, item in enumerate(items)
        for n, part in enumerate(parts)
    )
    ConsensusRound.objects.filter(pk=asked.pk).update(state=RoundState.CLOSED, closed_at=began + timedelta(days=5))
    Objection.objects.bulk_create(Objection(stance=each) for each in stances if each.choice == StanceChoice.OBJECT)
