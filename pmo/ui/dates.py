"""Dates in words, as near as the reader is to them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.translation import gettext, pgettext

STYLES = ("near", "day", "weekday", "short", "exact")
NEAR = timedelta(days=7)


def in_words(moment: date | datetime, *, today: date, style: str = "near") -> str:
    """Word a day or an instant in the reader's zone.

    `near`: today, tomorrow, Friday 28 November, 28 November 2025; instants within a week also say the hour.
    `day`: 28 November 2025. `weekday`: Friday 28 November 2025. `short`: Fri 28 Nov.
    `exact`: 28 November 2025, 09:41 with the zone.
    """
    if style not in STYLES:
        raise ValueError(f"{style!r} is not one of {', '.join(STYLES)}")
    local = local_moment(moment)
    day = local.date() if isinstance(local, datetime) else local
    if style == "near":
        near = abs(day - today) <= NEAR
        return _with_hour(_near(day, today), local) if near else _format(day, "day")
    if style == "exact" and isinstance(local, datetime):
        return f"{_with_hour(_format(day, 'day'), local)} {local.tzname()}"
    return _format(day, "day" if style == "exact" else style)


def end_in_words(day: date, ends: datetime, zone: str | None = None) -> str:
    """Word the end of a day of the office, and where the reader's clock says something else then, what it says.

    The end of Tuesday 17 February 2026 (17 February 2026, 14:00 HST, where you are).
    """
    local = timezone.localtime(ends, ZoneInfo(zone) if zone else None)
    words = gettext("the end of %(day)s") % {"day": _format(day, "weekday")}
    if (local.date(), local.time()) == (day + timedelta(days=1), time(0)):
        return words
    moment = f"{_with_hour(_format(local.date(), 'day'), local)} {local.tzname()}"
    return gettext("%(end)s (%(moment)s, where you are)") % {"end": words, "moment": moment}


def hour_in_words(local: datetime) -> str:
    """Word an instant to the minute, as its own zone has it: Tuesday 17 February 2026, 14:00 HST."""
    return f"{_with_hour(_format(local.date(), 'weekday'), local)} {local.tzname()}"


def local_moment(moment: date | datetime) -> date | datetime:
    """Shift an instant into the reader's zone; days stay as they are."""
    return timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment


def _near(day: date, today: date) -> str:
    match (day - today).days:
        case 0:
            return gettext("today")
        case 1:
            return gettext("tomorrow")
        case -1:
            return gettext("yesterday")
    return _format(day, "near" if day.year == today.year else "weekday")


def _format(day: date, style: str) -> str:
    patterns = {
        "near": pgettext("date, Friday 28 November", "l j F"),
        "day": pgettext("date, 28 November 2025", "j F Y"),
        "weekday": pgettext("date, Friday 28 November 2025", "l j F Y"),
        "short": pgettext("date, Fri 28 Nov", "D j M"),
    }
    return formats.date_format(day, patterns[style])


def _with_hour(words: str, moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return words
    hour = formats.date_format(moment, pgettext("time of day, 09:41", "H:i"))
    return gettext("%(day)s, %(hour)s") % {"day": words, "hour": hour}
