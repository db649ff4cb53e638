"""Why a notice waits: quiet hours over midnight and over a change of the clocks, absences that touch, pauses."""

from datetime import UTC, date, datetime

import pytest

from pmo.access.models import Person
from pmo.notices.holds import Known, back_on, hold_of, quiet_until
from pmo.notices.models import Absence, Reach
from pmo.notices.states import Hold


def somebody(quiet=(None, None), zone="Europe/London"):
    return Person(pk=7, email="mia@example.org", name="Mia", time_zone=zone, quiet_from=quiet[0], quiet_until=quiet[1])


def utc(day, hour, minute=0):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        ((22, 7), utc(2, 21, 59), None),
        ((22, 7), utc(2, 22), utc(3, 7)),
        ((22, 7), utc(3, 6, 59), utc(3, 7)),
        ((22, 7), utc(3, 7), None),
        ((12, 14), utc(2, 13, 30), utc(2, 14)),
        ((12, 14), utc(2, 14), None),
        ((8, 8), utc(2, 8), None),
        ((None, None), utc(2, 3), None),
        ((22, 2), utc(28, 23), utc(29, 1)),  # the clocks go forward at 1: what was 2 is the same instant
    ],
)
def test_quiet_hours_end_at_their_hour_also_over_midnight(quiet, now, until):
    assert quiet_until(somebody(quiet), now) == until


def test_quiet_hours_are_the_persons_own():
    assert quiet_until(somebody((22, 7), "Asia/Tokyo"), utc(2, 14)) == utc(2, 22)


def test_absences_that_touch_are_one():
    away = [
        Absence(first=date(2026, 3, 5), last=date(2026, 3, 6)),
        Absence(first=date(2026, 3, 1), last=date(2026, 3, 4)),
        Absence(first=date(2026, 3, 9), last=date(2026, 3, 9)),
    ]

    assert back_on(away, date(2026, 3, 2)) == date(2026, 3, 7)
    assert back_on(away, date(2026, 3, 7)) is None


REACH = {"office_id": 3, "person_id": 7}


@pytest.mark.parametrize(
    ("known", "is_reminder", "because"),
    [
        (Known(absences={7: [Absence(first=date(2026, 3, 1), last=date(2026, 3, 9))]}), True, Hold.ABSENT),
        (Known(absences={7: [Absence(first=date(2026, 3, 1), last=date(2026, 3, 9))]}), False, None),
        (Known(reaches={(3, 7): Reach(**REACH, paused_until=date(2026, 3, 9))}), True, Hold.PAUSED),
        (Known(reaches={(3, 7): Reach(**REACH, paused_until=date(2026, 3, 9))}), False, None),
        (Known(reaches={(3, 7): Reach(**REACH, paused_until=date(2026, 3, 2))}), True, None),
        (Known(reaches={(4, 7): Reach(**REACH, paused_until=date(2026, 3, 9))}), True, None),
        (Known(reaches={(3, 7): Reach(**REACH, bad_address="MIA@example.org")}), False, Hold.BAD_ADDRESS),
        (Known(reaches={(3, 7): Reach(**REACH, bad_address="old@example.org")}), True, None),
    ],
)
def test_absence_and_pause_hold_reminders_a_bad_address_holds_all(known, is_reminder, because):
    held = hold_of(somebody(), 3, utc(2, 8), known, is_reminder=is_reminder)

    assert (held.because if held else None) == because
    assert held is None or held.until > utc(2, 8)


def test_who_was_away_is_told_at_the_rules_hour_of_the_day_of_return():
    known = Known(absences={7: [Absence(first=date(2026, 3, 1), last=date(2026, 3, 9))]})

    assert hold_of(somebody(), 3, utc(2, 8), known, is_reminder=True, hour=9).until == utc(10, 9)
