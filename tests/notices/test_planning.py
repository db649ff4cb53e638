"""Planning writes each notice once, moves it with its duty, and cancels what nobody wants any more."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmo.notices.models import Mail, Notice, ReminderRule
from pmo.notices.selectors.reminders import coming_of
from pmo.notices.selectors.why import why_page
from pmo.notices.services import send_due, set_rule
from pmo.notices.services.planning import plan_stale, stale_offices
from pmo.notices.slots import HORIZON, slots, to_plan
from pmo.notices.states import NoticeState
from tests.scenes import notices as scene

ORACLE = json.loads((Path(__file__).parents[1] / "data/harbour-rail/oracle.json").read_text())["reminders"]
offsets_of_rules = some.lists(some.integers(-30, 90), max_size=12)
moments = some.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=some.just(UTC))


@pytest.mark.parametrize("zone", sorted(ORACLE["per_time_zone"]))
def test_reminders_are_planned_for_the_instants_of_the_oracle(kind, zone):
    office, administrator = scene.an_office(zone)
    addressee = scene.somebody_owes(office, administrator, due=date.fromisoformat(ORACLE["due_date"]))
    expected = {each["days_before"]: each["utc"] for each in ORACLE["per_time_zone"][zone]}
    scene.at(date(2026, 2, 25))

    scene.a_rule(office, administrator, list(expected))

    found = Notice.objects.filter(addressee=addressee).values_list("offset", "due_at")
    assert dict(found) == {offset: datetime.fromisoformat(at) for offset, at in expected.items()}


def test_planning_again_changes_nothing(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    moment = scene.at(date(2026, 3, 1), 7)
    scene.a_rule(office, administrator, [30, 7, 0, -1])
    before = list(Notice.objects.order_by("pk").values())

    assert scene.planned(moment) == 0
    assert list(Notice.objects.order_by("pk").values()) == before
    assert len(before) == 4


def test_an_office_reminds_by_the_usual_rule_until_somebody_sets_another(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)

    scene.planned(scene.at(date(2026, 2, 25)))

    assert ReminderRule.objects.get(office=office).offsets == [30, 15, 7, 3, 2, 1, 0, -1]
    assert Notice.objects.filter(office=office).count() == 8


def test_only_the_next_forty_days_are_planned(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator, due=date(2026, 5, 1))
    scene.at(date(2026, 3, 1))

    scene.a_rule(office, administrator, [40, 21, 20, 0])

    assert set(Notice.objects.values_list("offset", flat=True)) == {40, 21}


def test_a_changed_hour_moves_what_is_planned(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, administrator, [7])

    scene.a_rule(office, administrator, [7], hour=17)

    assert Notice.objects.get().due_at == datetime(2026, 3, 24, 17, tzinfo=UTC)


def test_a_person_who_moves_is_reminded_by_their_new_clock(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    moment = scene.at(date(2026, 3, 1))
    scene.a_rule(office, administrator, [7])
    person = office.memberships.get(role="manager").person
    person.time_zone = "America/New_York"
    person.save(update_fields=["time_zone"])

    scene.planned(moment)

    assert Notice.objects.get().due_at == datetime(2026, 3, 24, 12, tzinfo=UTC)


def test_an_offset_taken_away_is_cancelled_and_taken_up_again_when_it_returns(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, administrator, [7, 1])

    scene.a_rule(office, administrator, [1])
    without = Notice.objects.get(offset=7).state
    scene.a_rule(office, administrator, [7, 1])

    assert without == NoticeState.CANCELLED
    assert Notice.objects.get(offset=7).state == NoticeState.PLANNED


def test_switching_a_rule_off_cancels_what_it_had_planned(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 1))
    scene.a_rule(office, administrator, [7, 1])

    set_rule(
        office_id=office.pk, kind=scene.NAME, offsets=[7, 1], hour=8, active=False, weekly_after=False, by=administrator
    )

    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.CANCELLED}


def test_a_duty_that_comes_late_is_told_once_at_once(kind):
    office, administrator = scene.an_office()
    scene.a_rule(office, administrator, [30, 15, 7, 1])
    scene.somebody_owes(office, administrator)

    scene.planned(scene.at(date(2026, 3, 20)))

    assert set(Notice.objects.values_list("offset", flat=True)) == {15, 7, 1}


def test_a_duty_that_was_announced_is_not_told_again_at_once(kind):
    office, administrator = scene.an_office()
    scene.a_rule(office, administrator, [30, 15, 7, 1])
    scene.somebody_owes(office, administrator, told_at=datetime(2026, 3, 20, 7, tzinfo=UTC))

    scene.planned(scene.at(date(2026, 3, 20)))

    assert set(Notice.objects.values_list("offset", flat=True)) == {7, 1}


def test_an_office_hears_nothing_of_another(kind):
    office, administrator = scene.an_office()
    other, _other_administrator = scene.an_office()
    scene.somebody_owes(office, administrator)

    scene.planned(scene.at(date(2026, 3, 1)))

    assert Notice.objects.filter(office=office).exists()
    assert not Notice.objects.filter(office=other).exists()


@given(due=some.dates(date(2026, 1, 1), date(2027, 12, 31)), offsets=offsets_of_rules, now=moments)
def test_at_most_one_missed_reminder_is_caught_up_and_it_is_the_latest(due, offsets, now):
    wanted = slots(due, offsets, 8, "Europe/London")

    planned = to_plan(wanted, set(), now)

    past = [slot for slot in planned if slot.due_at <= now]
    assert past == [slot for slot in wanted if slot.due_at <= now][-1:]
    assert all(slot.due_at - now <= HORIZON for slot in planned)


@given(due=some.dates(date(2026, 1, 1), date(2027, 12, 31)), offsets=offsets_of_rules, now=moments)
def test_what_was_planned_is_never_planned_twice(due, offsets, now):
    wanted = slots(due, offsets, 8, "America/New_York")
    first = to_plan(wanted, set(), now)
    known = {slot.offset for slot in first}

    later = to_plan(wanted, known, now + timedelta(days=3)) if known else []

    assert not known & {slot.offset for slot in later}


def test_after_the_last_offset_reminders_go_on_weekly(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    scene.at(date(2026, 3, 25))

    scene.a_rule(office, administrator, [1, -1], weekly_after=True)

    assert sorted(Notice.objects.values_list("offset", flat=True)) == [-29, -22, -15, -8, -1, 1]


def test_an_outage_longer_than_the_plan_is_caught_up_with_the_latest_only(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator, due=date(2026, 6, 30))
    scene.at(date(2026, 3, 25))
    scene.a_rule(office, administrator, [60, 7, 0], weekly_after=True)

    moment = scene.at(date(2026, 7, 20), 9)
    scene.planned(moment)
    send_due(moment)

    assert dict(Notice.objects.filter(due_at__lte=moment).values_list("offset", "state")) == {
        60: NoticeState.OVERTAKEN,
        -14: NoticeState.SENT,
    }


def test_nobody_is_caught_up_with_before_the_sending_hour(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    midnight = scene.at(date(2026, 3, 26), 0, 1)

    scene.a_rule(office, administrator, [7, 1])
    scene.planned(midnight + timedelta(minutes=1))

    assert Notice.objects.get(offset=7).due_at == datetime(2026, 3, 26, 8, tzinfo=UTC)


def test_the_managers_are_told_after_so_many_reminders_and_weekly_while_it_is_overdue(kind):
    office, administrator = scene.an_office()
    debtor = scene.somebody_owes(office, administrator)
    above = scene.a_manager(office, administrator)
    scene.at(date(2026, 3, 20))

    scene.a_rule(office, administrator, [7, 3, 1, 0, -1], weekly_after=True, escalate_after=2)

    told = Notice.objects.filter(owed_by=debtor, addressee=above)
    assert sorted(told.values_list("offset", flat=True)) == [-29, -22, -15, -8, 1]
    assert "Papers to read: still open, Mia Member" in {str(each.label) for each in coming_of(office)}


def test_what_others_are_told_says_who_owes_it_and_ends_with_the_duty(kind):
    office, administrator = scene.an_office()
    debtor = scene.somebody_owes(office, administrator)
    above = scene.a_manager(office, administrator, name="Max Manager")
    scene.at(date(2026, 3, 20))
    scene.a_rule(office, administrator, [7, 3, 1], weekly_after=True, escalate_after=2)
    for day in (24, 28):
        send_due(scene.at(date(2026, 3, day), 8, 1))

    left = send_due(scene.at(date(2026, 3, 30), 8, 1))
    mail = Mail.objects.get(notices__addressee=above)
    scene.OWED.settled.add((Notice.objects.first().occurrence, debtor))
    send_due(scene.at(date(2026, 4, 30), 8, 1))

    assert left == 2
    assert mail.subject == "Still open: Papers to read"
    assert "Mia Member: reminded, and it is still open." in mail.text
    assert (
        why_page(mail.pk, mail.person).reasons[0].rule.startswith("Mia Member owes it, and was reminded often enough.")
    )
    assert Mail.objects.filter(notices__addressee=above).count() == 1


def test_nobody_is_told_of_others_before_the_reminders_were_sent(kind):
    office, administrator = scene.an_office()
    scene.somebody_owes(office, administrator)
    above = scene.a_manager(office, administrator)
    scene.at(date(2026, 3, 20))
    scene.a_rule(office, administrator, [7, 3, 1, 0], escalate_after=2)

    send_due(scene.at(date(2026, 3, 30), 8, 1))

    assert not Mail.objects.filter(notices__addressee=above).exists()


def test_the_tick_plans_only_offices_in_which_something_happened_or_whose_day_has_come(kind):
    (office, administrator), (other, _her) = scene.an_office(), scene.an_office()
    scene.somebody_owes(office, administrator)
    moment = scene.at(date(2026, 3, 20), 9)
    plan_stale(moment)

    at_rest = list(stale_offices(moment))
    scene.a_rule(office, administrator, [7])
    scene.somebody_owes(office, administrator)
    after_a_deed = list(stale_offices(moment))
    plan_stale(moment)
    next_day = set(stale_offices(scene.at(date(2026, 3, 21))))

    assert at_rest == []
    assert after_a_deed == [office]
    assert next_day == {office, other}


def test_a_clock_that_was_set_back_plans_anew(kind):
    office, _administrator = scene.an_office()
    plan_stale(scene.at(date(2027, 3, 20), 9))

    assert list(stale_offices(scene.at(date(2026, 3, 20), 9))) == [office]
