"""A frozen version stands: its digest can be computed again from the rows, and the database keeps them."""

import json

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from executives.states import DecisionRole
from mandates.models import Benefit, Line, MandateVersion, Source, Statement, StatementLink
from mandates.services.drafting import leave_out
from mandates.services.freezing import freeze, is_unchanged
from mandates.services.statements import add_statement
from mandates.states import LineKind, VersionState
from pmo import clock
from pmo.access.verdicts import Refused
from tests.scenes.executives import a_confirmed_requirement, a_person, a_seat, a_vacant_seat, an_office
from tests.scenes.held import as_if_agreed, as_if_signed
from tests.scenes.mandates import a_draft, a_full_draft, drafter_of, statement_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen():
    version = a_full_draft()
    left = a_confirmed_requirement(version.mandate.office.seats.first())
    leave_out(version_id=version.pk, requirement_id=left.pk, code="not_now", reason="Later.", by=drafter_of(version))
    return freeze(as_if_agreed(version), drafter_of(version))


def test_freezing_gives_a_number_content_and_a_digest_that_the_rows_still_give(frozen):
    content = json.loads(frozen.content)

    assert frozen.key == "1.0"
    assert is_unchanged(frozen)
    assert frozen.statements.filter(frozen=False).count() == 0
    assert [each["key"] for each in content["statements"]] == ["ISS-1", "OPP-1", "BEN-1", "GOAL-1", "OBJ-1", "EXC-1"]


def test_the_required_seats_are_the_signatory_ones_by_title_whoever_holds_them():
    office = an_office()
    a_seat(office, "Treasurer")
    a_vacant_seat(office, "Chair")
    a_seat(office, "Guest", DecisionRole.INPUT)
    version = a_full_draft(office)

    freeze(as_if_agreed(version), drafter_of(version))

    assert version.required_seats == ["Chair", "Treasurer"]


def test_the_database_takes_no_agreement_that_no_round_came_to():
    version = a_full_draft()

    assert refused_by_database(lambda: freeze(version, drafter_of(version)))
    assert refused_by_database(lambda: MandateVersion.objects.filter(pk=version.pk).update(digest="typed in"))


def test_the_database_freezes_no_text_that_the_last_round_did_not_ask_about():
    version = as_if_agreed(a_full_draft())
    version.statements.filter(line__kind=LineKind.ISSUE).update(digest="another text")

    assert refused_by_database(lambda: freeze(version, drafter_of(version)))


def test_freezing_twice_is_freezing_once(frozen):
    digest, at = frozen.digest, frozen.frozen_at

    freeze(frozen, drafter_of(frozen))

    assert (frozen.digest, frozen.frozen_at) == (digest, at)


def test_an_empty_draft_is_not_frozen():
    version = a_draft()

    with pytest.raises(Refused, match="no statement"):
        freeze(as_if_agreed(version), drafter_of(version))


def test_numbers_go_on_after_a_version_that_was_withdrawn(frozen):
    frozen.state = VersionState.WITHDRAWN
    frozen.save(update_fields=["state"])
    following = a_full_draft(frozen.mandate.office)

    freeze(as_if_agreed(following), drafter_of(following))

    assert following.key == "2.0"


def refused_by_database(deed) -> bool:
    try:
        with transaction.atomic():
            deed()
    except DatabaseError:
        return True
    return False


def test_the_database_refuses_to_change_any_row_of_a_frozen_version(frozen):
    benefit = statement_of(frozen, LineKind.BENEFIT)

    assert refused_by_database(lambda: Statement.objects.filter(pk=benefit.pk).update(text="Other"))
    assert refused_by_database(lambda: Benefit.objects.filter(statement=benefit).update(target=9))
    assert refused_by_database(lambda: frozen.unanswered.update(reason="Other"))
    assert refused_by_database(lambda: StatementLink.objects.filter(lower=benefit).update(kind="serves"))
    assert refused_by_database(lambda: type(frozen).objects.filter(pk=frozen.pk).update(title="Other"))
    assert refused_by_database(lambda: Line.objects.filter(pk=benefit.line_id).update(number=9))


def test_the_database_refuses_to_remove_any_row_of_a_frozen_version(frozen):
    benefit = statement_of(frozen, LineKind.BENEFIT)

    assert refused_by_database(benefit.delete)
    assert refused_by_database(Benefit.objects.filter(statement=benefit).delete)
    assert refused_by_database(Source.objects.filter(statement=benefit).delete)
    assert refused_by_database(StatementLink.objects.filter(lower=benefit).delete)
    assert refused_by_database(frozen.unanswered.all().delete)


def test_the_database_refuses_to_add_a_row_to_a_frozen_version(frozen):
    benefit, goal = statement_of(frozen, LineKind.BENEFIT), statement_of(frozen, LineKind.GOAL)
    wording = a_confirmed_requirement(frozen.mandate.office.seats.first()).wording

    assert refused_by_database(lambda: Source.objects.create(statement=benefit, wording=wording))
    assert refused_by_database(lambda: StatementLink.objects.create(upper=goal, lower=benefit, kind="serves"))
    assert refused_by_database(
        lambda: Statement.objects.create(
            version=frozen,
            line=Line.objects.create(mandate=frozen.mandate, kind="ISS", number=9),
            text="Late",
            digest="0",
            edited_by=benefit.edited_by,
        )
    )


def test_the_database_refuses_to_carry_a_row_into_a_frozen_version(frozen):
    as_if_signed(frozen)
    draft = a_draft(frozen.mandate.office)
    link = StatementLink.objects.filter(lower__version=draft).first()

    assert refused_by_database(
        lambda: StatementLink.objects.filter(pk=link.pk).update(lower=statement_of(frozen, LineKind.ISSUE))
    )


def test_the_database_refuses_plain_sql_too(frozen):
    benefit = statement_of(frozen, LineKind.BENEFIT)

    def by_hand():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE mandates_benefit SET target = 9 WHERE statement_id = %s", [benefit.pk])

    assert refused_by_database(by_hand)


@pytest.mark.parametrize("column", ["reason", "opened_by_id", "opened_at"])
def test_the_database_keeps_why_by_whom_and_when_a_frozen_version_was_opened(frozen, column):
    other = {"reason": "Another.", "opened_by_id": a_person().pk, "opened_at": clock.now()}[column]

    assert refused_by_database(lambda: MandateVersion.objects.filter(pk=frozen.pk).update(**{column: other}))


def test_rows_of_a_draft_are_free():
    version = a_full_draft()

    assert not refused_by_database(lambda: Statement.objects.filter(version=version).update(text="Other"))


def test_a_frozen_version_takes_no_statement_from_the_service_either(frozen):
    for step in (VersionState.IN_CONSENSUS, VersionState.AGREED):
        frozen.state = step
        frozen.save(update_fields=["state"])

    with pytest.raises(Refused, match=r"Version 1\.0 is agreed and its text is frozen"):
        add_statement(version_id=frozen.pk, kind=LineKind.ISSUE, text="Late", by=drafter_of(frozen))
