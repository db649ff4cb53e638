"""Dates in words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from pmo.ui.dates import end_in_words, in_words

TODAY = date(2025, 10, 7)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 10, 7), "today"),
        (date(2025, 10, 8), "tomorrow"),
        (date(2025, 10, 6), "yesterday"),
        (date(2025, 10, 10), "Friday 10 October"),
        (date(2025, 10, 14), "Tuesday 14 October"),
        (date(2025, 9, 30), "Tuesday 30 September"),
        (date(2025, 10, 15), "15 October 2025"),
        (date(2024, 10, 7), "7 October 2024"),
    ],
)
def test_a_near_day_is_worded_as_people_say_it(day, words):
    assert in_words(day, today=TODAY) == words


def test_a_weekday_across_the_year_s_end_names_the_year():
    assert in_words(date(2026, 1, 2), today=date(2025, 12, 30)) == "Friday 2 January 2026"


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("day", "28 November 2025"),
        ("weekday", "Friday 28 November 2025"),
        ("short", "Fri 28 Nov"),
        ("exact", "28 November 2025"),
    ],
)
def test_the_other_styles_do_not_depend_on_today(style, words):
    day = date(2025, 11, 28)

    assert in_words(day, today=day, style=style) == words


def test_an_instant_is_told_in_the_reader_s_zone():
    instant = datetime(2025, 10, 7, 22, 30, tzinfo=UTC)

    with timezone.override(ZoneInfo("Asia/Jerusalem")):
        assert in_words(instant, today=TODAY) == "tomorrow, 01:30"
        assert in_words(instant, today=TODAY, style="exact") == "8 October 2025, 01:30 IDT"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/London", "the end of Tuesday 17 February 2026"),
        ("Australia/Sydney", "the end of Tuesday 17 February 2026 (18 February 2026, 11:00 AEDT, where you are)"),
        ("Pacific/Honolulu", "the end of Tuesday 17 February 2026 (17 February 2026, 14:00 HST, where you are)"),
    ],
)
def test_the_end_of_a_day_of_the_office_is_told_by_the_reader_s_clock_too(zone, words):
    day, ends = date(2026, 2, 17), datetime(2026, 2, 18, tzinfo=UTC)

    assert end_in_words(day, ends, zone) == words
    with timezone.override(ZoneInfo(zone)):
        assert end_in_words(day, ends) == words


def test_a_style_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="fancy"):
        in_words(TODAY, today=TODAY, style="fancy")
