"""Dates as people type them: ISO, day first, or with the month in words; an impossible one has its reason."""

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?(?: of)? ?([A-Za-z]{3,9})\.?,? ?(\d{4})")
MONTH_BEFORE = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
FIRST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class TypedDate:
    """What a typed date means: the day, or the reason why there is none; how it was written."""

    day: date | None = None
    format: str = ""
    is_ambiguous: bool = False
    reason: str = ""


def typed_date(text: str) -> TypedDate | None:
    """Return what a typed date means; None if it is not written like a date at all."""
    plain = " ".join(text.split())
    if found := ISO.fullmatch(plain):
        year, month, day = map(int, found.groups())
        return dated(year, month, day, "")
    if found := DAY_FIRST.fullmatch(plain):
        day, month, year = map(int, found.groups())
        return dated(year, month, day, "DD/MM/YYYY", is_ambiguous=day <= 12 and day != month)
    if found := IN_WORDS.fullmatch(plain):
        return in_month(found[2], int(found[3]), int(found[1]), "D Month YYYY")
    if found := MONTH_BEFORE.fullmatch(plain):
        return in_month(found[1], int(found[3]), int(found[2]), "Month D YYYY")
    return None


def in_month(name: str, year: int, day: int, written: str) -> TypedDate | None:
    """Return the day in a month written in words; None if there is no such word for a month."""
    month = MONTHS.get(name.lower())
    return dated(year, month, day, written) if month else None


def dated(year: int, month: int, day: int, written: str, *, is_ambiguous: bool = False) -> TypedDate:
    """Return the day if there is such a day, else the reason."""
    if reason := impossible(year, month, day):
        return TypedDate(format=written, reason=reason)
    return TypedDate(date(year, month, day), written, is_ambiguous)


def impossible(year: int, month: int, day: int) -> str:
    """Say why there is no such day: no month 13, no 31 June, no 29 February 2027; empty if there is one."""
    if not FIRST_YEAR <= year <= MAXYEAR:
        return gettext("the year %(year)s is out of reach") % {"year": year}
    if not 1 <= month <= 12:
        return gettext("there is no month %(month)s") % {"month": month}
    if 1 <= day <= monthrange(year, month)[1]:
        return ""
    name = date_format(date(year, month, 1), "F")
    if (month, day) == (2, 29):
        return gettext("there is no %(day)s %(month)s %(year)s") % {"day": day, "month": name, "year": year}
    return gettext("there is no %(day)s %(month)s") % {"day": day, "month": name}


def in_words(day: date) -> str:
    """Return a day as a sentence says it."""
    return date_format(day, "j F Y")


def as_day(value: object) -> date | None:
    """Return the day of a real date in the sheet; None if the value is none."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
