import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pmo.clock import calendar

ORACLE = json.loads((Path(__file__).parents[1] / "data/harbour-rail/oracle.json").read_text())
ANCHOR = date(2026, 1, 31)
days = some.dates(date(1990, 1, 1), date(2090, 12, 31))
zones = some.sampled_from(
    [
        "UTC",
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kathmandu",
        "America/Havana",
        "Africa/Cairo",
    ]
)


@pytest.mark.parametrize("months", ["1", "3", "6", "12"])
def test_due_dates_are_those_of_the_oracle(months: str) -> None:
    expected = [date.fromisoformat(day) for day in ORACLE["review_due_dates"]["cadence_months"][months]]

    assert calendar.due_dates(ANCHOR, int(months), len(expected)) == expected
    assert calendar.occurrences(ANCHOR, int(months), ANCHOR, expected[-1]) == expected


@pytest.mark.parametrize("zone", sorted(ORACLE["reminders"]["per_time_zone"]))
def test_reminders_leave_at_the_instants_of_the_oracle(zone: str) -> None:
    due = date.fromisoformat(ORACLE["reminders"]["due_date"])

    for reminder in ORACLE["reminders"]["per_time_zone"][zone]:
        leaves = calendar.reminder_instant(due, reminder["days_before"], 8, zone)

        assert leaves == datetime.fromisoformat(reminder["utc"])
        assert leaves.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M") == reminder["local"]


@pytest.mark.parametrize(
    ("anchor", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_months_are_added_from_the_anchor_and_clipped(anchor: date, months: int, due: date) -> None:
    assert calendar.add_months(anchor, months) == due


def test_weeks_are_added_from_the_anchor() -> None:
    assert calendar.due_dates(date(2026, 1, 1), 2, 3, "weeks") == [
        date(2026, 1, 15),
        date(2026, 1, 29),
        date(2026, 2, 12),
    ]


def test_a_missing_hour_goes_to_the_next_valid_instant() -> None:
    leaves = calendar.reminder_instant(date(2026, 3, 29), 0, time(1, 30), "Europe/London")

    assert leaves == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert leaves.astimezone(ZoneInfo("Europe/London")).hour == 2


def test_a_doubled_hour_is_the_first_of_the_two() -> None:
    assert calendar.instant(date(2026, 10, 25), time(1, 30), "Europe/London") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_a_half_hour_gap_ends_where_the_zone_says() -> None:
    leaves = calendar.instant(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")

    assert leaves.astimezone(ZoneInfo("Australia/Lord_Howe")).time() == time(2, 30)


def test_a_day_ends_at_midnight_of_its_zone() -> None:
    assert calendar.end_of(date(2026, 3, 28), "Europe/London") == datetime(2026, 3, 29, 0, tzinfo=UTC)
    assert calendar.end_of(date(2026, 3, 29), "Europe/London") == datetime(2026, 3, 29, 23, tzinfo=UTC)
    assert calendar.end_of(date(2026, 1, 1), "America/New_York") == datetime(2026, 1, 2, 5, tzinfo=UTC)


def test_a_day_whose_midnight_is_missing_ends_when_the_next_day_begins() -> None:
    assert calendar.end_of(date(2026, 4, 23), "Africa/Cairo") == datetime(2026, 4, 23, 22, tzinfo=UTC)
    assert calendar.end_of(date(2011, 12, 29), "Pacific/Apia") == datetime(2011, 12, 30, 10, tzinfo=UTC)


def test_a_due_date_on_a_day_off_moves_to_the_business_day_before() -> None:
    weekend = lambda day: day.weekday() >= 5  # noqa: E731

    assert calendar.on_business_day(date(2026, 1, 31), weekend) == date(2026, 1, 30)
    assert calendar.on_business_day(date(2026, 3, 31), weekend) == date(2026, 3, 31)
    with pytest.raises(ValueError, match="whole year"):
        calendar.on_business_day(ANCHOR, lambda _day: True)


def test_a_cadence_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        calendar.occurrences(ANCHOR, 0, ANCHOR, ANCHOR)


@given(days, some.integers(1, 60), some.integers(0, 400), some.sampled_from(["months", "weeks"]), days)
def test_occurrences_are_the_series_cut_to_the_window(
    anchor: date, every: int, length: int, unit: calendar.Unit, start: date
) -> None:
    end = start + timedelta(days=length)
    whole = [due for due in calendar.series(anchor, every, unit) if due <= end] if every > 24 else None

    found = calendar.occurrences(anchor, every, start, end, unit)

    assert all(start <= due <= end for due in found)
    assert all(before < after for before, after in pairwise(found))
    assert calendar.next_due(anchor, every, start, unit) > max(anchor, start)
    if whole is not None:
        assert found == [due for due in whole if due >= start]


@given(days, some.integers(-600, 600))
def test_a_clipped_month_never_leaves_its_month(anchor: date, n: int) -> None:
    due = calendar.add_months(anchor, n)

    assert (due.year - anchor.year) * 12 + due.month - anchor.month == n
    assert due.day == anchor.day or (due + timedelta(days=1)).day == 1


@given(days, some.times(), zones)
def test_an_instant_is_the_local_time_or_later_on_that_day(day: date, at: time, zone: str) -> None:
    found = calendar.instant(day, at, zone)

    local = found.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert timedelta(0) <= local - datetime.combine(day, at) <= timedelta(hours=1)


@given(days, zones)
def test_days_follow_each_other_without_gap(day: date, zone: str) -> None:
    ends = calendar.end_of(day, zone)

    assert ends.astimezone(ZoneInfo(zone)).date() == day + timedelta(days=1)
    assert (ends - timedelta(seconds=1)).astimezone(ZoneInfo(zone)).date() == day


def test_a_day_off_moves_one_due_date_and_never_the_series() -> None:
    dues, after = [], date(2026, 1, 1)
    for _n in range(5):
        after = calendar.next_business_due(date(2025, 12, 31), 1, after)
        dues.append(after)

    assert dues == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 29)]
