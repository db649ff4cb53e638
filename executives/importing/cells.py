"""From a raw cell to the value of a field, with a finding for everything that was changed, kept or refused."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from executives.importing.dates import as_day, in_words, typed_date
from executives.importing.findings import ACCEPT, NORMALISE, REFUSE, Finding
from executives.importing.labels import Words, label_in
from executives.importing.sheets import Cell
from pmo.access.models import validate_name
from pmo.ui.exports import looks_calculated

LONGEST_LINE = 200
LONGEST_PROSE = 8_000
LONGEST = {"source_ref": 100, "language": 12, "email": 254, "executive_email": 254, "measure": 2_000}
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
TYPOGRAPHIC = re.compile("[‘’‚“”„–—…]")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: the column's label as written, and the field it was mapped to."""

    column: str
    field: str

    def finding(self, problem: str, action: str = NORMALISE, **more: Any) -> Finding:
        """Return a finding at this place."""
        return Finding(self.column, self.field, problem, action, **more)

    def refused(self, problem: str, found: str | None = None, **more: Any) -> tuple[str, list[Finding]]:
        """Return no value, and the finding that refuses the row."""
        return "", [self.finding(problem, REFUSE, found=found, **more)]


Reading = tuple[str, list[Finding]]
Reader = Callable[[Cell, Place], Reading]


def read_cell(cell: Cell, place: Place, reader: Reader) -> Reading:
    """Return the value of a cell; errors and formulas without a value refuse, merged cells say where it came from."""
    if cell.error:
        return place.refused("cell_error", cell.error)
    if cell.formula and not cell.text.strip():
        return place.refused("formula", cell.formula)
    value, findings = reader(cell, place)
    if any(finding.refuses for finding in findings):
        return value, findings
    if cell.taken_from and value:
        return value, [place.finding("merged_cell", becomes=value, take_value_from_row=cell.taken_from)]
    if cell.formula:
        findings = [place.finding("formula_value", found=cell.formula, becomes=value), *findings]
    return value, findings


def read_line(cell: Cell, place: Place) -> Reading:
    """Return a name or title on one line, its spaces in order."""
    value = " ".join(CONTROLS.sub("", INVISIBLE.sub("", normal(cell.text))).split())
    if len(value) > (limit := LONGEST.get(place.field, LONGEST_LINE)):
        return place.refused("too_long", length=len(cell.text), limit=limit)
    if value == normal(cell.text):
        return value, []
    only_at_the_end = value == normal(cell.text).rstrip(" ")
    problem = "trailing_spaces" if only_at_the_end else "spaces_and_no_break_space"
    return value, [place.finding(problem, found=cell.text, becomes=value)] if value else []


def read_name(cell: Cell, place: Place) -> Reading:
    """Return a person's name, which reads as nobody's address."""
    value, findings = read_line(cell, place)
    try:
        validate_name(value)
    except ValidationError:
        return place.refused("name_of_an_address", cell.text)
    return value, findings


def read_prose(cell: Cell, place: Place) -> Reading:
    """Return somebody's own words: only what cannot be seen at the ends is taken away, everything else is kept."""
    if len(cell.text) > (limit := LONGEST.get(place.field, LONGEST_PROSE)):
        return place.refused("too_long", length=len(cell.text), limit=limit)
    typed = normal(cell.text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = CONTROLS.sub("", INVISIBLE.sub("", typed))
    value = shown.strip()
    if not value:
        return "", []
    return value, [*changes_in_prose(typed, shown, value, place), *kept_in_prose(value, place)]


def changes_in_prose(typed: str, shown: str, value: str, place: Place) -> list[Finding]:
    """Return what was taken away from somebody's words; the words themselves are in the record."""
    if shown != typed:
        return [place.finding("control_characters")]
    if value == typed:
        return []
    return [place.finding("trailing_spaces" if value == typed.rstrip(" ") else "spaces_and_no_break_space")]


def kept_in_prose(value: str, place: Place) -> list[Finding]:
    """Return what looks odd in somebody's words, and is kept."""
    found = []
    if looks_calculated(value):
        found.append(place.finding("formula_like_text", ACCEPT, found=value, on_export="neutralise"))
    odd = {"smart_quotes": TYPOGRAPHIC, "newline": re.compile("\n"), "right_to_left_text": RIGHT_TO_LEFT}
    found.extend(place.finding(problem, ACCEPT) for problem, sign in odd.items() if sign.search(value))
    return found


def read_email(cell: Cell, place: Place) -> Reading:
    """Return an e-mail address in small letters without spaces."""
    value = "".join(INVISIBLE.sub("", normal(cell.text)).split()).lower()
    if not value:
        return "", []
    try:
        validate_email(value)
    except ValidationError:
        return place.refused("invalid_email", cell.text)
    if len(value) > LONGEST[place.field]:
        return place.refused("too_long", length=len(value), limit=LONGEST[place.field])
    return value, [] if value == cell.text else [place.finding("case_or_spaces", found=cell.text, becomes=value)]


def label_reader(words: Words, variant: str, unknown: str) -> Reader:
    """Return the reader of a field that takes one of a few labels."""

    def read_label(cell: Cell, place: Place) -> Reading:
        text = INVISIBLE.sub("", normal(cell.text))
        if not text.strip():
            return "", []
        if not (value := label_in(words, text)):
            return place.refused(unknown, cell.text)
        return value, [] if value == cell.text else [place.finding(variant, found=cell.text, becomes=value)]

    return read_label


def read_date(cell: Cell, place: Place) -> Reading:
    """Return a day in ISO: a real date as it is, a typed one day first, ambiguous ones with the reading chosen."""
    if day := as_day(cell.value):
        iso = day.isoformat()
        return iso, [place.finding("excel_date", ACCEPT, becomes=iso, shown=in_words(day))]
    text = INVISIBLE.sub("", normal(cell.text)).strip()
    if not text:
        return "", []
    typed = typed_date(text)
    if typed is None:
        return place.refused("unreadable_date", cell.text)
    if typed.day is None:
        return place.refused("impossible_date", cell.text, reason=typed.reason)
    iso = typed.day.isoformat()
    if iso == cell.text:
        return iso, []
    more: dict[str, Any] = {"format": typed.format, "shown": in_words(typed.day)}
    more["ambiguous_day_month"] = typed.is_ambiguous
    return iso, [place.finding("text_date", found=cell.text, becomes=iso, **more)]


def read_zone(cell: Cell, place: Place) -> Reading:
    """Return a time zone by its name, whatever its case; empty means the office's own."""
    value, findings = read_line(cell, place)
    if not value:
        return value, findings
    if not (zone := zones().get(value.replace(" ", "_").lower())):
        return place.refused("unknown_time_zone", cell.text)
    return zone, findings if zone == value else [place.finding("case_or_spaces", found=cell.text, becomes=zone)]


@lru_cache(maxsize=1)
def zones() -> dict[str, str]:
    """Return all time zones by their names in small letters."""
    return {zone.lower(): zone for zone in available_timezones()}


def read_language(cell: Cell, place: Place) -> Reading:
    """Return a language code; empty means the installation's own."""
    value, findings = read_line(cell, place)
    if value and not LANGUAGE.fullmatch(value):
        return place.refused("unknown_language", cell.text)
    if value.lower() != value and "-" not in value:
        return value.lower(), [place.finding("case_or_spaces", found=cell.text, becomes=value.lower())]
    return value, findings


def normal(text: str) -> str:
    """Return the text in composed form (NFC), as digests need it."""
    return unicodedata.normalize("NFC", text)
