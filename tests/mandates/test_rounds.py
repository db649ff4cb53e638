"""Opening a round on an exact draft: what blocks it, what is frozen."""

from datetime import UTC, datetime, timedelta

import pytest

from executives.services import seats
from executives.states import DecisionRole
from mandates.selectors.rounds import items_of
from mandates.services import drafting, statements
from mandates.states import AgreementRule, RoundState, VersionState
from pmo.access.verdicts import Refused
from pmo.audit.models import LedgerEntry
from tests.scenes.executives import (
    a_confirmed_requirement,
    a_requirement,
    a_seat,
    a_vacant_seat,
    an_office,
    manager_of,
)
from tests.scenes.mandates import state_of
from tests.scenes.rounds import (
    a_draft_saying,
    an_open_round,
    asked,
    in_days,
    rewrite,
    sourced,
)

pytestmark = pytest.mark.django_db


def test_opening_freezes_items_participants_rule_and_need(office, ceo, cfo):
    adviser = a_seat(office, "Safety", DecisionRole.INPUT)
    a_seat(office, "Information", DecisionRole.INFORMED)

    round_ = an_open_round(office, "Jobs finish late.", "Costs run over.", rule=AgreementRule.MAJORITY)

    assert [(each.text, each.changed) for each in items_of(round_)] == [
        ("Jobs finish late.", True),
        ("Costs run over.", True),
    ]
    assert {(each.seat, each.counted) for each in round_.participants.select_related("seat")} == {
        (ceo, True),
        (cfo, True),
        (adviser, False),
    }
    assert (round_.seats_counted, round_.needed, round_.number) == (2, 2, 1)
    assert state_of(round_.version) == VersionState.IN_CONSENSUS


def test_the_deadline_ends_at_midnight_where_the_office_is():
    office = an_office(zone="America/New_York")
    a_seat(office)

    round_ = an_open_round(office)

    end = round_.deadline_at.astimezone(UTC)
    assert end - datetime.combine(round_.deadline, datetime.min.time(), UTC) in {
        timedelta(hours=28),
        timedelta(hours=29),
    }


def test_opening_twice_gives_the_same_round(office, ceo):
    version = a_draft_saying(office)

    first, second = asked(version), asked(version)

    assert first == second
    assert LedgerEntry.objects.filter(office=office.pk, event="round.opened").count() == 1


def test_a_draft_without_a_statement_is_not_asked_about(office, ceo):
    version = drafting.open_draft(office_id=office.pk, by=manager_of(office))

    with pytest.raises(Refused, match="says nothing yet"):
        asked(version)


def test_unconfirmed_sources_block_and_are_named(office, ceo):
    requirement = a_requirement(ceo)
    version = sourced(a_draft_saying(office), requirement)

    with pytest.raises(Refused, match=f"not confirmed: {requirement.key}\\."):
        asked(version)

    assert state_of(version) == VersionState.DRAFT


def test_confirmed_sources_and_those_of_a_vacant_seat_do_not_block(office, ceo):
    adviser = a_seat(office, "Adviser", DecisionRole.INPUT)
    version = sourced(a_draft_saying(office, "One."), a_confirmed_requirement(ceo))
    statement = version.statements.first()
    both = [*statement.sources.values_list("wording_id", flat=True), a_requirement(adviser).wording_id]
    statements.set_sources(statement_id=statement.pk, wording_ids=both, by=manager_of(office))
    seats.vacate_seat(seat_id=adviser.pk, last_day=in_days(office, -1), by=manager_of(office))

    assert asked(version).state == RoundState.OPEN


def test_a_vacant_signatory_seat_blocks_and_is_named(office, ceo):
    a_vacant_seat(office, "Commercial Director")

    with pytest.raises(Refused, match="Nobody holds Commercial Director"):
        an_open_round(office)


def test_without_a_counted_seat_nothing_is_asked(office):
    a_seat(office, "Safety", DecisionRole.INPUT)

    with pytest.raises(Refused, match="nobody would be counted"):
        an_open_round(office)


def test_a_deadline_that_has_passed_is_refused(office, ceo):
    with pytest.raises(Refused, match="That day is over"):
        an_open_round(office, days=-1)


def test_an_unknown_rule_is_refused(office, ceo):
    with pytest.raises(Refused, match="Choose the rule"):
        an_open_round(office, rule="loudest")


def test_a_draft_in_consensus_does_not_change(office, ceo):
    round_ = an_open_round(office)

    with pytest.raises(Refused):
        rewrite(round_.version, 1, "Something else.")
