"""The mandate as a document: who reads which version, what stands in it, why, and where requirements landed."""

from datetime import timedelta

import pytest

from executives.services.requirements import change_requirement
from executives.words import Words
from mandates.models import ConsensusRound, Participant, RoundItem, SignatureRequest, Stance
from mandates.registry import SERVED_BY
from mandates.selectors.documents import document_of
from mandates.selectors.landings import landings_for
from mandates.selectors.why import why_of
from mandates.services.drafting import leave_out, open_draft
from mandates.services.forces import move
from mandates.services.statements import change_statement
from mandates.states import LineKind, RoundState, StanceChoice, VersionState
from pmo import clock
from tests.scenes.executives import (
    a_confirmed_requirement,
    a_seat,
    administrator_of,
    an_auditor,
    an_office,
    holder_of,
    manager_of,
)
from tests.scenes.held import brought_to
from tests.scenes.mandates import a_draft, a_full_draft, a_statement, drafter_of, statement_of, words

pytestmark = pytest.mark.django_db


def asked(version, number=1, choice=StanceChoice.AGREE, *, changed=True, reason=""):
    """Write down a closed round on all statements of a version, answered by every seat alike."""
    seats = list(version.mandate.office.seats.filter(closed_on__isnull=True))
    day = clock.today("Europe/London")
    held = ConsensusRound.objects.create(
        mandate=version.mandate,
        version=version,
        number=number,
        state=RoundState.PLANNED,
        seats_counted=len(seats),
        needed=len(seats),
        deadline=day,
        deadline_at=clock.now() + timedelta(days=1),
        opened_by=drafter_of(version),
    )
    people = [Participant.objects.create(round=held, seat=seat, person=holder_of(seat), counted=True) for seat in seats]
    items = [
        RoundItem.objects.create(
            round=held, line=statement.line, order=order, text=statement.text, digest=statement.digest, changed=changed
        )
        for order, statement in enumerate(version.statements.all())
    ]
    _brought(held, RoundState.OPEN)
    for item in items:
        for each in people:
            Stance.objects.create(
                item=item, participant=each, person=each.person, choice=choice, digest=item.digest, reason=reason
            )
    return _brought(held, RoundState.CLOSED, RoundState.SETTLED)


def _brought(held, *states):
    for state in states:
        held.state = state
        held.save(update_fields=["state"])
    return held


def people_of(office):
    return {
        "manager": manager_of(office),
        "executive": holder_of(office.seats.first()),
        "administrator": administrator_of(office),
        "auditor": an_auditor(office),
        "stranger": manager_of(an_office()),
    }


WORKING = {"manager": 200, "administrator": 200, "auditor": 200, "stranger": 404}
EVERYBODY = WORKING | {"executive": 200}
NOT_EXECUTIVES = WORKING | {"executive": 403}


@pytest.mark.parametrize(
    ("state", "address", "expected"),
    [
        (VersionState.DRAFT, "mandate/draft/", NOT_EXECUTIVES),
        (VersionState.IN_CONSENSUS, "mandate/draft/", EVERYBODY),
        (VersionState.AGREED, "mandate/1.0/", EVERYBODY),
        (VersionState.OUT_FOR_SIGNATURE, "mandate/1.0/", EVERYBODY),
        (VersionState.IN_FORCE, "mandate/1.0/", EVERYBODY),
        (VersionState.SUPERSEDED, "mandate/1.0/", EVERYBODY),
        (VersionState.RETIRED, "mandate/1.0/", EVERYBODY),
        (VersionState.WITHDRAWN, "mandate/1.0/", NOT_EXECUTIVES),
        (VersionState.IN_FORCE, "mandate/", EVERYBODY),
        (VersionState.DRAFT, "mandate/", EVERYBODY),
        (VersionState.IN_FORCE, "mandate/1.0/BEN-1/", EVERYBODY),
        (VersionState.WITHDRAWN, "mandate/1.0/BEN-1/", NOT_EXECUTIVES),
        (VersionState.DRAFT, "mandate/draft/BEN-1/why/", NOT_EXECUTIVES),
        (VersionState.IN_FORCE, "mandate/versions/", EVERYBODY),
        (VersionState.IN_FORCE, "mandate/landing/", NOT_EXECUTIVES),
    ],
)
def test_who_reads_which_version(client, state, address, expected):
    version = brought_to(a_full_draft(), state)
    office, answers = version.mandate.office, {}

    for role, person in people_of(office).items():
        client.force_login(person)
        answers[role] = client.get(f"/{office.slug}/{address}").status_code

    assert answers == expected


def test_the_document_holds_every_statement_in_its_chapter_with_its_notes(client):
    version = a_full_draft()
    left = a_confirmed_requirement(version.mandate.office.seats.first(), "A thing for next year.")
    leave_out(version_id=version.pk, requirement_id=left.pk, code="not_now", reason="Later.", by=drafter_of(version))
    brought_to(version, VersionState.IN_FORCE)
    client.force_login(holder_of(version.mandate.office.seats.first()))

    page = words(client.get(f"/{version.mandate.office.slug}/mandate/"))

    for statement in version.statements.all():
        assert statement.text in page
    assert "One issue and one opportunity" in page
    assert "A miss of up to 0.5 counts as close." in page
    assert "A thing for next year." in page
    assert "Of 7 requirements 6 are in the mandate." in page
    assert "Asked for by" in page


def test_objectives_stand_under_the_goal_that_they_achieve():
    version = a_full_draft()
    loose = a_statement(version, LineKind.OBJECTIVE)

    goals = document_of(version).goals

    assert [(each.goal.key if each.goal else None, [one.key for one in each.objectives]) for each in goals] == [
        ("GOAL-1", ["OBJ-1"]),
        (None, [loose.key]),
    ]


def test_the_margin_says_how_far_the_seats_agree_and_after_how_many_rounds():
    office = an_office()
    a_seat(office)
    a_seat(office)
    version = a_full_draft(office)
    asked(version, 1, StanceChoice.OBJECT, reason="Too low.")
    asked(version, 2, StanceChoice.RESERVATION, reason="If it stays so.")

    agreement = document_of(version).lines[0].agreement

    assert (agreement.agreeing, agreement.counted, agreement.rounds) == (2, 2, 2)
    assert agreement.is_reached
    assert [each.words for each in agreement.reservations] == ["If it stays so."] * 2


def test_answers_to_other_words_count_for_nothing():
    version = a_full_draft()
    asked(version)
    statement = statement_of(version, LineKind.ISSUE)
    change_statement(
        statement_id=statement.pk, text="Other words", shown_digest=statement.digest, by=drafter_of(version)
    )

    assert document_of(version).lines[0].agreement.agreeing == 0


def test_who_agreed_names_seat_holder_and_deed(client):
    version = brought_to(a_full_draft(), VersionState.AGREED)
    seat = version.mandate.office.seats.first()
    SignatureRequest.objects.create(version=version, seat=seat)
    move(version, VersionState.OUT_FOR_SIGNATURE)

    row = document_of(version).seats[0]

    assert (row.title, row.holder, str(row.word)) == (seat.title, holder_of(seat).name, "Not yet")


def test_why_leads_from_an_objective_to_the_own_words_of_an_executive(client):
    version = brought_to(a_full_draft(), VersionState.IN_FORCE)
    office = version.mandate.office
    client.force_login(holder_of(office.seats.first()))
    source = statement_of(version, LineKind.OBJECTIVE).sources.get().wording

    page = words(client.get(f"/{office.slug}/mandate/1.0/OBJ-1/"))

    assert source.statement in page
    assert source.confirmed_by.name in page
    for kind in (LineKind.GOAL, LineKind.BENEFIT, LineKind.ISSUE):
        assert statement_of(version, kind).text in page


def test_why_keeps_the_words_of_then_and_shows_what_they_say_by_now():
    version = brought_to(a_full_draft(), VersionState.IN_FORCE)
    source = statement_of(version, LineKind.ISSUE).sources.get().wording
    change_requirement(
        requirement_id=source.requirement_id,
        words=Words(kind="issue", statement="Quite another thing."),
        shown_digest=source.digest,
        by=drafter_of(version),
    )

    said = why_of(version, "ISS-1").words[0]

    assert (said.words, said.newer) == (source.statement, "Quite another thing.")


def test_what_became_of_requirements_is_told_from_the_version_that_everybody_reads():
    version = a_full_draft()
    office = version.mandate.office
    seat = office.seats.first()
    left, nowhere = a_confirmed_requirement(seat), a_confirmed_requirement(seat)
    leave_out(version_id=version.pk, requirement_id=left.pk, code="not_now", reason="Later.", by=drafter_of(version))
    landed = statement_of(version, LineKind.BENEFIT).sources.get().wording.requirement
    ids = [landed.pk, left.pk, nowhere.pk]

    in_draft = landings_for(office, ids)
    brought_to(version, VersionState.IN_FORCE)
    found = landings_for(office, ids)

    assert all(each.is_nowhere for each in in_draft.values())
    assert [(each.key, each.version_key, each.url) for each in found[landed.pk].statements] == [
        ("BEN-1", "1.0", f"/{office.slug}/mandate/1.0/BEN-1/")
    ]
    assert (found[left.pk].code, found[left.pk].reason) == ("not_now", "Later.")
    assert found[nowhere.pk].is_nowhere


def test_the_next_draft_does_not_change_what_is_told_of_the_version_in_force():
    version = brought_to(a_full_draft(), VersionState.IN_FORCE)
    office = version.mandate.office
    landed = statement_of(version, LineKind.BENEFIT).sources.get().wording.requirement
    draft = open_draft(office_id=office.pk, by=drafter_of(version))
    statement_of(draft, LineKind.BENEFIT).sources.all().delete()

    assert [each.version_key for each in landings_for(office, [landed.pk])[landed.pk].statements] == ["1.0"]


def test_statements_and_benefits_leave_as_files(client):
    version = brought_to(a_full_draft(), VersionState.IN_FORCE)
    client.force_login(manager_of(version.mandate.office))
    address = f"/{version.mandate.office.slug}/mandate/1.0/"

    statements = b"".join(client.get(address + "?format=csv").streaming_content).decode()
    benefits = b"".join(client.get(address + "?list=benefits&format=csv").streaming_content).decode()
    workbook = client.get(address + "?format=xlsx")

    assert statements.count("\r\n") == 1 + len(LineKind)
    assert "Mean of finish less first approved finish" in benefits
    assert workbook.content.startswith(b"PK")


def test_a_version_that_is_not_there_is_not_found(client):
    version = brought_to(a_full_draft(), VersionState.IN_FORCE)
    client.force_login(manager_of(version.mandate.office))
    slug = version.mandate.office.slug

    assert client.get(f"/{slug}/mandate/7.0/").status_code == 404
    assert client.get(f"/{slug}/mandate/1.0/BEN-9/").status_code == 404


def test_reading_asks_as_many_queries_at_ten_times_the_data(client, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(SERVED_BY, "_paths", [])
    counts = []

    for times in (1, 10):
        office = an_office()
        for _seat in range(times + 1):  # never only the reader's own: other people's names are asked for once
            a_seat(office)
        version = a_full_draft(office)
        for _time in range(times):
            for kind in LineKind:
                a_statement(version, kind, sources=(a_confirmed_requirement(office.seats.first()),))
        asked(version)
        brought_to(version, VersionState.IN_FORCE)
        a_draft(office)
        client.force_login(holder_of(office.seats.filter(closed_on__isnull=True).last()))
        counts.append({})
        for name in ("mandate/", "mandate/1.0/BEN-1/", "mandate/versions/"):
            with django_assert_max_num_queries(18) as counted:
                assert client.get(f"/{office.slug}/{name}").status_code == 200
            counts[-1][name] = len(counted)

    assert counts[0] == counts[1]
