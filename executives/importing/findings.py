"""What the reader noticed in one cell, what it did about it, and the sentence that says so."""

from dataclasses import dataclass, fields
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

ACCEPT, NORMALISE, REFUSE, IGNORE, HEADER = "accept", "normalise", "refuse", "ignore", "header"
TAKEN_AS_TEXT = {"formula_like_text", "smart_quotes", "newline", "right_to_left_text"}

SENTENCES = {
    "ambiguous": _("“%(found)s” was read with the day first, as %(shown)s. If the month comes first, correct it."),
    "case_or_spaces": _("“%(found)s” was written as %(becomes)s."),
    "cell_error": _("The spreadsheet shows the error %(found)s here. Correct the cell."),
    "control_characters": _("Characters that cannot be shown were removed."),
    "dates_reversed": _("The last day, %(found)s, comes before the first day. Correct one of them."),
    "duplicate_executive": _("%(shown)s stands in row %(first_row)s already. One person, one row: the first is kept."),
    "duplicate_ref": _("The reference %(found)s stands in row %(first_row)s already. Give each row its own."),
    "duplicate_row": _("Word for word the same as %(same_as)s of the same executive: the first is kept."),
    "duplicate_seat": _(
        "“%(found)s” is held by somebody else at the same time (row %(first_row)s). Correct the dates."
    ),
    "excel_date": _("Read as %(shown)s."),
    "formula": _("The cell holds a formula, %(found)s, without a value. Nothing is calculated: write the text itself."),
    "formula_like_text": _("The text begins like a formula; it is kept as text and never calculated."),
    "formula_value": _("The cell holds a formula; its last value, “%(becomes)s”, was taken."),
    "impossible_date": _("“%(found)s”: %(reason)s. Correct the date, day first."),
    "invalid_email": _("“%(found)s” is not an e-mail address. Write it like name@example.org."),
    "label_variant": _("“%(found)s” was read as %(becomes)s."),
    "merged_cell": _("%(becomes)s was taken from row %(take_value_from_row)s, with which the cell is merged."),
    "missing": _("Nothing is written here. Fill it in, or leave the row out."),
    "name_of_an_address": _("“%(found)s” holds an address, a link or a line break. Give the name alone."),
    "newline": _("Line breaks are kept."),
    "right_to_left_text": _("Text from right to left is kept."),
    "smart_quotes": _("Typographic marks are kept."),
    "spaces_and_no_break_space": _("Stray spaces were removed."),
    "text_date": _("“%(found)s” was read as %(shown)s."),
    "too_long": _("%(length)s characters are more than the %(limit)s that fit. Shorten the text; it is never cut."),
    "trailing_spaces": _("Spaces at the end were removed."),
    "unknown_executive": _("%(found)s is not on the list of executives. Add the person, or correct the address."),
    "unknown_kind": _("“%(found)s” is not one of issue, opportunity, need, constraint, exclusion. Choose one of them."),
    "unknown_language": _("“%(found)s” is not a language code. Write it like en or en-GB."),
    "unknown_priority": _("“%(found)s” is not one of must, should, could, won’t. Choose one of them."),
    "unknown_role": _("“%(found)s” is not one of signatory, input, informed. Choose one of them."),
    "unknown_time_zone": _("“%(found)s” is not a time zone. Write it like Europe/London."),
    "unknown_yes_no": _("“%(found)s” is neither yes nor no. Write one of them."),
    "unreadable_date": _("“%(found)s” is not a date. Write it like 30 September 2026 or 2026-09-30."),
    "yes_no_variant": _("“%(found)s” was read as %(becomes)s."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed in one cell; what comes after `on_export` serves the sentence alone."""

    column: str
    field: str
    problem: str
    action: str
    found: str | None = None
    becomes: str | None = None
    format: str = ""
    ambiguous_day_month: bool = False
    take_value_from_row: int = 0
    length: int = 0
    same_as: str = ""
    on_export: str = ""
    first_row: int = 0
    shown: str = ""
    reason: str = ""
    limit: int = 0

    @property
    def refuses(self) -> bool:
        """Whether the row cannot be imported because of this."""
        return self.action == REFUSE

    @property
    def comes_last(self) -> bool:
        """Whether it is told after the changes: refusals, and text that is kept though it looks odd."""
        return self.refuses or self.problem in TAKEN_AS_TEXT

    def sentence(self) -> str:
        """Say what was found and what became of it, or what to do."""
        problem = "ambiguous" if self.ambiguous_day_month else self.problem
        words = {field.name: getattr(self, field.name) or "" for field in fields(self)}
        words |= {"length": f"{self.length:,}", "limit": f"{self.limit:,}", "found": shortened(self.found or "")}
        said = gettext("%(column)s: %(sentence)s")
        return said % {"column": self.column.strip(), "sentence": SENTENCES[problem] % words}

    def as_dict(self) -> dict[str, Any]:
        """Return what was noticed, without what was not, and without the words of the sentence."""
        always = {"column", "field", "problem", "action"}
        never = {"first_row", "shown", "reason", "limit"}
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in never}
        return {name: value for name, value in told.items() if name in always or value not in (None, "", 0, False)}


def shortened(text: str, most: int = 120) -> str:
    """Return the text, or its beginning when it is too long to quote."""
    return text if len(text) <= most else f"{text[:most]}…"
