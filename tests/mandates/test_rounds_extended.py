"""More time for a round: later only, before the deadline, while somebody has to answer; told to all."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from mandates.models import ConsensusRound, Extension
from mandates.services import rounds
from pmo import clock
from pmo.access.verdicts import Refused
from pmo.clock import shifting
from pmo.notices.models import Mail
from tests.scenes.executives import holder_of, manager_of
from tests.scenes.rounds import all_answered, an_open_round, answered, closed, in_days, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(office, ceo, cfo):
    return an_open_round(office, days=3)


def extended(round_, days, by=None):
    office = round_.version.mandate.office
    return rounds.extend_round(round_id=round_.pk, deadline=in_days(office, days), by=by or manager_of(office))


def test_a_later_day_is_kept_and_told_to_all_also_to_who_has_answered(office, ceo, cfo, round_):
    answered(item(round_), ceo)

    longer = extended(round_, 9)

    kept = Extension.objects.get()
    assert (kept.was, kept.until, longer.deadline) == (round_.deadline, in_days(office, 9), in_days(office, 9))
    assert longer.deadline_at > round_.deadline_at
    told = {mail.person for mail in Mail.objects.filter(kind="round.extended")}
    assert {holder_of(ceo), holder_of(cfo)} <= told


@pytest.mark.usefixtures("own_time")
def test_answers_are_taken_until_the_new_day_is_over(office, ceo, cfo, round_):
    longer = extended(round_, 9)
    shifting.set_time(round_.deadline_at + timedelta(hours=1))

    assert rounds.close_overdue_rounds(clock.now()) == []
    assert answered(item(longer), ceo).pk


def test_the_second_click_moves_nothing_and_tells_nobody(office, round_):
    extended(round_, 9)
    extended(round_, 9)

    assert Extension.objects.count() == 1
    assert Mail.objects.filter(kind="round.extended", person=round_.participants.first().person).count() == 1


@pytest.mark.parametrize("days", [3, 2])
def test_a_deadline_never_moves_earlier(round_, days):
    with pytest.raises(Refused, match="only moves later"):
        extended(round_, days)


def test_once_all_have_answered_nobody_needs_more_time(round_):
    all_answered(round_)

    with pytest.raises(Refused, match="All have answered"):
        extended(round_, 9)


@pytest.mark.usefixtures("own_time")
def test_after_the_deadline_it_is_too_late_though_nobody_has_closed(round_):
    shifting.set_time(round_.deadline_at + timedelta(seconds=2))

    with pytest.raises(Refused, match="deadline has passed"):
        extended(round_, 9)


def test_a_closed_round_stays_closed(round_):
    closed(all_answered(round_))

    with pytest.raises(Refused, match="not open"):
        extended(round_, 9)


def test_only_the_manager_moves_a_deadline(ceo, round_):
    with pytest.raises(Refused, match="Only a PMO manager"):
        extended(round_, 9, by=holder_of(ceo))


def test_the_database_moves_no_deadline_without_its_extension(office, round_):
    longer = extended(round_, 9)

    for change in ({"deadline": in_days(office, 20)}, {"deadline_at": longer.deadline_at + timedelta(days=1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ConsensusRound.objects.filter(pk=round_.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Extension.objects.update(until=in_days(office, 30))


def test_the_manager_extends_from_the_page_and_all_see_it(client, office, ceo, round_):
    client.force_login(manager_of(office))
    at = f"/{office.slug}/rounds/1/"

    offered = client.get(at).content.decode()
    refused = client.post(f"{at}extend/", {"deadline": in_days(office, 1).isoformat()})
    done = client.post(f"{at}extend/", {"deadline": in_days(office, 8).isoformat()})
    client.force_login(holder_of(ceo))

    assert "Give more time" in offered
    assert "only moves later" in refused.content.decode()
    assert done.status_code == 302
    assert "More time:" in client.get(at).content.decode()
