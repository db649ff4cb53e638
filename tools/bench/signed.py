"""`python -m tools.bench.signed FILE`: 25 versions of 60 statements, each signed by 40 seats, by HTTP POST, one by one.

Everybody is signed in and has just proved who they are; requests go through the WSGI application, as a server asks,
with a database connection opened and closed.
"""

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from tools.bench import visiting  # sets Django up, and models are there afterwards only

# isort: split
from django.db import connection, transaction
from django.test import Client, RequestFactory

from executives.models import Holder, Seat
from executives.states import DecisionRole
from mandates.models import ConsensusRound, Mandate, MandateVersion, RoundItem, Signature
from mandates.services.freezing import freeze
from mandates.services.sending import ask_to_sign
from mandates.services.statements import add_statement
from mandates.states import LineKind, RoundState
from pmo import clock
from pmo.access.models import Membership, Office, Person, Proof
from pmo.access.proofs import session_digest
from pmo.access.states import Role
from pmo.audit.verification import verify
from pmo.wsgi import application
from tools.crawling.following import browser

VERSIONS, SEATS, STATEMENTS = 25, 40, 60
TOKEN = "c" * 32
AGENT = "A browser"


def main(file: Path) -> None:
    """Write what is to be signed, sign it all, hold that nothing was lost, and write the times down."""
    signings = []
    for number in range(VERSIONS):
        with transaction.atomic():
            signings += a_version_out(number)
    connection.close()
    milliseconds = [signed(*signing) * 1000 for signing in signings]
    if Signature.objects.count() != VERSIONS * SEATS:
        raise RuntimeError(f"{Signature.objects.count()} signatures were written, not {VERSIONS * SEATS}.")
    broken = [office.slug for office in Office.objects.all() if not verify(office.pk).holds]
    if broken:
        raise RuntimeError(f"The chain is broken in {broken}.")
    file.write_text(json.dumps(milliseconds))


def a_version_out(number: int) -> list[tuple[Client, Seat, MandateVersion, str]]:
    """Write an office whose version is out for signature; return who signs for which seat, under which name."""
    office = Office.objects.create(slug=f"office-{number}", name="Office", organisation="O", time_zone="Europe/London")
    manager, *people = Person.objects.bulk_create(
        Person(email=f"person-{number}-{n}@example.org", name=f"Person {n}") for n in range(SEATS + 1)
    )
    Membership.objects.create(office=office, person=manager, role=Role.MANAGER)
    seats = Seat.objects.bulk_create(
        Seat(office=office, title=f"Director {n}", decision_role=DecisionRole.SIGNATORY, order=n) for n in range(SEATS)
    )
    start = date(2020, 1, 6)
    Holder.objects.bulk_create(
        Holder(seat=seat, person=person, start=start) for seat, person in zip(seats, people, strict=True)
    )
    mandate = Mandate.objects.create(office=office)
    version = MandateVersion.objects.create(mandate=mandate, title="Mandate", opened_by=manager)
    for n in range(STATEMENTS):
        text = f"Statement {n} says what a statement of a mandate says."
        add_statement(version_id=version.pk, kind=LineKind.ISSUE, text=text, profile=None, by=manager)
    agreed(version)
    ask_to_sign(freeze(version, manager), seats, due=None, by=manager)
    return [(proved(version, person), seat, version, person.name) for seat, person in zip(seats, people, strict=True)]


def agreed(version: MandateVersion) -> None:
    """Write the round that the database wants to see behind a version that freezes."""
    held = ConsensusRound.objects.create(
        mandate=version.mandate,
        version=version,
        number=1,
        state=RoundState.PLANNED,
        seats_counted=SEATS,
        needed=SEATS,
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


def proved(version: MandateVersion, person: Person) -> Client:
    """Sign somebody in, with a proof of a moment ago that it is they who sign."""
    client = browser(person, visiting.HOST)
    place = f"{client.session.session_key} {AGENT}"
    Proof.objects.create(
        person=person,
        purpose=f"sign:{version.pk}",
        session_digest=session_digest(place),
        method="passkey",
        proved_at=clock.now(),
    )
    return client


def signed(client: Client, seat: Seat, version: MandateVersion, name: str) -> float:
    """Send the form of the page once; return the seconds until the answer was there whole."""
    given = {"shown_digest": version.digest, "seat": seat.pk, "intent": "on", "consent": "on"}
    given |= {"typed_name": name, "csrfmiddlewaretoken": TOKEN}
    cookies = "; ".join(f"{name}={each.value}" for name, each in client.cookies.items())
    asked = RequestFactory(
        SERVER_NAME=visiting.HOST, HTTP_COOKIE=f"{cookies}; csrftoken={TOKEN}", HTTP_USER_AGENT=AGENT
    ).post(f"/{seat.office.slug}/sign/", urlencode(given), content_type="application/x-www-form-urlencoded")
    answers: list[str] = []

    def note(status: str, _headers: list[tuple[str, str]], _fault: Any = None) -> Callable[[bytes], object]:
        answers.append(status)
        return len

    began = perf_counter()
    response = application(asked.environ, note)
    b"".join(response)
    response.close()
    took = perf_counter() - began
    if not answers[0].startswith("302"):
        raise RuntimeError(f"Signing answers {answers[0]}.")
    return took


if __name__ == "__main__":
    main(Path(sys.argv[1]))
