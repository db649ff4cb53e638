"""What is foreseen of the next forty days is what planning writes down; further ahead the cadence tells."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from mandates.services.reviews import open_due_review
from pmo.notices.foresight import foreseen, mails_ahead
from pmo.notices.models import Notice
from pmo.notices.services.planning import plan_office
from pmo.notices.slots import HORIZON
from tests.scenes import notices as scene
from tests.scenes import reviews

TODAY = date(2026, 3, 24)
FOREVER = date(2027, 3, 24)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dues=some.lists(some.dates(date(2026, 2, 1), date(2026, 7, 1)), min_size=1, max_size=3),
    offsets=some.lists(some.integers(-30, 60), min_size=1, max_size=5),
    weekly=some.booleans(),
    after=some.one_of(some.none(), some.integers(1, 4)),
    hour=some.integers(0, 23),
)
def test_what_is_foreseen_of_forty_days_is_what_planning_writes(kind, dues, offsets, weekly, after, hour):
    office, administrator = scene.an_office("America/New_York")
    moment = scene.at(TODAY, 6)
    scene.a_rule(office, administrator, offsets, hour, weekly_after=weekly, escalate_after=after)
    for due in dues:
        scene.somebody_owes(office, administrator, due=due)
    scene.a_manager(office, administrator)

    told = foreseen(office, TODAY - timedelta(days=1), TODAY + timedelta(days=45))
    plan_office(office.pk, moment)
    told_again = foreseen(office, TODAY - timedelta(days=1), TODAY + timedelta(days=45))

    names = ("kind", "occurrence", "owed_by", "addressee", "offset", "due_on", "due_at")
    within = {
        (each.kind, each.occurrence, each.owed_by, each.addressee, each.offset, each.due_on, each.at)
        for each in told
        if each.at <= moment + HORIZON
    }
    assert within == set(Notice.objects.filter(office=office).values_list(*names))
    assert told_again == told


def test_all_of_a_persons_day_is_one_mail_at_the_earliest_hour(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, administrator, [7, 0], 9)

    mails = mails_ahead(foreseen(office, date(2026, 3, 1), FOREVER))

    assert [(mail.day, len(mail.items)) for mail in mails] == [(TODAY, 1), (date(2026, 3, 31), 1)]


@pytest.mark.django_db
def test_the_months_ahead_are_told_by_the_cadence_before_any_row_is_written():
    scene.at(date(2026, 2, 10))
    office = reviews.an_office_in_force(seats=2)
    reviews.a_cadence(office, months=6, anchor=date(2026, 1, 31), lead_days=30)
    open_due_review(office.pk)

    told = foreseen(office, date(2026, 2, 10), date(2027, 2, 10))

    dues = {each.due_on for each in told}
    assert dues == {date(2026, 7, 31), date(2027, 1, 29)}  # 31 January 2027 is a Sunday
    assert {each.offset for each in told if each.due_on == date(2026, 7, 31)} == {30, 15, 7, 3, 2, 1, 0, -1}
    assert not Notice.objects.filter(rule__isnull=False).exists()
